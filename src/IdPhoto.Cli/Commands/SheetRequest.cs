using System.Globalization;
using IdPhoto.Cli.Files;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Printing;
using IdPhoto.Studio;

namespace IdPhoto.Cli.Commands;

/// <summary>What <c>idphoto sheet</c> was asked for, checked as far as that goes without the photos.</summary>
internal sealed record SheetRequest
{
    public required IReadOnlyList<string> Inputs { get; init; }

    public required string Output { get; init; }

    public required string Paper { get; init; }

    public string? Copies { get; init; }

    public string? Sizes { get; init; }

    public string? Specs { get; init; }

    public double? Gap { get; init; }

    public double? Margin { get; init; }

    public CutMarkStyle Cut { get; init; }

    public int? Dpi { get; init; }

    /// <exception cref="CommandFailure">The name ends in something else, or resolution is asked of a PDF.</exception>
    public SheetFormat Format()
    {
        SheetFormat format = Output == OutputFile.Stream ? SheetFormat.Pdf : Path.GetExtension(Output).ToLowerInvariant() switch
        {
            ".pdf" => SheetFormat.Pdf,
            ".jpg" or ".jpeg" => SheetFormat.Jpeg,
            ".png" => SheetFormat.Png,
            _ => throw CommandFailure.Usage(Message.Of("failures.sheet-extension")),
        };
        if (format == SheetFormat.Pdf && Dpi is not null)
            throw CommandFailure.Usage(Message.Of("failures.dpi-of-pdf"));
        return format;
    }

    /// <exception cref="CommandFailure">There is no such paper.</exception>
    public SheetOptions Options() => Checked(() => new SheetOptions
    {
        Paper = PaperSize.Parse(Paper),
        GapMm = Gap,
        Margins = Margin is { } margin ? new SheetMargins(margin, margin) : null,
        Cut = Cut,
    });

    /// <summary>The photos, still without their files.</summary>
    /// <exception cref="CommandFailure">Too many photos, or lists that do not match them.</exception>
    public SheetPhoto[] Photos()
    {
        if (Inputs.Count > SheetPlanner.MostItems)
            throw CommandFailure.Usage(Message.Of("failures.too-many-photos", ("most", SheetPlanner.MostItems)));
        if (Inputs.Count(input => input == InputFile.Stream) > 1)
            throw CommandFailure.Usage(Message.Of("failures.one-stream"));
        int?[] copies = Each(Copies, "--copies", ReadCopies);
        // A comma may belong to a number, and several sizes are no size.
        MmSize?[] sizes = SizeText.TryParse(Sizes, out MmSize one)
            ? [.. Inputs.Select(_ => (MmSize?)one)]
            : Each<MmSize>(Sizes, "--size", text => Checked(() => SizeText.Parse(text)));
        MmSize?[] printed = Each(Specs, "--spec", PrintedSize);
        return [.. Inputs.Select((_, i) => new SheetPhoto(default) { Copies = copies[i], Size = sizes[i], SizeIfUntold = printed[i] })];
    }

    /// <summary>One value for all photos, or one for each, between commas.</summary>
    private T?[] Each<T>(string? text, string option, Func<string, T> read)
        where T : struct
    {
        if (text is null)
            return new T?[Inputs.Count];
        T[] values = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(read)];
        if (values.Length != 1 && values.Length != Inputs.Count)
            throw CommandFailure.Usage(Message.Of("failures.value-count", ("option", option), ("values", values.Length), ("photos", Inputs.Count)));
        return [.. Inputs.Select((_, i) => (T?)values[values.Length == 1 ? 0 : i])];
    }

    private static int ReadCopies(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int copies) && copies is >= 1 and <= SheetPlanner.MostPhotos
            ? copies
            : throw CommandFailure.Usage(Message.Of("failures.copies", ("option", "--copies"), ("text", text), ("most", SheetPlanner.MostPhotos)));

    private static MmSize PrintedSize(string id) => Checked(() => PhotoSpecs.Find(id)) is { Print: { } print }
        ? new MmSize(print.WidthMm, print.HeightMm)
        : throw CommandFailure.Usage(Message.Of("failures.never-printed", ("id", id)));

    private static T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PhotoException refusal)
        {
            throw CommandFailure.Usage(refusal);
        }
    }
}
