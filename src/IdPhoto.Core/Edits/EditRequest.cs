using IdPhoto.Documents;

namespace IdPhoto.Edits;

/// <summary>Which edits are asked of a photo beyond its document.</summary>
public record EditRequest
{
    /// <summary>Keeps the picture's own background, changing no pixel but by crop, scale and level. Default false.</summary>
    public bool KeepBackground { get; init; }

    /// <summary>
    /// The new background. Null takes the document's colour where its authority permits another background or none owns
    /// the size, and otherwise keeps the picture's own. Without effect when the background is kept.
    /// </summary>
    public Colour? Background { get; init; }

    /// <summary>
    /// Leaves the background out, so that the photo is transparent there and <see cref="Background"/> has no effect; a file of it is
    /// a PNG. To an authority it is a replaced background. Default false; without effect when the background is kept.
    /// </summary>
    public bool Transparent { get; init; }

    /// <summary>
    /// Mirrors the photo left to right: puts right a picture that was taken mirrored, as some front cameras save them. No value
    /// changes; to an authority it is an edit all the same. Default false.
    /// </summary>
    public bool Mirror { get; init; }

    /// <summary>Replaces the background and levels the head even where the document's authority forbids it; the result says so. Default false.</summary>
    public bool AllowEdits { get; init; }

    /// <summary>Turns the page so that the eyes are level, where the document permits that. Default true.</summary>
    public bool Level { get; init; } = true;
}
