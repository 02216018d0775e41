using System.Text.Json.Serialization;

namespace IdPhoto.Documents;

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
