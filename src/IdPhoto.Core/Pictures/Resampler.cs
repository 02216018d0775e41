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
    private const int Block = 8;

    /// <summary>Resamples to 8 bits a channel.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="targetToSource">Where each target point lies in the source.</param>
    /// <param name="target">Size of the result.</param>
    /// <param name="kernel">The filter.</param>
    public static Picture Resample(Picture source, AffineMap targetToSource, PixelSize target, ResamplingKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] rgb = new byte[target.Area * 3];
        Run(source, targetToSource, target, kernel, (y, row) =>
        {
            Span<byte> to = rgb.AsSpan(y * target.Width * 3, target.Width * 3);
            for (int i = 0; i < to.Length; i++)
                to[i] = (byte)Math.Clamp(row[i] + 0.5f, 0f, 255f);
        });
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

    private static void Run(Picture source, AffineMap map, PixelSize target, ResamplingKernel kernel, TakeRow take)
    {
        KernelTable across = new(kernel, map.ScaleX, Block, channels: 3);
        KernelTable down = new(kernel, map.ScaleY, block: 1, channels: 1);
        Parallel.For(0, target.Height, () => new RowScratch(target.Width, across), (y, _, scratch) =>
        {
            Point start = map.Apply(new Point(0.5, y + 0.5));
            for (int x = 0; x < target.Width; x++)
                scratch.Sample(source, start.X + (map.A * x), start.Y + (map.D * x), across, down, x);
            take(y, scratch.Row);
            return scratch;
        }, _ => { });
    }

    /// <summary>What one thread needs; nothing is allocated per pixel.</summary>
    private sealed class RowScratch(int width, KernelTable across)
    {
        private readonly float[] _row = new float[width * 3];
        private readonly float[] _columns = new float[across.Stride];
        private readonly byte[] _edge = new byte[across.Stride];

        public ReadOnlySpan<float> Row => _row;

        public void Sample(Picture source, double centreX, double centreY, KernelTable across, KernelTable down, int x)
        {
            ReadOnlySpan<float> weightsX = across.At(centreX, out int left);
            ReadOnlySpan<float> weightsY = down.At(centreY, out int top);
            bool inside = left >= 0 && left + across.PaddedTaps <= source.Width;
            Span<float> columns = _columns;
            columns.Clear();
            for (int j = 0; j < down.Taps; j++)
            {
                if (weightsY[j] == 0)
                    continue;
                int y = Math.Clamp(top + j, 0, source.Height - 1);
                ReadOnlySpan<byte> row = source.Row(y);
                AddRow(columns, inside ? row.Slice(left * 3, across.Stride) : ClampedRow(row, left, source.Width, across), weightsY[j]);
            }
            Fold(columns, weightsX, _row.AsSpan(x * 3, 3));
        }

        private ReadOnlySpan<byte> ClampedRow(ReadOnlySpan<byte> row, int left, int width, KernelTable across)
        {
            for (int i = 0; i < across.PaddedTaps; i++)
                row.Slice(Math.Clamp(left + i, 0, width - 1) * 3, 3).CopyTo(_edge.AsSpan(i * 3));
            return _edge;
        }

        private static void AddRow(Span<float> columns, ReadOnlySpan<byte> row, float weight)
        {
            ref float to = ref MemoryMarshal.GetReference(columns);
            ref byte from = ref MemoryMarshal.GetReference(row);
            Vector256<float> w = Vector256.Create(weight);
            for (int i = 0; i < columns.Length; i += Block)
            {
                ulong eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, i));
                Vector256<int> wide = Vector256.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(eight).AsByte()).ToVector256()).AsInt32();
                Vector256<float> sum = Vector256.LoadUnsafe(ref to, (nuint)i) + (Vector256.ConvertToSingle(wide) * w);
                sum.StoreUnsafe(ref to, (nuint)i);
            }
        }

        // 24 floats hold eight whole pixels, so lane i of the three sums is always the same channel.
        private static void Fold(ReadOnlySpan<float> columns, ReadOnlySpan<float> weights, Span<float> rgb)
        {
            Vector256<float> first = Vector256<float>.Zero, second = first, third = first;
            ref float c = ref MemoryMarshal.GetReference(columns);
            ref float w = ref MemoryMarshal.GetReference(weights);
            for (int i = 0; i < columns.Length; i += 3 * Block)
            {
                first += Vector256.LoadUnsafe(ref c, (nuint)i) * Vector256.LoadUnsafe(ref w, (nuint)i);
                second += Vector256.LoadUnsafe(ref c, (nuint)i + 8) * Vector256.LoadUnsafe(ref w, (nuint)i + 8);
                third += Vector256.LoadUnsafe(ref c, (nuint)i + 16) * Vector256.LoadUnsafe(ref w, (nuint)i + 16);
            }
            rgb[0] = first[0] + first[3] + first[6] + second[1] + second[4] + second[7] + third[2] + third[5];
            rgb[1] = first[1] + first[4] + first[7] + second[2] + second[5] + third[0] + third[3] + third[6];
            rgb[2] = first[2] + first[5] + second[0] + second[3] + second[6] + third[1] + third[4] + third[7];
        }
    }
}
