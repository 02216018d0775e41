using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IdPhoto.Pictures;

/// <summary>Resamples a picture through an affine map, each target pixel straight from the source in one step.</summary>
/// <remarks>
/// The kernel is separable along the source's axes, which is exact for crops and a fair approximation for the few
/// degrees of a levelled head. Beyond the picture its edge pixels repeat; callers decide what is outside.
/// </remarks>
public static class Resampler
{
    private const int Lanes = 8;

    /// <summary>Resamples to 8 bits a channel.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="targetToSource">Where each target point lies in the source.</param>
    /// <param name="target">Size of the result.</param>
    /// <param name="kernel">The filter.</param>
    public static Picture Resample(Picture source, AffineMap targetToSource, PixelSize target, ResamplingKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] rgb = new byte[target.Area * 3];
        Run(source, targetToSource, target, kernel, (y, row) => ToBytes(row, rgb.AsSpan(y * target.Width * 3, target.Width * 3)));
        return new Picture(target, rgb);
    }

    /// <summary>Resamples the pixels that are wanted; what stands in the others has no meaning.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="targetToSource">Where each target point lies in the source.</param>
    /// <param name="target">Size of the result.</param>
    /// <param name="kernel">The filter.</param>
    /// <param name="isWanted">Per target pixel.</param>
    internal static Picture ResampleWhere(Picture source, AffineMap targetToSource, PixelSize target, ResamplingKernel kernel, bool[] isWanted)
    {
        byte[] rgb = new byte[target.Area * 3];
        Run(source, targetToSource, target, kernel, (y, row) => ToBytes(row, rgb.AsSpan(y * target.Width * 3, target.Width * 3)), isWanted);
        return new Picture(target, rgb);
    }

    /// <summary>Resamples a box of the picture to a size, each axis by its own scale.</summary>
    public static Picture Resize(Picture source, Box region, PixelSize target, ResamplingKernel kernel)
        => Resample(source, AffineMap.FromBox(region, target), target, kernel);

    /// <summary>Resamples to floats, R, G, B interleaved, <c>value * gain + offset</c>: an NHWC network input.</summary>
    internal static float[] ToTensor(Picture source, AffineMap targetToSource, PixelSize target, float gain, float offset)
    {
        float[] tensor = new float[target.Area * 3];
        Run(source, targetToSource, target, ResamplingKernel.Triangle, (y, row) =>
        {
            Span<float> to = tensor.AsSpan(y * target.Width * 3, target.Width * 3);
            for (int i = 0; i < to.Length; i++)
                to[i] = (row[i] * gain) + offset;
        });
        return tensor;
    }

    private delegate void TakeRow(int y, ReadOnlySpan<float> row);

    private static void Run(Picture source, AffineMap map, PixelSize target, ResamplingKernel kernel, TakeRow take, bool[]? isWanted = null)
    {
        // Upright maps, the most of them, take all target columns of a row through the same source rows at once.
        if (map.B == 0 && map.D == 0)
            UprightResampler.Run(source, map, target, kernel, (y, row) => take(y, row));
        else
            RunTurned(source, map, target, kernel, take, isWanted);
    }

    private static void RunTurned(
        Picture source, AffineMap map, PixelSize target, ResamplingKernel kernel, TakeRow take, bool[]? isWanted)
    {
        KernelTable across = new(kernel, map.ScaleX, Lanes, channels: 3);
        KernelTable down = new(kernel, map.ScaleY, block: 1, channels: 1);
        Parallelism.For(target.Height, () => new TurnedRow(source, target.Width, across, down), (y, scratch) =>
        {
            Point start = map.Apply(new Point(0.5, y + 0.5));
            for (int x = 0; x < target.Width; x++)
                if (isWanted is null || isWanted[(y * target.Width) + x])
                    scratch.Sample(start.X + (map.A * x), start.Y + (map.D * x), x);
            take(y, scratch.Row);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ToBytes(ReadOnlySpan<float> row, Span<byte> to)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] = (byte)Math.Clamp(row[i] + 0.5f, 0f, 255f);
    }

    /// <summary>Eight bytes as floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Load(ref byte from)
    {
        Vector128<byte> eight = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref from)).AsByte();
        if (System.Runtime.Intrinsics.X86.Avx2.IsSupported)
            return Vector256.ConvertToSingle(System.Runtime.Intrinsics.X86.Avx2.ConvertToVector256Int32(eight));
        Vector128<ushort> shorts = Vector128.WidenLower(eight);
        return Vector256.Create(
            Vector128.ConvertToSingle(Vector128.WidenLower(shorts).AsInt32()), Vector128.ConvertToSingle(Vector128.WidenUpper(shorts).AsInt32()));
    }

    /// <summary>One target row of a turned map, and what a thread needs for it; nothing is allocated per pixel.</summary>
    private sealed class TurnedRow(Picture source, int width, KernelTable across, KernelTable down)
    {
        private readonly float[] _row = new float[width * 3];
        private readonly byte[] _edge = new byte[across.Stride * down.Taps];

        public ReadOnlySpan<float> Row => _row;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Sample(double centreX, double centreY, int x)
        {
            ReadOnlySpan<float> weightsX = across.At(centreX, out int left);
            ReadOnlySpan<float> weightsY = down.At(centreY, out int top);
            bool inside = left >= 0 && top >= 0 && left + across.PaddedTaps <= source.Width && top + down.Taps <= source.Height;
            if (inside)
            {
                Sum(source.Rgb.AsSpan(3 * ((top * source.Width) + left)), source.Width * 3, weightsX, weightsY, _row.AsSpan(x * 3, 3));
                return;
            }
            CopyClamped(left, top);
            Sum(_edge, across.Stride, weightsX, weightsY, _row.AsSpan(x * 3, 3));
        }

        private void CopyClamped(int left, int top)
        {
            for (int j = 0; j < down.Taps; j++)
            {
                ReadOnlySpan<byte> row = source.Row(Math.Clamp(top + j, 0, source.Height - 1));
                for (int i = 0; i < across.PaddedTaps; i++)
                    row.Slice(Math.Clamp(left + i, 0, source.Width - 1) * 3, 3).CopyTo(_edge.AsSpan((j * across.Stride) + (i * 3)));
            }
        }

        // 24 bytes hold eight whole pixels, so lane i of the three sums is always the same channel.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Sum(ReadOnlySpan<byte> pixels, int stride, ReadOnlySpan<float> weightsX, ReadOnlySpan<float> weightsY, Span<float> rgb)
        {
            if (!Vector256.IsHardwareAccelerated)
            {
                SumNarrow(pixels, stride, weightsX, weightsY, rgb);
                return;
            }
            Vector256<float> first = Vector256<float>.Zero, second = first, third = first;
            ref byte p = ref MemoryMarshal.GetReference(pixels);
            ref float w = ref MemoryMarshal.GetReference(weightsX);
            for (int i = 0; i < weightsX.Length; i += 3 * Lanes)
            {
                Vector256<float> a = Vector256<float>.Zero, b = a, c = a;
                for (int j = 0; j < weightsY.Length; j++)
                {
                    Vector256<float> weight = Vector256.Create(weightsY[j]);
                    ref byte at = ref Unsafe.Add(ref p, (j * stride) + i);
                    a = Vector256.MultiplyAddEstimate(Load(ref at), weight, a);
                    b = Vector256.MultiplyAddEstimate(Load(ref Unsafe.Add(ref at, 8)), weight, b);
                    c = Vector256.MultiplyAddEstimate(Load(ref Unsafe.Add(ref at, 16)), weight, c);
                }
                first = Vector256.MultiplyAddEstimate(a, Vector256.LoadUnsafe(ref w, (nuint)i), first);
                second = Vector256.MultiplyAddEstimate(b, Vector256.LoadUnsafe(ref w, (nuint)i + 8), second);
                third = Vector256.MultiplyAddEstimate(c, Vector256.LoadUnsafe(ref w, (nuint)i + 16), third);
            }
            rgb[0] = first[0] + first[3] + first[6] + second[1] + second[4] + second[7] + third[2] + third[5];
            rgb[1] = first[1] + first[4] + first[7] + second[2] + second[5] + third[0] + third[3] + third[6];
            rgb[2] = first[2] + first[5] + second[0] + second[3] + second[6] + third[1] + third[4] + third[7];
        }

        // A browser has lanes of four only; eight of them are simulated there, ten times slower.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void SumNarrow(ReadOnlySpan<byte> pixels, int stride, ReadOnlySpan<float> weightsX, ReadOnlySpan<float> weightsY, Span<float> rgb)
        {
            Vector128<float> first = Vector128<float>.Zero, second = first, third = first;
            ref byte p = ref MemoryMarshal.GetReference(pixels);
            ref float w = ref MemoryMarshal.GetReference(weightsX);
            for (int i = 0; i < weightsX.Length; i += 12)
            {
                Vector128<float> a = Vector128<float>.Zero, b = a, c = a;
                for (int j = 0; j < weightsY.Length; j++)
                {
                    Vector128<float> weight = Vector128.Create(weightsY[j]);
                    ref byte at = ref Unsafe.Add(ref p, (j * stride) + i);
                    Vector128<ushort> low = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref at)).AsByte());
                    Vector128<ushort> high = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref at, 8))).AsByte());
                    a += Vector128.ConvertToSingle(Vector128.WidenLower(low).AsInt32()) * weight;
                    b += Vector128.ConvertToSingle(Vector128.WidenUpper(low).AsInt32()) * weight;
                    c += Vector128.ConvertToSingle(Vector128.WidenLower(high).AsInt32()) * weight;
                }
                first += a * Vector128.LoadUnsafe(ref w, (nuint)i);
                second += b * Vector128.LoadUnsafe(ref w, (nuint)i + 4);
                third += c * Vector128.LoadUnsafe(ref w, (nuint)i + 8);
            }
            rgb[0] = first[0] + first[3] + second[2] + third[1];
            rgb[1] = first[1] + second[0] + second[3] + third[2];
            rgb[2] = first[2] + second[1] + third[0] + third[3];
        }
    }
}
