using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IdPhoto.Pictures;

/// <summary>Resampling without a turn: rows first, then columns, which visits each source pixel only a few times.</summary>
internal static class UprightResampler
{
    private const int Lanes = 8;

    public delegate void TakeRow(int y, ReadOnlySpan<float> row);

    public static void Run(Picture source, AffineMap map, PixelSize target, ResamplingKernel kernel, TakeRow take)
    {
        KernelTable across = new(kernel, Math.Abs(map.A), block: 1, channels: 1);
        KernelTable down = new(kernel, Math.Abs(map.E), block: 1, channels: 1);
        int first = FirstColumn(source, map, target, across.Radius);
        int last = LastColumn(source, map, target, across.Radius);
        Parallelism.For(target.Height, () => new Scratch(target.Width, last - first), (y, scratch) =>
        {
            scratch.SumRows(source, first, down, map.F + (map.E * (y + 0.5)));
            scratch.SumColumns(source.Width, first, across, map, target.Width);
            take(y, scratch.Row);
        });
    }

    private static int FirstColumn(Picture source, AffineMap map, PixelSize target, double radius)
        => Math.Clamp((int)Math.Floor(Math.Min(map.C, map.C + (map.A * target.Width)) - radius) - 1, 0, source.Width - 1);

    private static int LastColumn(Picture source, AffineMap map, PixelSize target, double radius)
        => Math.Clamp((int)Math.Ceiling(Math.Max(map.C, map.C + (map.A * target.Width)) + radius) + 1, 1, source.Width);

    private sealed class Scratch(int width, int columns)
    {
        private readonly float[] _row = new float[width * 3];
        private readonly float[] _sums = new float[(columns * 3) + Lanes];

        public ReadOnlySpan<float> Row => _row;

        public void SumRows(Picture source, int first, KernelTable down, double centre)
        {
            ReadOnlySpan<float> weights = down.At(centre, out int top);
            int length = columns * 3;
            _sums.AsSpan(0, length).Clear();
            for (int j = 0; j < down.Taps; j++)
            {
                if (weights[j] == 0)
                    continue;
                int y = Math.Clamp(top + j, 0, source.Height - 1);
                Add(source.Row(y).Slice(first * 3, length), weights[j], _sums);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Add(ReadOnlySpan<byte> row, float weight, Span<float> sums)
        {
            Vector256<float> w = Vector256.Create(weight);
            ref byte from = ref MemoryMarshal.GetReference(row);
            ref float to = ref MemoryMarshal.GetReference(sums);
            int i = 0;
            if (!Vector256.IsHardwareAccelerated)
                i = AddNarrow(row, weight, sums);
            for (; i <= row.Length - Lanes; i += Lanes)
                Vector256.MultiplyAddEstimate(Resampler.Load(ref Unsafe.Add(ref from, i)), w, Vector256.LoadUnsafe(ref to, (nuint)i))
                    .StoreUnsafe(ref to, (nuint)i);
            for (; i < row.Length; i++)
                sums[i] += row[i] * weight;
        }

        // Lanes of four, the only ones that a browser has; as many values as fill eight.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static int AddNarrow(ReadOnlySpan<byte> row, float weight, Span<float> sums)
        {
            Vector128<float> w = Vector128.Create(weight);
            ref byte from = ref MemoryMarshal.GetReference(row);
            ref float to = ref MemoryMarshal.GetReference(sums);
            int i = 0;
            for (; i <= row.Length - Lanes; i += Lanes)
            {
                Vector128<ushort> eight = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, i))).AsByte());
                (Vector128.LoadUnsafe(ref to, (nuint)i) + (Vector128.ConvertToSingle(Vector128.WidenLower(eight).AsInt32()) * w)).StoreUnsafe(ref to, (nuint)i);
                (Vector128.LoadUnsafe(ref to, (nuint)i + 4) + (Vector128.ConvertToSingle(Vector128.WidenUpper(eight).AsInt32()) * w)).StoreUnsafe(ref to, (nuint)i + 4);
            }
            return i;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void SumColumns(int sourceWidth, int first, KernelTable across, AffineMap map, int targetWidth)
        {
            ref float sums = ref MemoryMarshal.GetReference(_sums.AsSpan());
            int last = _sums.Length - Vector128<float>.Count;
            for (int x = 0; x < targetWidth; x++)
            {
                ReadOnlySpan<float> weights = across.At(map.C + (map.A * (x + 0.5)), out int left);
                Vector128<float> rgb = Vector128<float>.Zero;
                for (int i = 0; i < weights.Length; i++)
                {
                    int at = 3 * (Math.Clamp(left + i, 0, sourceWidth - 1) - first);
                    // Beyond what was summed no weight is left; the fourth lane is the next pixel's red and is not used.
                    if ((uint)at > (uint)last)
                        continue;
                    rgb += Vector128.LoadUnsafe(ref sums, (nuint)at) * weights[i];
                }
                _row[3 * x] = rgb[0];
                _row[(3 * x) + 1] = rgb[1];
                _row[(3 * x) + 2] = rgb[2];
            }
        }
    }
}
