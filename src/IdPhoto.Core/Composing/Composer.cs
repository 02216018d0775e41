using System.Runtime.CompilerServices;
using IdPhoto.Colorimetry;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Matting;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Composing;

/// <summary>Makes the page of an ID photo: one resampling from the source, and a new background where one is wanted.</summary>
public static class Composer
{
    /// <summary>Where the person covers a page pixel this much, it comes straight from the source.</summary>
    private const float Opaque = 0.999f;

    /// <summary>The page with the background that the picture has.</summary>
    /// <param name="source">The picture at full resolution.</param>
    /// <param name="placement">Where the page lies in it.</param>
    public static Picture KeepBackground(PhotoPixels source, Placement placement)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(placement);
        return source.Resample(placement.TargetToSource, placement.Size, ResamplingKernel.CatmullRom);
    }

    /// <summary>The page with another background, mixed in linear light.</summary>
    /// <param name="source">The picture at full resolution.</param>
    /// <param name="placement">Where the page lies in it.</param>
    /// <param name="scene">Where the person is.</param>
    /// <param name="sceneScale">Pixels of the picture that the scene describes per pixel of the source.</param>
    /// <param name="background">The new background.</param>
    public static Picture ReplaceBackground(PhotoPixels source, Placement placement, PersonScene scene, double sceneScale, Colour background)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(placement);
        return ReplaceBackground(source, placement, PageCutout.Cut(source, CutoutFrame.Of(placement), scene, sceneScale), background);
    }

    /// <summary>The page with another background, of a person who is already cut out.</summary>
    internal static Picture ReplaceBackground(PhotoPixels source, Placement placement, PageCutout cutout, Colour background)
    {
        // From page to cut-out: a scale and a shift, as both are turned alike.
        AffineMap toCutout = placement.TargetToSource.Then(cutout.ToSource.Inverse());
        Taps taps = new(cutout.Cutout, toCutout, placement.Size);
        float[] coverage = new float[placement.Size.Area];
        taps.ForEach((i, tap) => coverage[i] = tap.Coverage());
        // Elsewhere the page's own pixels are not used, and resampling them is the costliest part of the page.
        Picture direct = source.ResampleWhere(
            placement.TargetToSource, placement.Size, ResamplingKernel.CatmullRom, i => coverage[i] >= Opaque);
        return Mix(taps, coverage, direct, background);
    }

    /// <param name="taps">The person under each page pixel.</param>
    /// <param name="coverage">How much of each page pixel the person covers.</param>
    /// <param name="direct">The page with the picture's own background, at least where the person covers it.</param>
    /// <param name="background">The new background.</param>
    private static Picture Mix(Taps taps, float[] coverage, Picture direct, Colour background)
    {
        byte[] rgb = new byte[direct.Size.Area * 3];
        float[] behind = [SrgbCurve.ToLinear(background.R), SrgbCurve.ToLinear(background.G), SrgbCurve.ToLinear(background.B)];
        byte[] plain = [.. behind.Select(SrgbCurve.ToByte)];
        taps.ForEach((i, tap) =>
        {
            if (coverage[i] >= Opaque)
                direct.Rgb.AsSpan(3 * i, 3).CopyTo(rgb.AsSpan(3 * i));
            else if (coverage[i] == 0)
                plain.CopyTo(rgb.AsSpan(3 * i));
            else
                tap.MixOver(behind, coverage[i], rgb.AsSpan(3 * i, 3));
        });
        return new Picture(direct.Size, rgb);
    }

    private delegate void TakeTap(int index, Tap tap);

    /// <summary>What of a cut-out lies under each pixel of a page.</summary>
    private sealed class Taps(Cutout cutout, AffineMap toCutout, PixelSize page)
    {
        private readonly KernelTable _across = new(ResamplingKernel.Triangle, toCutout.A, 1, 1);
        private readonly KernelTable _down = new(ResamplingKernel.Triangle, toCutout.E, 1, 1);

        public void ForEach(TakeTap take) => Parallelism.For(page.Height, y =>
        {
            for (int x = 0; x < page.Width; x++)
                take(
                    (y * page.Width) + x,
                    new Tap(cutout, _across, _down, toCutout.C + (toCutout.A * (x + 0.5)), toCutout.F + (toCutout.E * (y + 0.5))));
        });
    }

    /// <summary>What of a cut-out lies under one page pixel.</summary>
    private readonly ref struct Tap
    {
        private readonly Cutout _cutout;
        private readonly ReadOnlySpan<float> _across;
        private readonly ReadOnlySpan<float> _down;
        private readonly int _left;
        private readonly int _top;

        public Tap(Cutout cutout, KernelTable across, KernelTable down, double x, double y)
        {
            _cutout = cutout;
            _across = across.At(x, out _left);
            _down = down.At(y, out _top);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public float Coverage()
        {
            Plane alpha = _cutout.Alpha;
            float sum = 0;
            for (int j = 0; j < _down.Length; j++)
            {
                ReadOnlySpan<float> row = alpha.Values.AsSpan(Math.Clamp(_top + j, 0, alpha.Height - 1) * alpha.Width, alpha.Width);
                for (int k = 0; k < _across.Length; k++)
                    sum += _down[j] * _across[k] * row[Math.Clamp(_left + k, 0, row.Length - 1)];
            }
            return sum;
        }

        /// <summary>The person's colours over a background, in linear light.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void MixOver(ReadOnlySpan<float> behind, float coverage, Span<byte> rgb)
        {
            Plane alpha = _cutout.Alpha;
            Span<float> mixed = stackalloc float[3];
            for (int j = 0; j < _down.Length; j++)
            {
                int row = Math.Clamp(_top + j, 0, alpha.Height - 1) * alpha.Width;
                for (int k = 0; k < _across.Length; k++)
                {
                    int i = row + Math.Clamp(_left + k, 0, alpha.Width - 1);
                    float share = _down[j] * _across[k] * alpha.Values[i];
                    if (share == 0)
                        continue;
                    for (int c = 0; c < 3; c++)
                        mixed[c] += share * SrgbCurve.ToLinear(_cutout.Foreground.Rgb[(3 * i) + c]);
                }
            }
            for (int c = 0; c < 3; c++)
                rgb[c] = SrgbCurve.ToByte(mixed[c] + ((1 - coverage) * behind[c]));
        }
    }
}
