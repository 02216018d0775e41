using IdPhoto.Colorimetry;
using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Guidance;

/// <summary>The light in a camera frame, by what does not depend on the skin.</summary>
internal static class FrameLight
{
    /// <summary>A frame whose lightest twentieth is below this L* was taken in the dark: a camera lifts any other scene above it.</summary>
    public const double Dark = 45;

    /// <summary>Light that lenses and noise add everywhere, of white.</summary>
    private const double Floor = 0.002;

    private static readonly PixelSize Small = new(64, 48);
    private static readonly PixelSize Patch = new(8, 8);

    /// <summary>L* of the lightest twentieth of a frame.</summary>
    public static double Lightest(PhotoPixels frame)
    {
        Picture small = frame.Resize(new Box(0, 0, frame.Width, frame.Height), Small, ResamplingKernel.Triangle);
        return Values.Quantile([.. Enumerable.Range(0, (int)Small.Area).Select(i => CieLab.Of(small.Rgb[3 * i], small.Rgb[(3 * i) + 1], small.Rgb[(3 * i) + 2]).L)], 0.95);
    }

    /// <summary>How many stops the light on one cheek is above that on the other.</summary>
    public static double BetweenCheeks(PhotoPixels frame, FaceMesh face)
    {
        double side = 0.25 * face.LeftEye.DistanceTo(face.RightEye);
        return Math.Abs(Math.Log2(Light(frame, face.Points[FaceLandmarks.LeftCheek], side) / Light(frame, face.Points[FaceLandmarks.RightCheek], side)));
    }

    private static double Light(PhotoPixels frame, Point at, double side)
    {
        Picture patch = frame.Resize(new Box(at.X - (side / 2), at.Y - (side / 2), side, side), Patch, ResamplingKernel.Triangle);
        return Floor + Values.Quantile([.. Enumerable.Range(0, (int)Patch.Area).Select(i => CieLab.Of(patch.Rgb[3 * i], patch.Rgb[(3 * i) + 1], patch.Rgb[(3 * i) + 2]).Y)], 0.5);
    }
}
