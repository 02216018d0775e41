using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>A finished page and what is known of it.</summary>
public sealed record MadePhoto
{
    /// <summary>The page.</summary>
    public required Picture Picture { get; init; }

    /// <summary>The document's geometry.</summary>
    public required PageGeometry Page { get; init; }

    /// <summary>Where the page lies in the source, and how each framing rule is kept.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The head in pixels of the source.</summary>
    public required HeadMeasure SourceHead { get; init; }

    /// <summary>The head in pixels of the page.</summary>
    public required HeadMeasure Head { get; init; }

    /// <summary>The new background, or null where the picture's own was kept.</summary>
    public required Colour? Background { get; init; }

    /// <summary>Every operation on pixels, in order.</summary>
    public required IReadOnlyList<Edit> Edits { get; init; }
}

/// <summary>One operation on the picture's pixels.</summary>
/// <param name="Operation">A stable word: turn, crop, scale, level, replace-background.</param>
/// <param name="Detail">With which numbers, in a few words.</param>
public sealed record Edit(string Operation, string Detail);
