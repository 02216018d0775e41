using System.Runtime.CompilerServices;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Matting;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Composing;

/// <summary>Makes the page of an ID photo: one resampling from the source, and a new background where one is wanted.</summary>
public static class Composer
{
    /// <summary>The matte is solved at this many times the page's resolution, as far as the source goes.</summary>
    private const double Oversampling = 1.6;

    /// <summary>The longest side at which a matte is solved.</summary>
    private const int LongestSide = 900;

    /// <summary>Where the person covers a page pixel this much, it comes straight from the source.</summary>
    private const float Opaque = 0.999f;

    /// <summary>The page with the background that the picture has.</summary>
    /// <param name="source">The picture at full resolution.</param>
    /// <param name="placement">Where the page lies in it.</param>
    public static Picture KeepBackground(Picture source, Placement placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        return Resampler.Resample(source, placement.TargetToSource, placement.Size, ResamplingKernel.CatmullRom);
    }

    /// <summary>The page with another background, mixed in linear light.</summary>
    /// <param name="source">The picture at full resolution.</param>
    /// <param name="placement">Where the page lies in it.</param>
    /// <param name="scene">Where the person is.</param>
    /// <param name="sceneScale">Pixels of the picture that the scene describes per pixel of the source.</param>
    /// <param name="background">The new background.</param>
    public static Picture ReplaceBackground(Picture source, Placement placement, PersonScene scene, double sceneScale, Colour background)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(placement);
        PixelSize fine = FineSize(placement);
        AffineMap map = AffineMap.FromBox(new Box(0, 0, placement.Size.Width, placement.Size.Height), fine).Then(placement.TargetToSource);
        Picture image = Resampler.Resample(source, map, fine, ResamplingKernel.CatmullRom);
        Cutout cutout = PersonCutter.Cut(image, scene, map.Then(new AffineMap(sceneScale, 0, 0, 0, sceneScale, 0)));
        EraseBeyond(cutout.Alpha, map, source.Size);
        Picture direct = KeepBackground(source, placement);
        return Mix(cutout, direct, background);
    }

    private static PixelSize FineSize(Placement placement)
    {
        double scale = Math.Min(Math.Max(1, Math.Min(Oversampling, placement.Scale)), (double)LongestSide / placement.Size.LongSide);
        scale = Math.Max(1, scale);
        return new PixelSize((int)Math.Round(placement.Size.Width * scale), (int)Math.Round(placement.Size.Height * scale));
    }

    // The page may reach beyond the picture, where there is no person, only repeated edge pixels.
    private static void EraseBeyond(Plane alpha, AffineMap map, PixelSize source)
        => Parallel.For(0, alpha.Height, y =>
        {
            for (int x = 0; x < alpha.Width; x++)
            {
                Point at = map.Apply(new Point(x + 0.5, y + 0.5));
                if (at.X < 0 || at.Y < 0 || at.X > source.Width || at.Y > source.Height)
                    alpha.Values[(y * alpha.Width) + x] = 0;
            }
        });

    private static Picture Mix(Cutout cutout, Picture direct, Colour background)
    {
        PixelSize size = direct.Size;
        byte[] rgb = new byte[size.Area * 3];
        KernelTable across = new(ResamplingKernel.Triangle, (double)cutout.Alpha.Width / size.Width, 1, 1);
        KernelTable down = new(ResamplingKernel.Triangle, (double)cutout.Alpha.Height / size.Height, 1, 1);
        float[] behind = [SrgbCurve.ToLinear(background.R), SrgbCurve.ToLinear(background.G), SrgbCurve.ToLinear(background.B)];
        Parallel.For(0, size.Height, y =>
        {
            Span<float> mixed = stackalloc float[4];
            for (int x = 0; x < size.Width; x++)
            {
                int i = 3 * ((y * size.Width) + x);
                Gather(cutout, across, down, x, y, size, mixed);
                if (mixed[3] >= Opaque)
                    direct.Rgb.AsSpan(i, 3).CopyTo(rgb.AsSpan(i));
                else
                    for (int c = 0; c < 3; c++)
                        rgb[i + c] = SrgbCurve.ToByte(mixed[c] + ((1 - mixed[3]) * behind[c]));
            }
        });
        return new Picture(size, rgb);
    }

    // Premultiplied linear colour and coverage of one page pixel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(Cutout cutout, KernelTable across, KernelTable down, int x, int y, PixelSize size, Span<float> mixed)
    {
        Plane alpha = cutout.Alpha;
        ReadOnlySpan<float> weightsX = across.At((x + 0.5) * alpha.Width / size.Width, out int left);
        ReadOnlySpan<float> weightsY = down.At((y + 0.5) * alpha.Height / size.Height, out int top);
        mixed.Clear();
        for (int j = 0; j < down.Taps; j++)
        {
            int row = Math.Clamp(top + j, 0, alpha.Height - 1) * alpha.Width;
            for (int k = 0; k < across.Taps; k++)
            {
                int i = row + Math.Clamp(left + k, 0, alpha.Width - 1);
                float share = weightsY[j] * weightsX[k] * alpha.Values[i];
                if (share == 0)
                    continue;
                mixed[3] += share;
                for (int c = 0; c < 3; c++)
                    mixed[c] += share * SrgbCurve.ToLinear(cutout.Foreground.Rgb[(3 * i) + c]);
            }
        }
    }
}
