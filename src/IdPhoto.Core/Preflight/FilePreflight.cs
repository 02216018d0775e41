using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Messages;

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
        // The service that crops an original turns it first.
        rules.Add(PixelSizeRule.Check(spec.File.OriginalOnly ? facts.Upright : facts.Size, spec));
        rules.AddRange(ByteRules.Check(facts, spec.File));
        if (facts.Coding.Length > 0)
            rules.Add(Density(facts, spec));
        rules.AddRange([Orientation(facts), Metadata(facts), Trailing(facts)]);
        return new PreflightReport(spec.Id, facts.Bytes, OriginalRule.Apply(rules, spec.File));
    }

    private static PreflightOutcome Type(FileFacts facts, FileRule rule) => Outcome(
        PreflightRules.FileType, Name(facts.Kind), FormatNames.Accepted(rule), facts.Format is { } format ? rule.Accepts(format) : AcceptsOther(facts.Kind, rule), Message.Of("preflight.wrong-format"));

    private static bool AcceptsOther(FileKind kind, FileRule rule) => kind switch
    {
        FileKind.Heic => rule.Others.Contains(OtherFormat.Heic),
        FileKind.Tiff => rule.Others.Contains(OtherFormat.Tiff),
        FileKind.Bmp => rule.Others.Contains(OtherFormat.Bmp),
        _ => false,
    };

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
        Argument shown = agrees ? extension : Message.Of(extension.Length == 0 ? "preflight.no-extension" : "preflight.another-extension");
        return Outcome(PreflightRules.FileName, shown, Argument.Any(right.Select(ending => (Argument)ending)), agrees, Message.Of("preflight.wrong-name", ("format", Name(facts.Kind))));
    }

    private static PreflightOutcome Coding(FileFacts facts)
    {
        bool right = facts.Coding is "baseline" or "plain";
        return Outcome(PreflightRules.Coding, Coding(facts.Coding), Coding(facts.Kind == FileKind.Jpeg ? "baseline" : "plain"), right, Message.Of("preflight.wrong-coding"));
    }

    private static Argument Coding(string words) => Argument.Row(words.Split(", ").Select(word => (Argument)Message.Of($"preflight.coding-{word.Replace(' ', '-')}")));

    private static PreflightOutcome Channels(FileFacts facts)
    {
        Message value = Message.Of((facts.Channels, facts.Kind) switch
        {
            (1, _) => "preflight.channels-grey",
            (3, _) => facts.StoresRgb ? "preflight.channels-stored-rgb" : "preflight.channels-colour",
            (4, FileKind.Jpeg) => "preflight.channels-inks",
            (4, _) => "preflight.channels-transparent",
            _ => "preflight.channels-unknown",
        });
        return Outcome(PreflightRules.Channels, value, Message.Of("preflight.channels-colour"), facts.Channels == 3 && !facts.StoresRgb, Message.Of("preflight.wrong-channels"));
    }

    private static PreflightOutcome Depth(FileFacts facts) => Outcome(
        PreflightRules.BitDepth, Message.Of("preflight.depth", ("bits", facts.BitsPerChannel)), Message.Of("preflight.depth", ("bits", 8)), facts.BitsPerChannel == 8, Message.Of("preflight.wrong-depth"));

    private static PreflightOutcome Colour(FileFacts facts) => Outcome(
        PreflightRules.ColourSpace, facts.Profile is null ? Message.Of("preflight.no-profile") : ColourSpaceName.Phrase(facts.Profile), ColourSpaceName.Srgb, facts.Profile is null or ColourSpaceName.Srgb,
        Message.Of("preflight.wrong-colour-space"));

    private static PreflightOutcome Density(FileFacts facts, PhotoSpec spec)
    {
        bool right = facts.Dpi is { } dpi && Math.Abs(dpi.X - spec.Dpi) < 1 && Math.Abs(dpi.Y - spec.Dpi) < 1;
        Argument value = Message.Of("preflight.none");
        if (facts.Dpi is { } found)
            value = Message.Of("preflight.density", ("size", Argument.Size(found.X, found.Y, 1)));
        return new PreflightOutcome(
            PreflightRules.Density, value, Argument.Quantity(spec.Dpi, Units.DotsPerInch, 0), right ? PreflightVerdict.Pass : PreflightVerdict.Warn,
            right ? null : Message.Of("preflight.wrong-density"));
    }

    private static PreflightOutcome Orientation(FileFacts facts) => Outcome(
        PreflightRules.OrientationTag, facts.Orientation, 1, facts.Orientation == 1, Message.Of("preflight.wrong-orientation"));

    private static PreflightOutcome Metadata(FileFacts facts)
    {
        bool none = facts.Metadata.Count == 0;
        return new PreflightOutcome(
            PreflightRules.Metadata, none ? Message.Of("preflight.none") : Argument.Row(facts.Metadata.Select(Metadata)), Message.Of("preflight.none"), none ? PreflightVerdict.Pass : PreflightVerdict.Warn,
            none ? null : Message.Of(facts.Metadata.Contains("GPS") ? "preflight.has-place" : "preflight.has-metadata"));
    }

    private static Argument Metadata(string word) => word switch
    {
        "EXIF" or "GPS" or "XMP" or "IPTC" => word,
        _ => Message.Of($"preflight.metadata-{word.Replace(' ', '-')}"),
    };

    private static PreflightOutcome Trailing(FileFacts facts) => Outcome(
        PreflightRules.TrailingBytes, Argument.Quantity(facts.Trailing, Units.Bytes, 0), Argument.Quantity(0, Units.Bytes, 0), facts.Trailing == 0, Message.Of("preflight.trailing"));

    private static PreflightOutcome Outcome(string rule, Argument value, Argument allowed, bool holds, Message advice)
        => new(rule, value, allowed, holds ? PreflightVerdict.Pass : PreflightVerdict.Fail, holds ? null : advice);

    private static string Name(FileKind kind) => kind switch
    {
        FileKind.WebP => "WebP",
        _ => kind.ToString().ToUpperInvariant(),
    };
}
