using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>One stroke of a brush that corrects a cut-out by hand; its edge is soft over the outer fifth of the radius.</summary>
/// <param name="Keep">True makes what it covers part of the person, in the picture's own colours; false erases it.</param>
/// <param name="Radius">In pixels of the upright picture: above 0, at most a quarter of the picture's long side.</param>
/// <param name="Path">The middle of the brush, in pixels of the upright picture; a single point is a dot.</param>
public sealed record BrushStroke(bool Keep, double Radius, IReadOnlyList<Point> Path)
{
    /// <summary>More strokes than this are refused.</summary>
    public const int MostStrokes = 500;

    /// <summary>More points than this in all strokes together are refused.</summary>
    public const int MostPoints = 20_000;

    /// <summary>A wider radius is refused, as a share of the picture's long side.</summary>
    public const double LargestRadius = 0.25;

    /// <exception cref="PhotoException"><see cref="Refusals.InvalidCorrection"/>: too many, too wide, or nowhere near the picture.</exception>
    internal static void RequireUsable(IReadOnlyList<BrushStroke> strokes, PixelSize picture)
    {
        long points = 0;
        foreach (BrushStroke stroke in strokes)
            points += stroke.Path.Count;
        if (strokes.Count > MostStrokes || points > MostPoints)
            throw new PhotoException(Refusals.InvalidCorrection, Message.Of(
                "portraits.strokes-too-many", ("strokes", strokes.Count), ("points", points), ("mostStrokes", MostStrokes), ("mostPoints", MostPoints)));
        double largest = LargestRadius * picture.LongSide;
        foreach (BrushStroke stroke in strokes)
            stroke.RequireUsable(picture, largest);
    }

    private void RequireUsable(PixelSize picture, double largest)
    {
        if (!(Radius > 0 && Radius <= largest))
            throw new PhotoException(Refusals.InvalidCorrection, Message.Of("portraits.stroke-radius", ("largest", (int)largest)));
        foreach (Point point in Path)
            if (!point.IsNear(picture))
                throw new PhotoException(Refusals.InvalidCorrection, Message.Of("portraits.stroke-outside"));
    }
}
