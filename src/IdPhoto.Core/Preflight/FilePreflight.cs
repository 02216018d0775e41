using System.Globalization;
using IdPhoto.Decoding;
using IdPhoto.Documents;

namespace IdPhoto.Preflight;

/// <summary>Holds a finished file against a document's rules for files, and against what portals are known to stumble over.</summary>
public static class FilePreflight
{
    /// <summary>Checks a file that was read.</summary>
    /// <param name="facts">What the file is.</param>
    /// <param name="spec">The document.</param>
    /// <param name="extension">The name's extension with its dot, in any case; null where there is no name.</param>
    public static PreflightReport Check(FileFacts facts, PhotoSpec spec, string? extension = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(spec);
        List<PreflightOutcome> rules = [Type(facts, spec.File)];
        if (extension is not null)
            rules.Add(Name(facts, extension.ToLowerInvariant()));
        if (facts.Coding.Length > 0)
            rules.AddRange([Coding(facts), Channels(facts), Depth(facts), Colour(facts)]);
        rules.Add(PixelSizeRule.Check(facts.Size, spec));
        rules.AddRange(ByteRules.Check(facts, spec.File));
        if (facts.Coding.Length > 0)
            rules.Add(Density(facts, spec));
        rules.AddRange([Orientation(facts), Metadata(facts), Trailing(facts)]);
        return new PreflightReport(spec.Id, facts.Bytes, rules);
    }

    private static PreflightOutcome Type(FileFacts facts, FileRule rule) => Outcome(
        PreflightRules.FileType, Name(facts.Kind), string.Join(" or ", Enum.GetValues<FileFormat>().Where(rule.Accepts).Select(format => format == FileFormat.Png ? "PNG" : "JPEG")),
        facts.Format is { } format && rule.Accepts(format), "Save it in the format that is asked for; renaming it changes nothing.");

    private static PreflightOutcome Name(FileFacts facts, string extension)
    {
        string[] right = facts.Kind switch
        {
            FileKind.Jpeg => [".jpg", ".jpeg"],
            FileKind.Tiff => [".tif", ".tiff"],
            FileKind.Heic => [".heic", ".heif"],
            FileKind kind => [$".{Name(kind).ToLowerInvariant()}"],
        };
        bool agrees = right.Contains(extension);
        // Letters and digits alone: a name is its owner's word.
        string told = agrees ? extension : extension.Length == 0 ? "no extension" : "another extension";
        return Outcome(PreflightRules.FileName, told, string.Join(" or ", right), agrees, $"The file is a {Name(facts.Kind)}: give it the name of one.");
    }

    private static PreflightOutcome Coding(FileFacts facts)
    {
        bool right = facts.Coding is "baseline" or "plain";
        return Outcome(PreflightRules.Coding, facts.Coding, facts.Kind == FileKind.Jpeg ? "baseline" : "plain", right, "Save it as a baseline JPEG, not progressive, or as a plain PNG: some portals cannot read others.");
    }

    private static PreflightOutcome Channels(FileFacts facts)
    {
        string value = (facts.Channels, facts.Kind) switch
        {
            (1, _) => "grey",
            (3, _) => facts.StoresRgb ? "colour, stored as RGB" : "colour",
            (4, FileKind.Jpeg) => "inks (CMYK)",
            (4, _) => "transparent",
            _ => "unknown",
        };
        return Outcome(PreflightRules.Channels, value, "colour", facts.Channels == 3 && !facts.StoresRgb, "Save it in colour as RGB, without transparency.");
    }

    private static PreflightOutcome Depth(FileFacts facts) => Outcome(
        PreflightRules.BitDepth, $"{facts.BitsPerChannel} bits a channel", "8 bits a channel", facts.BitsPerChannel == 8, "Save it with 8 bits a channel.");

    private static PreflightOutcome Colour(FileFacts facts) => Outcome(
        PreflightRules.ColourSpace, facts.Profile ?? "none declared, so read as sRGB", "sRGB", facts.Profile is null or ColourSpaceName.Srgb,
        "Convert it to sRGB: elsewhere its colours come out wrong.");

    private static PreflightOutcome Density(FileFacts facts, PhotoSpec spec)
    {
        bool right = facts.Dpi is { } dpi && Math.Abs(dpi.X - spec.Dpi) < 1 && Math.Abs(dpi.Y - spec.Dpi) < 1;
        string value = facts.Dpi is { } found ? Text($"{found.X:0.#} x {found.Y:0.#} dpi") : "none";
        return new PreflightOutcome(
            PreflightRules.Density, value, $"{spec.Dpi} dpi", right ? PreflightVerdict.Pass : PreflightVerdict.Warn,
            right ? null : "Write the density into the file: without it, a print comes out at another size. No pixel changes by that.");
    }

    private static PreflightOutcome Orientation(FileFacts facts) => Outcome(
        PreflightRules.OrientationTag, $"{facts.Orientation}", "1", facts.Orientation == 1, "Turn the pixels: portals do not look at the tag and see the photo lying or mirrored.");

    private static PreflightOutcome Metadata(FileFacts facts)
    {
        bool none = facts.Metadata.Count == 0;
        return new PreflightOutcome(
            PreflightRules.Metadata, none ? "none" : string.Join(", ", facts.Metadata), "none", none ? PreflightVerdict.Pass : PreflightVerdict.Warn,
            none ? null : facts.Metadata.Contains("GPS") ? "Remove it: it says where the photo was taken." : "Remove it: it may tell when, where and with what the photo was taken.");
    }

    private static PreflightOutcome Trailing(FileFacts facts) => Outcome(
        PreflightRules.TrailingBytes, Text($"{facts.Trailing:N0} bytes"), "0 bytes", facts.Trailing == 0, "Cut off what follows the picture's end: checks of files refuse it.");

    private static PreflightOutcome Outcome(string rule, string value, string allowed, bool holds, string advice)
        => new(rule, value, allowed, holds ? PreflightVerdict.Pass : PreflightVerdict.Fail, holds ? null : advice);

    private static string Name(FileKind kind) => kind switch
    {
        FileKind.WebP => "WebP",
        _ => kind.ToString().ToUpperInvariant(),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
