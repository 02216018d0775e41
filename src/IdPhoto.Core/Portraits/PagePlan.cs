using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;

namespace IdPhoto.Portraits;

/// <summary>What is to be made of a portrait for one document.</summary>
/// <param name="Portrait">The portrait.</param>
/// <param name="Head">Its main head.</param>
/// <param name="Geometry">The document's page.</param>
/// <param name="Edits">What will be done to the photo.</param>
/// <param name="Force">Whether the best possible page is made where framing would be refused.</param>
internal sealed record PagePlan(Portrait Portrait, HeadMeasure Head, PageGeometry Geometry, EditPlan Edits, bool Force)
{
    /// <summary>Places the page.</summary>
    /// <param name="left">Whether it may reach beyond the picture's left edge.</param>
    /// <param name="right">Likewise the right edge.</param>
    /// <param name="top">Likewise the upper edge.</param>
    /// <exception cref="PhotoException">The head cannot be framed as the document requires.</exception>
    public Placement Place(bool left, bool right, bool top) => Framer.Place(Head, Portrait.Pixels.Size, Geometry, new FramingOptions
    {
        Force = Force,
        Level = Edits.Level,
        ReplacingMayHelp = Edits.Background is null && Edits.Permitted >= EditLevel.Background,
        MayExceedLeft = left,
        MayExceedRight = right,
        MayExceedTop = top,
    });
}
