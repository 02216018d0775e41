using IdPhoto.Pictures;

namespace IdPhoto.Hands;

/// <summary>A hand as the palm detector sees it, in pixels of the picture.</summary>
/// <param name="Score">0..1: of one look; of <see cref="HandFinder.NearAsync"/> the mean over three looks, where one that sees nothing counts as 0.</param>
/// <param name="Palm">About square, around the palm without the fingers.</param>
/// <param name="Wrist">Where the hand begins.</param>
/// <param name="MiddleKnuckle">Where the middle finger begins: the hand points from the wrist to it.</param>
public sealed record FoundHand(double Score, Box Palm, Point Wrist, Point MiddleKnuckle)
{
    /// <summary>In other pixels.</summary>
    internal FoundHand Mapped(AffineMap map)
    {
        Point corner = map.Apply(new Point(Palm.X, Palm.Y)), opposite = map.Apply(new Point(Palm.Right, Palm.Bottom));
        return new FoundHand(Score, new Box(corner.X, corner.Y, opposite.X - corner.X, opposite.Y - corner.Y), map.Apply(Wrist), map.Apply(MiddleKnuckle));
    }

    /// <summary>The whole hand with its fingers, about square: the palm's box moved towards the fingers by half its side and 2.6 times as large, as MediaPipe takes it.</summary>
    public Box Whole
    {
        get
        {
            Point direction = MiddleKnuckle - Wrist;
            double length = Math.Sqrt((direction.X * direction.X) + (direction.Y * direction.Y));
            double side = Math.Max(Palm.Width, Palm.Height);
            Point centre = length > 0 ? Palm.Centre + (direction * (0.5 * side / length)) : Palm.Centre;
            return new Box(centre.X - (1.3 * side), centre.Y - (1.3 * side), 2.6 * side, 2.6 * side);
        }
    }
}
