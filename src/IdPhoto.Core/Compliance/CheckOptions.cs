using IdPhoto.Decoding;

namespace IdPhoto.Compliance;

/// <summary>What a picture is taken for.</summary>
public enum PhotoKind
{
    /// <summary>Decided by its shape and the head's size in it.</summary>
    Auto,

    /// <summary>A finished photo, to be handed in as it is.</summary>
    Finished,

    /// <summary>A picture from which the photo is still to be cut.</summary>
    Capture,
}

/// <summary>What is known beside the pixels.</summary>
public sealed record CheckOptions
{
    /// <summary>What the picture is. Default: decided by shape and head size.</summary>
    public PhotoKind Kind { get; init; }

    /// <summary>Age of the person in years, 0..120; null for an adult. Below 11, 6 and 1 rules are relaxed.</summary>
    public double? AgeYears { get; init; }

    /// <summary>A head covering is worn for religious or medical reasons. Default false.</summary>
    public bool CoveringExcepted { get; init; }

    /// <summary>What the file declared, for the rules on compression; null skips them.</summary>
    public PictureHeader? Header { get; init; }
}
