using System.Text.Json.Serialization;

namespace IdPhoto.Documents;

/// <summary>Size of the photo on paper: what is made, and, where the authority leaves a choice, what is accepted.</summary>
/// <remarks>
/// With limits, the size that is made is worked out: the one nearest to <see cref="WidthMm"/> and <see cref="HeightMm"/>
/// at which all rules about heights can hold together. <see cref="PageGeometry.WidthMm"/> tells it.
/// </remarks>
public sealed record PrintSize
{
    /// <summary>Millimetres across, above 0.</summary>
    public required double WidthMm { get; init; }

    /// <summary>Millimetres down, above 0.</summary>
    public required double HeightMm { get; init; }

    /// <summary>Narrowest print accepted; null where only <see cref="WidthMm"/> is.</summary>
    public double? MinWidthMm { get; init; }

    /// <summary>Lowest print accepted; null where only <see cref="HeightMm"/> is.</summary>
    public double? MinHeightMm { get; init; }

    /// <summary>Widest print accepted; null where only <see cref="WidthMm"/> is.</summary>
    public double? MaxWidthMm { get; init; }

    /// <summary>Highest print accepted; null where only <see cref="HeightMm"/> is.</summary>
    public double? MaxHeightMm { get; init; }

    /// <summary>What the office cuts from the print that is handed in; null where it is used as it is.</summary>
    public TrimSize? Trim { get; init; }

    /// <summary>How many identical prints are handed in, from 1; null where nothing was read.</summary>
    public int? Copies { get; init; }

    /// <summary>The paper's surface; null where nothing was read.</summary>
    public PaperFinish? Finish { get; init; }

    /// <summary>Whether the authority leaves a choice of size.</summary>
    [JsonIgnore]
    public bool IsRange => MinWidthMm is not null || MinHeightMm is not null || MaxWidthMm is not null || MaxHeightMm is not null;
}

/// <summary>
/// The part that an office cuts from a larger print. What the record says of places and shares is of this part, as the authority
/// measures it; that it is cut from the middle is a decision of ours.
/// </summary>
public sealed record TrimSize
{
    /// <summary>Millimetres across, above 0 and at most the print's.</summary>
    public required double WidthMm { get; init; }

    /// <summary>Millimetres down, above 0 and at most the print's.</summary>
    public required double HeightMm { get; init; }
}

/// <summary>The surface of photo paper.</summary>
[JsonConverter(typeof(CamelCaseWords<PaperFinish>))]
public enum PaperFinish
{
    /// <summary>Smooth and shiny.</summary>
    Glossy,

    /// <summary>Without shine.</summary>
    Matt,
}

/// <summary>Size of the file in pixels: what is made, and what is accepted.</summary>
public sealed record PixelRule
{
    /// <summary>Columns that are made.</summary>
    public required int Width { get; init; }

    /// <summary>Rows that are made.</summary>
    public required int Height { get; init; }

    /// <summary>Fewest columns accepted; null for no limit.</summary>
    public int? MinWidth { get; init; }

    /// <summary>Fewest rows accepted; null for no limit.</summary>
    public int? MinHeight { get; init; }

    /// <summary>Most columns accepted; null for no limit.</summary>
    public int? MaxWidth { get; init; }

    /// <summary>Most rows accepted; null for no limit.</summary>
    public int? MaxHeight { get; init; }

    /// <summary>Whatever its size, the file must have the shape of <see cref="Width"/> x <see cref="Height"/>, such as a square. Default false.</summary>
    public bool ExactShape { get; init; }

    /// <summary>Whether the authority only recommends <see cref="Width"/> x <see cref="Height"/>: any other size is accepted too. Not together with limits or a shape. Default false.</summary>
    public bool Recommended { get; init; }

    /// <summary>Which shapes are accepted, where the authority limits them by numbers of their own; not together with <see cref="ExactShape"/>.</summary>
    public RatioRange? Ratio { get; init; }
}

/// <summary>Shapes from a slim one to a wide one.</summary>
public sealed record RatioRange
{
    /// <summary>Smallest width per height, such as 0.66, above 0.</summary>
    public required double Min { get; init; }

    /// <summary>Largest width per height, such as 0.89.</summary>
    public required double Max { get; init; }

    /// <summary>Whether a picture of this size has such a shape.</summary>
    internal bool Holds(double width, double height) => width / height >= Min && width / height <= Max;
}

/// <summary>A colour with the word the authority uses for it.</summary>
public sealed record NamedColour
{
    /// <summary>The authority's word, in English.</summary>
    public required string Name { get; init; }

    /// <summary>'#rrggbb'. Authorities give words; the number is ours unless a note says otherwise.</summary>
    public required string Hex { get; init; }

    /// <summary>The number as a colour.</summary>
    [JsonIgnore]
    public Colour Colour => Colours.Parse(Hex);
}

/// <summary>What may be behind the head.</summary>
public sealed record BackgroundRule
{
    /// <summary>What is used when nobody chooses.</summary>
    public required NamedColour Default { get; init; }

    /// <summary>The colours that the authority names, or <see cref="Examples"/> of ours; empty when it names none or any will do.</summary>
    public IReadOnlyList<NamedColour> Allowed { get => field ?? []; init; }

    /// <summary>
    /// Whether the authority asks for a light background and leaves the colour open: those of <see cref="Allowed"/> are then
    /// examples of ours, and any other light one will do that is not among <see cref="Forbidden"/>. Default false.
    /// </summary>
    public bool Examples { get; init; }

    /// <summary>The colours that it refuses by name.</summary>
    public IReadOnlyList<NamedColour> Forbidden { get => field ?? []; init; }
}

/// <summary>Formats that can be written.</summary>
[JsonConverter(typeof(CamelCaseWords<FileFormat>))]
public enum FileFormat
{
    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>PNG.</summary>
    Png,
}

/// <summary>Formats that an authority accepts and that are not written here.</summary>
[JsonConverter(typeof(CamelCaseWords<OtherFormat>))]
public enum OtherFormat
{
    /// <summary>HEIC or HEIF, as phones save it.</summary>
    Heic,

    /// <summary>TIFF.</summary>
    Tiff,

    /// <summary>Windows bitmap.</summary>
    Bmp,

    /// <summary>GIF.</summary>
    Gif,
}

/// <summary>What a file's numbers mean as colours.</summary>
[JsonConverter(typeof(CamelCaseWords<ColourSpace>))]
public enum ColourSpace
{
    /// <summary>sRGB, 24 bits a pixel.</summary>
    Srgb,

    /// <summary>Grey, 8 bits a pixel.</summary>
    Grey,
}

/// <summary>The file to hand in.</summary>
public sealed record FileRule
{
    /// <summary>Floors above this are no portal's, and a typing error would fill the memory.</summary>
    public const int HighestMinKb = 20_000;

    /// <summary>Ceilings above this do not fit into a file's length in bytes.</summary>
    public const int HighestMaxKb = 2_000_000;

    /// <summary>What is written. Default: JPEG.</summary>
    public FileFormat Format { get; init; }

    /// <summary>What is accepted, of the formats that can be written; empty where only <see cref="Format"/> is known to be.</summary>
    public IReadOnlyList<FileFormat> Formats { get => field ?? []; init; }

    /// <summary>What is accepted beside these, and not written here.</summary>
    public IReadOnlyList<OtherFormat> Others { get => field ?? []; init; }

    /// <summary>
    /// Whether the authority wants the file as the camera saved it, neither cropped nor resized, and cuts it itself. What is
    /// made here then only shows what will become of it. Default false.
    /// </summary>
    public bool OriginalOnly { get; init; }

    /// <summary>Whether a format is accepted.</summary>
    /// <param name="format">A format that can be written.</param>
    public bool Accepts(FileFormat format) => format == Format || Formats.Contains(format);

    /// <summary>The colours that the authority asks for; null where nothing was read. Files are written as sRGB.</summary>
    public ColourSpace? ColourSpace { get; init; }

    /// <summary>Fewest kilobytes accepted, each counted as 1024 bytes, to be right by either meaning of the word; null for no limit.</summary>
    public int? MinKb { get; init; }

    /// <summary>Most kilobytes accepted, each counted as 1000 bytes, to be right by either meaning of the word; null for no limit.</summary>
    public int? MaxKb { get; init; }

    /// <summary>How far the file may be compressed: bytes of the bare pixels, three each, per byte of the file, such as 20; null for no limit.</summary>
    public double? MaxCompression { get; init; }

    /// <summary>The lowest setting that a JPEG may be saved at, 1..100 by the usual scale; null for no limit.</summary>
    public int? MinQuality { get; init; }
}

/// <summary>How an authority treats a kind of editing.</summary>
[JsonConverter(typeof(CamelCaseWords<EditRule>))]
public enum EditRule
{
    /// <summary>Nothing was seen in what could be read. That is not permission.</summary>
    NotSeen,

    /// <summary>The rules name it and rule it out.</summary>
    Forbidden,

    /// <summary>A ban on any alteration covers it, though it is not named.</summary>
    Implied,

    /// <summary>The rules say to avoid it.</summary>
    Discouraged,

    /// <summary>The whole text was read and does not mention it.</summary>
    Silent,

    /// <summary>The rules permit it.</summary>
    Allowed,

    /// <summary>No authority owns this size.</summary>
    NotApplicable,
}

/// <summary>What an authority says about edited photos.</summary>
public sealed record EditPolicy
{
    /// <summary>Changing the photo in any way.</summary>
    public required EditRule Alteration { get; init; }

    /// <summary>Replacing the background.</summary>
    public required EditRule Background { get; init; }

    /// <summary>Changes by artificial intelligence, filters and apps. Default: not seen.</summary>
    public EditRule Ai { get; init; }

    /// <summary>Cropping and resizing by the applicant. Default: not seen.</summary>
    public EditRule Crop { get; init; }

    /// <summary>A sentence for the user; required where <see cref="Alteration"/> or <see cref="Background"/> is forbidden or implied.</summary>
    public string? Warning { get; init; }

    /// <summary>What the two rules together say of a replaced background.</summary>
    [JsonIgnore]
    public EditRule OnBackground => EditLevels.OnBackground(this);

    /// <summary>The most that is done to a photo on request; beyond it only what overrides the authority's word.</summary>
    [JsonIgnore]
    public EditLevel Permitted => EditLevels.Permitted(this);

    /// <summary>The most that is done to a photo unasked: a background is replaced only where the rules permit it or nobody made any.</summary>
    [JsonIgnore]
    public EditLevel Unasked => EditLevels.Unasked(this);
}
