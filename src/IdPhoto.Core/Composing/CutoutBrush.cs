using System.Runtime.CompilerServices;
using IdPhoto.Matting;
using IdPhoto.Pictures;

namespace IdPhoto.Composing;

/// <summary>Corrects a cut-out with a person's strokes, on a copy: the cut-out itself may be asked for again without them.</summary>
internal static class CutoutBrush
{
    /// <summary>The cut-out with the strokes applied in their order.</summary>
    /// <param name="cutout">As the networks made it.</param>
    /// <param name="strokes">In pixels of the picture.</param>
    /// <param name="picture">Size of the picture: beyond it there is nothing to keep.</param>
    public static PageCutout Apply(PageCutout cutout, IReadOnlyList<BrushStroke> strokes, PixelSize picture)
    {
        if (strokes.Count == 0)
            return cutout;
        Plane alpha = new(cutout.Cutout.Alpha.Size, [.. cutout.Cutout.Alpha.Values]);
        Picture foreground = new(alpha.Size, [.. cutout.Cutout.Foreground.Rgb]);
        AffineMap toFrame = cutout.ToSource.Inverse();
        double scale = cutout.ToSource.ScaleX;
        foreach (BrushStroke stroke in strokes)
        {
            if (StrokeCover.Of(alpha.Size, stroke.Path, toFrame, stroke.Radius / scale) is not { } cover)
                continue;
            if (stroke.Keep)
                Keep(alpha, foreground, cutout.Image, cover);
            else
                Erase(alpha, cover);
        }
        PageCutout.EraseBeyond(alpha, cutout.ToSource, picture);
        return cutout with { Cutout = new Cutout(foreground, alpha) };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Erase(Plane alpha, StrokeCover cover)
    {
        (int left, int top, int right, int bottom) = cover.Bounds;
        for (int y = top; y < bottom; y++)
        {
            int i = (y * alpha.Width) + left;
            int j = (y - top) * cover.Share.Width;
            for (int x = left; x < right; x++, i++, j++)
                alpha.Values[i] *= 1 - cover.Share.Values[j];
        }
    }

    // The picture's own pixel is laid over the person with the brush's opacity, both with the weight that they then have.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Keep(Plane alpha, Picture foreground, Picture image, StrokeCover cover)
    {
        (int left, int top, int right, int bottom) = cover.Bounds;
        for (int y = top; y < bottom; y++)
        {
            int i = (y * alpha.Width) + left;
            int j = (y - top) * cover.Share.Width;
            for (int x = left; x < right; x++, i++, j++)
            {
                float share = cover.Share.Values[j];
                if (share == 0)
                    continue;
                float sum = share + (alpha.Values[i] * (1 - share));
                float weight = share == 1 ? 1 : share / sum;
                alpha.Values[i] = share == 1 ? 1 : sum;
                for (int c = 3 * i; c < (3 * i) + 3; c++)
                    foreground.Rgb[c] = (byte)(foreground.Rgb[c] + (weight * (image.Rgb[c] - foreground.Rgb[c])) + 0.5f);
            }
        }
    }
}
