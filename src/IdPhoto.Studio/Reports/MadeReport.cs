using System.Text.Json.Serialization;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Networks;
using IdPhoto.Portraits;
using IdPhoto.Words;

namespace IdPhoto.Studio.Reports;

/// <summary>What is known of a made photo, in a form to be written as JSON: the measures that were asked for and nothing else about the person or the file's origin.</summary>
/// <param name="Spec">The document's identifier.</param>
/// <param name="Source">The picture.</param>
/// <param name="Result">The photo.</param>
/// <param name="Background">What is behind the person.</param>
/// <param name="Editing">What may be done to a photo for this document, and what was done.</param>
/// <param name="Edits">The edit ledger.</param>
/// <param name="Warnings">Sentences for the person who hands the photo in.</param>
/// <param name="Compliance">What the check of picture and photo found; null where it was not asked for.</param>
/// <param name="Versions">What made it.</param>
public sealed record MadeReport(
    string Spec, SourceLine Source, ResultLine Result, BackgroundLine Background, EditingLine Editing,
    IReadOnlyList<EditLine> Edits, IReadOnlyList<string> Warnings, MadeComplianceLine? Compliance, VersionsLine Versions)
{
    /// <summary>The report of a photo.</summary>
    /// <param name="file">The photo.</param>
    /// <param name="words">The reader's language.</param>
    public static MadeReport Of(IdPhotoFile file, Sentences words)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(words);
        return new MadeReport(
            file.Spec.Id,
            new SourceLine(file.SourceSize.Width, file.SourceSize.Height, file.FaceCount, HeadLine.Of(file.Photo.SourceHead), file.Photo.Marked, FileBorderLine.Of(file.SourceBorder)),
            ResultLine.Of(file), BackgroundLine.Of(file.Photo), EditingLine.Of(file.Photo),
            EditLine.Of(file.Edits, words), [.. file.Warnings.Select(words.Say)], MadeComplianceLine.Of(file.Compliance, words), VersionsLine.Of(file));
    }
}

/// <summary>The upright picture, in its pixels.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Faces">How many faces were found.</param>
/// <param name="Head">The main head.</param>
/// <param name="Marked">Whether places of the head were set by hand.</param>
/// <param name="Border">What was left out around it; absent where nothing was.</param>
public sealed record SourceLine(
    int Width, int Height, int Faces, HeadLine Head, bool Marked,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FileBorderLine? Border = null);

/// <summary>The page and its file. Millimetres are null for a photo that is never printed.</summary>
/// <param name="WidthPx">Columns.</param>
/// <param name="HeightPx">Rows.</param>
/// <param name="WidthMm">Printed width.</param>
/// <param name="HeightMm">Printed height.</param>
/// <param name="Dpi">Dots per inch.</param>
/// <param name="Format">'jpeg' or 'png'.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="RollUndone">Degrees clockwise by which the photo was turned level.</param>
/// <param name="SourcePixelsPerPixel">Below 1 the picture was enlarged.</param>
/// <param name="HeadPx">The head in pixels of the photo.</param>
/// <param name="HeadMm">The head in millimetres.</param>
/// <param name="Rules">Every rule and how it is kept.</param>
public sealed record ResultLine(
    int WidthPx, int HeightPx, double? WidthMm, double? HeightMm, int Dpi, string Format, int Bytes,
    double RollUndone, double SourcePixelsPerPixel, HeadLine HeadPx, HeadLine? HeadMm, IReadOnlyList<RuleLine> Rules)
{
    internal static ResultLine Of(IdPhotoFile file)
    {
        PageGeometry page = file.Photo.Page;
        Placement placement = file.Photo.Placement;
        return new ResultLine(
            page.Size.Width, page.Size.Height, page.WidthMm, page.HeightMm, page.Dpi,
            file.Format == FileFormat.Png ? "png" : "jpeg", file.Bytes.Length,
            Hundredths.Of(placement.RollDegrees), Math.Round(placement.Scale, 4), HeadLine.Of(file.Photo.Head),
            page.PixelsPerMm is double perMm ? HeadLine.Of(file.Photo.Head, 1 / perMm) : null,
            [.. placement.Rules.Select(RuleLine.Of)]);
    }
}

/// <summary>One rule and how it is kept.</summary>
/// <param name="Rule">One of <see cref="FramingRules"/>.</param>
/// <param name="Value">What the photo has.</param>
/// <param name="Min">Smallest value allowed; null for none.</param>
/// <param name="Max">Largest value allowed; null for none.</param>
/// <param name="Unit">Of these numbers.</param>
/// <param name="Holds">Whether the value lies in the range.</param>
/// <param name="Required">Whether the document asks for it.</param>
/// <param name="Uncertainty">One standard deviation of the value, in its unit.</param>
public sealed record RuleLine(
    string Rule, double Value, double? Min, double? Max, string Unit, bool Holds, bool Required, double Uncertainty)
{
    internal static RuleLine Of(RuleOutcome outcome) => new(
        outcome.Rule, Hundredths.Of(outcome.Value), Short(outcome.Min), Short(outcome.Max), outcome.Unit,
        outcome.Holds, outcome.Required, Hundredths.Of(outcome.Uncertainty));

    private static double? Short(double? limit) => limit is double value ? Hundredths.Of(value) : null;
}

/// <summary>What is behind the person.</summary>
/// <param name="Kept">Whether it is the picture's own.</param>
/// <param name="Colour">'#rrggbb'; null where it was kept or left out.</param>
/// <param name="Transparent">Whether it was left out.</param>
public sealed record BackgroundLine(bool Kept, string? Colour, bool Transparent)
{
    internal static BackgroundLine Of(MadePhoto photo)
        => new(photo.Background is null, photo.Alpha is null ? photo.Background?.Hex : null, photo.Alpha is not null);
}

/// <summary>How far a photo may be changed and was changed.</summary>
/// <param name="Permitted">The most that the document's authority permits, as far as was read: 'untouched', 'background' or 'retouch'.</param>
/// <param name="Done">How far this photo was changed, in the same words.</param>
/// <param name="Overridden">Whether edits were allowed expressly against the authority's word.</param>
public sealed record EditingLine(string Permitted, string Done, bool Overridden)
{
    internal static EditingLine Of(MadePhoto photo) => new(Word(photo.Plan.Permitted), Word(photo.Level), photo.Plan.Overrides);

    private static string Word(EditLevel level) => level switch
    {
        EditLevel.Untouched => "untouched",
        EditLevel.Background => "background",
        _ => "retouch",
    };
}

/// <summary>What made the photo.</summary>
/// <param name="Tool">The version of this library.</param>
/// <param name="Models">The networks that looked at the picture.</param>
public sealed record VersionsLine(string Tool, IReadOnlyList<ModelVersion> Models)
{
    internal static VersionsLine Of(IdPhotoFile file) => new(
        typeof(VersionsLine).Assembly.GetName().Version!.ToString(3),
        [.. file.NetworkFiles.Select(ModelVersion.Of)]);
}

/// <summary>A network's file.</summary>
/// <param name="File">Its name.</param>
/// <param name="Sha256">Its checksum in hexadecimal.</param>
public sealed record ModelVersion(string File, string Sha256)
{
    internal static ModelVersion Of(NetworkFile file) => new(file.File, file.Sha256);
}

/// <summary>One operation on the pixels.</summary>
/// <param name="Operation">One of <see cref="EditOperations"/>.</param>
/// <param name="Detail">With which numbers, in the reader's language.</param>
public sealed record EditLine(string Operation, string Detail)
{
    /// <summary>The lines of a ledger.</summary>
    /// <param name="edits">The ledger.</param>
    /// <param name="words">The reader's language.</param>
    public static IReadOnlyList<EditLine> Of(IEnumerable<Edit> edits, Sentences words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return [.. edits.Select(edit => new EditLine(edit.Operation, words.Say(edit.Detail)))];
    }
}
