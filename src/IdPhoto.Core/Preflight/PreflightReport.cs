using IdPhoto.Messages;

namespace IdPhoto.Preflight;

/// <summary>What a rule says of a file.</summary>
public enum PreflightVerdict
{
    /// <summary>As asked.</summary>
    Pass,

    /// <summary>Some portals mind, or it tells more about the person than the picture does.</summary>
    Warn,

    /// <summary>Against the document's rules, or such that portals refuse the file.</summary>
    Fail,
}

/// <summary>One rule about the file, and how it is kept.</summary>
/// <param name="Rule">One of <see cref="PreflightRules"/>.</param>
/// <param name="Value">What the file has.</param>
/// <param name="Allowed">What is accepted.</param>
/// <param name="Verdict">Whether the one is the other.</param>
/// <param name="Advice">What to do; null where the rule is kept.</param>
public sealed record PreflightOutcome(string Rule, Argument Value, Argument Allowed, PreflightVerdict Verdict, Message? Advice);

/// <summary>Whether a portal would accept a finished file, as far as the file itself tells. The picture is not looked at.</summary>
/// <param name="Spec">The document's identifier.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Rules">Every rule that applies.</param>
public sealed record PreflightReport(string Spec, int Bytes, IReadOnlyList<PreflightOutcome> Rules)
{
    /// <summary>Whether no rule fails.</summary>
    public bool Passes => Rules.All(rule => rule.Verdict != PreflightVerdict.Fail);
}

/// <summary>The stable names of the rules about files.</summary>
public static class PreflightRules
{
    /// <summary>The file is the camera's own, where the authority wants that; asked in place of what such a file may have by nature.</summary>
    public const string Original = "original";

    /// <summary>The format by content, whatever the name says.</summary>
    public const string FileType = "file-type";

    /// <summary>The name's extension agrees with the content.</summary>
    public const string FileName = "file-name";

    /// <summary>How the pixels are coded: baseline, not progressive.</summary>
    public const string Coding = "coding";

    /// <summary>Colour, neither grey, nor inks, nor transparent.</summary>
    public const string Channels = "channels";

    /// <summary>8 bits a channel.</summary>
    public const string BitDepth = "bit-depth";

    /// <summary>sRGB.</summary>
    public const string ColourSpace = "colour-space";

    /// <summary>Columns and rows.</summary>
    public const string PixelSize = "pixel-size";

    /// <summary>Fewest bytes.</summary>
    public const string ByteFloor = "byte-floor";

    /// <summary>Most bytes.</summary>
    public const string ByteCeiling = "byte-ceiling";

    /// <summary>How far the pixels are compressed.</summary>
    public const string Compression = "compression";

    /// <summary>The setting that a JPEG was saved at.</summary>
    public const string Quality = "quality";

    /// <summary>Dots per inch.</summary>
    public const string Density = "density";

    /// <summary>The picture stands upright without a tag that says so.</summary>
    public const string OrientationTag = "orientation-tag";

    /// <summary>Nothing beside the picture.</summary>
    public const string Metadata = "metadata";

    /// <summary>Nothing behind the picture's end.</summary>
    public const string TrailingBytes = "trailing-bytes";
}
