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
        float[] coverage = taps.Coverage();
        // Elsewhere the page's own pixels are not used, and resampling them is the costliest part of the page.
        Picture direct = source.ResampleWhere(
            placement.TargetToSource, placement.Size, ResamplingKernel.CatmullRom, Where(coverage));
        return Mix(taps, coverage, direct, background);
    }

    /// <summary>The person alone on the page: straight colours, and how much of each pixel the person covers, 0..255.</summary>
    internal static (Picture Picture, byte[] Alpha) LeaveBackgroundOut(PhotoPixels source, Placement placement, PageCutout cutout)
    {
        AffineMap toCutout = placement.TargetToSource.Then(cutout.ToSource.Inverse());
        Taps taps = new(cutout.Cutout, toCutout, placement.Size);
        float[] coverage = taps.Coverage();
        Picture direct = source.ResampleWhere(
            placement.TargetToSource, placement.Size, ResamplingKernel.CatmullRom, Where(coverage));
        byte[] rgb = new byte[direct.Size.Area * 3], alpha = new byte[direct.Size.Area];
        Parallelism.For(direct.Height, y =>
        {
            for (int x = 0, i = y * direct.Width; x < direct.Width; x++, i++)
            {
                alpha[i] = (byte)((coverage[i] * 255) + 0.5f);
                if (coverage[i] is > 0 and < Opaque)
                    taps.At(x, y).Unmixed(coverage[i], rgb.AsSpan(3 * i, 3));
                else if (coverage[i] > 0)
                    direct.Rgb.AsSpan(3 * i, 3).CopyTo(rgb.AsSpan(3 * i, 3));
            }
        });
        return (new Picture(direct.Size, rgb), alpha);
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
        Parallelism.For(direct.Height, y =>
        {
            for (int x = 0, i = y * direct.Width; x < direct.Width; x++, i++)
            {
                if (coverage[i] is > 0 and < Opaque)
                {
                    taps.At(x, y).MixOver(behind, coverage[i], rgb.AsSpan(3 * i, 3));
                    continue;
                }
                (byte[] from, int at) = coverage[i] == 0 ? (plain, 0) : (direct.Rgb, 3 * i);
                rgb[3 * i] = from[at];
                rgb[(3 * i) + 1] = from[at + 1];
                rgb[(3 * i) + 2] = from[at + 2];
            }
        });
        return new Picture(direct.Size, rgb);
    }

    private static bool[] Where(float[] coverage)
    {
        bool[] opaque = new bool[coverage.Length];
        for (int i = 0; i < opaque.Length; i++)
            opaque[i] = coverage[i] >= Opaque;
        return opaque;
    }

    /// <summary>What of a cut-out lies under each pixel of a page.</summary>
    private sealed class Taps(Cutout cutout, AffineMap toCutout, PixelSize page)
    {
        private readonly KernelTable _across = new(ResamplingKernel.Triangle, toCutout.A, 1, 1);
        private readonly KernelTable _down = new(ResamplingKernel.Triangle, toCutout.E, 1, 1);

        public Tap At(int x, int y)
            => new(cutout, _across, _down, toCutout.C + (toCutout.A * (x + 0.5)), toCutout.F + (toCutout.E * (y + 0.5)));

        /// <summary>How much of each page pixel the person covers: 0 and 1 exactly where nothing under it is mixed.</summary>
        public float[] Coverage()
        {
            float[] coverage = new float[page.Area];
            int[] firsts = [.. Enumerable.Range(0, page.Width).Select(x => First(_across, toCutout.C + (toCutout.A * (x + 0.5))))];
            Parallelism.For(page.Height, () => new byte[cutout.Alpha.Width], (y, columns) =>
            {
                Summarise(First(_down, toCutout.F + (toCutout.E * (y + 0.5))), columns);
                for (int x = 0; x < page.Width; x++)
                    coverage[(y * page.Width) + x] = Under(columns, firsts[x]) switch
                    {
                        None => 0,
                        All => 1,
                        _ => At(x, y).Coverage(),
                    };
            });
            return coverage;
        }

        private const byte None = 1;
        private const byte All = 2;

        private static int First(KernelTable table, double centre)
        {
            table.At(centre, out int first);
            return first;
        }

        // Of each column of the rows under a page row: whether alpha is nowhere more than 0, or nowhere less than 1.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Summarise(int top, byte[] columns)
        {
            Plane alpha = cutout.Alpha;
            columns.AsSpan().Fill(None | All);
            for (int j = 0; j < _down.Taps; j++)
            {
                ReadOnlySpan<float> row = alpha.Values.AsSpan(Math.Clamp(top + j, 0, alpha.Height - 1) * alpha.Width, alpha.Width);
                for (int x = 0; x < row.Length; x++)
                    columns[x] &= row[x] == 0 ? None : row[x] == 1 ? All : (byte)0;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private byte Under(byte[] columns, int first)
        {
            byte all = None | All;
            for (int k = 0; k < _across.Taps; k++)
                all &= columns[Math.Clamp(first + k, 0, columns.Length - 1)];
            return all;
        }
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
        public void MixOver(ReadOnlySpan<float> behind, float coverage, Span<byte> rgb)
        {
            Span<float> mixed = stackalloc float[3];
            Mix(mixed);
            for (int c = 0; c < 3; c++)
                rgb[c] = SrgbCurve.ToByte(mixed[c] + ((1 - coverage) * behind[c]));
        }

        /// <summary>The person's colours alone, not weighted by how much they cover.</summary>
        public void Unmixed(float coverage, Span<byte> rgb)
        {
            Span<float> mixed = stackalloc float[3];
            Mix(mixed);
            for (int c = 0; c < 3; c++)
                rgb[c] = SrgbCurve.ToByte(mixed[c] / coverage);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Mix(Span<float> mixed)
        {
            Plane alpha = _cutout.Alpha;
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
        }
    }
}
