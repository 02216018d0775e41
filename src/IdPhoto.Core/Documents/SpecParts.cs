using System.Text.Json.Serialization;

namespace IdPhoto.Documents;

/// <summary>Size of the photo on paper.</summary>
public sealed record PrintSize
{
    /// <summary>Millimetres across, above 0.</summary>
    public required double WidthMm { get; init; }

    /// <summary>Millimetres down, above 0.</summary>
    public required double HeightMm { get; init; }
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

    /// <summary>The colours that the authority names; empty when it names none or any will do.</summary>
    public IReadOnlyList<NamedColour> Allowed { get => field ?? []; init; }

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

/// <summary>The file to hand in.</summary>
public sealed record FileRule
{
    /// <summary>Default: JPEG.</summary>
    public FileFormat Format { get; init; }

    /// <summary>Fewest kilobytes accepted; null for no limit.</summary>
    public int? MinKb { get; init; }

    /// <summary>Most kilobytes accepted; null for no limit.</summary>
    public int? MaxKb { get; init; }

    /// <summary>How far the file may be compressed: bytes of the bare pixels, three each, per byte of the file, such as 20; null for no limit.</summary>
    public double? MaxCompression { get; init; }
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

/// <summary>Who may take the photo.</summary>
[JsonConverter(typeof(CamelCaseWords<Photographer>))]
public enum Photographer
{
    /// <summary>Anybody, as far as was read.</summary>
    Anyone,

    /// <summary>Only a professional or certified photographer.</summary>
    Professional,

    /// <summary>Only the office itself: a photo brought along is not used.</summary>
    OnSite,
}

/// <summary>What an authority says about taking the photo, in words of ours; null where nothing was read.</summary>
public sealed record CaptureRule
{
    /// <summary>Who takes it. Default: anyone.</summary>
    public Photographer By { get; init; }

    /// <summary>Oldest photo accepted, in months.</summary>
    public int? MaxAgeMonths { get; init; }

    /// <summary>Glasses; null where nothing was read.</summary>
    public WearRule? Glasses { get; init; }

    /// <summary>Hats, scarves and religious cover; null where nothing was read.</summary>
    public WearRule? HeadCovering { get; init; }

    /// <summary>The face; null where nothing was read.</summary>
    public ExpressionRule? Expression { get; init; }
}

/// <summary>Whether something may be worn.</summary>
[JsonConverter(typeof(CamelCaseWords<Wear>))]
public enum Wear
{
    /// <summary>Not by anybody.</summary>
    Forbidden,

    /// <summary>Only for a reason that the authority names, such as religion or a doctor's statement.</summary>
    Excepted,

    /// <summary>Better not, but not refused.</summary>
    Discouraged,

    /// <summary>Yes, as long as it hides nothing of the face.</summary>
    Allowed,
}

/// <summary>What an authority says about something worn.</summary>
public sealed record WearRule
{
    /// <summary>Whether it may be worn.</summary>
    public required Wear Rule { get; init; }

    /// <summary>Conditions, in words of ours to show; null for none.</summary>
    public string? Note { get; init; }
}

/// <summary>Which faces are accepted.</summary>
[JsonConverter(typeof(CamelCaseWords<ExpressionWord>))]
public enum ExpressionWord
{
    /// <summary>Neutral, with the mouth closed.</summary>
    Neutral,

    /// <summary>Neutral or a natural smile with the mouth closed.</summary>
    ClosedSmile,

    /// <summary>Any natural face.</summary>
    Any,
}

/// <summary>What an authority says about the face.</summary>
public sealed record ExpressionRule
{
    /// <summary>Which faces are accepted.</summary>
    public required ExpressionWord Rule { get; init; }

    /// <summary>Conditions, in words of ours to show; null for none.</summary>
    public string? Note { get; init; }
}

/// <summary>How much a source is worth.</summary>
[JsonConverter(typeof(CamelCaseWords<SourceConfidence>))]
public enum SourceConfidence
{
    /// <summary>An unverified hint.</summary>
    Lead,

    /// <summary>Another site that restates the rule.</summary>
    Secondary,

    /// <summary>A page of the authority, its missions or its named service.</summary>
    Official,
}

/// <summary>Where a rule was read.</summary>
public sealed record SpecSource
{
    /// <summary>The property it supports, such as 'head' or 'head.top'.</summary>
    public required string Field { get; init; }

    /// <summary>The page.</summary>
    public required Uri Url { get; init; }

    /// <summary>The day it was read; the rule may have changed since.</summary>
    public required DateOnly Read { get; init; }

    /// <summary>What the page is worth.</summary>
    public required SourceConfidence Confidence { get; init; }
}
