using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>Closed-form matting (Levin, Lischinski and Weiss 2008) on the unknown pixels alone, with a data term per pixel.</summary>
/// <remarks>
/// Solves (L + diag(lambda)) alpha = lambda * prior - L_known * known by conjugate gradients with Jacobi
/// preconditioning. L is a 25-point stencil over 3 x 3 windows, stored in blocks of eight unknown pixels, offset by
/// offset, so that a block is multiplied in one pass through memory.
/// </remarks>
internal sealed class ClosedForm
{
    private const int Reach = 2;
    private const int Offsets = 25;
    private const int Parts = 8;
    private const int Lanes = UnknownRuns.Block;

    private readonly Picture _image;
    private readonly UnknownRuns _unknown;
    private readonly (int From, int To)[] _parts;
    private readonly float _epsilon;
    private readonly int _stride;
    private readonly float[] _stencil;
    private readonly int[] _shifts;
    private readonly float[] _dense;

    /// <param name="image">The picture.</param>
    /// <param name="unknown">Pixels to solve for.</param>
    /// <param name="epsilon">Regularisation of the colour line model, for colours 0..1; 1e-5 is right, 1e-6 and 1e-3 are bad.</param>
    public ClosedForm(Picture image, UnknownRuns unknown, float epsilon = 1e-5f)
    {
        _image = image;
        _unknown = unknown;
        _parts = unknown.Split(Parts);
        _epsilon = epsilon;
        _stride = image.Width + (2 * Reach);
        _dense = new float[(_stride * (image.Height + (2 * Reach))) + Lanes];
        _shifts = [.. Enumerable.Range(0, Offsets).Select(offset => (((offset / 5) - Reach) * _stride) + (offset % 5) - Reach)];
        _stencil = new float[unknown.Count * Offsets];
        ForEachPart(part => BuildStencil(part));
    }

    /// <summary>Solves in place.</summary>
    /// <param name="alpha">In: known alphas, and at unknown pixels the start. Out: unknown pixels solved, in 0..1.</param>
    /// <param name="prior">Per unknown pixel (numbered as in the runs), the alpha it is drawn to.</param>
    /// <param name="weight">Per unknown pixel, how strongly; from 0.</param>
    /// <param name="iterations">At most.</param>
    /// <param name="tolerance">Stops when the residual has shrunk to this share.</param>
    public void Solve(float[] alpha, float[] prior, float[] weight, int iterations, double tolerance = 1e-3)
    {
        int n = _unknown.Count;
        if (n == 0)
            return;
        float[] x = new float[n], r = new float[n], d = new float[n], q = new float[n], inverse = new float[n];
        SpreadAll(alpha);
        Gather(alpha, x);
        Multiply(q, weight, x);
        for (int i = 0; i < n; i++)
            inverse[i] = 1f / Math.Max(1e-9f, _stencil[(i / Lanes * Lanes * Offsets) + (Offsets / 2 * Lanes) + (i % Lanes)] + weight[i]);
        for (int i = 0; i < n; i++)
        {
            r[i] = (weight[i] * prior[i]) - q[i];
            d[i] = r[i] * inverse[i];
        }
        double rho = Dot(r, d);
        double start = Dot(r, r);
        Array.Clear(_dense);
        for (int k = 0; k < iterations && rho > 0; k++)
        {
            Spread(d);
            Multiply(q, weight, d);
            double curvature = Dot(d, q);
            if (curvature <= 0)
                break;
            float step = (float)(rho / curvature);
            Advance(x, r, d, q, step);
            double rest = Dot(r, r);
            if (rest <= start * tolerance * tolerance)
                break;
            double next = PreconditionedDot(r, inverse);
            float turn = (float)(next / rho);
            for (int i = 0; i < n; i++)
                d[i] = (r[i] * inverse[i]) + (turn * d[i]);
            rho = next;
        }
        Scatter(x, alpha);
    }

    private void ForEachPart(Action<(int From, int To)> work)
        => Parallelism.For(_parts.Length, i => work(_parts[i]));

    // q = (L + weight) v, where v stands in the dense plane and x holds it for the unknown pixels. Known pixels hold their
    // alpha in the plane on the first call and 0 after it.
    private void Multiply(float[] q, float[] weights, float[] x)
        => ForEachPart(part =>
        {
            for (int k = part.From; k < part.To; k++)
                MultiplyRun(_unknown.Runs[k], q, weights, x);
        });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyRun(UnknownRuns.Run run, float[] q, float[] weights, float[] x)
    {
        int origin = ((run.Row + Reach) * _stride) + run.Column + Reach;
        ref float dense = ref MemoryMarshal.GetArrayDataReference(_dense);
        for (int i = 0; i < run.Length; i += Lanes)
        {
            int number = run.First + i;
            ref float stencil = ref _stencil[number * Offsets];
            if (!Vector256.IsHardwareAccelerated)
            {
                MultiplyNarrow(ref stencil, ref dense, origin + i, ref weights[number], ref x[number], ref q[number]);
                continue;
            }
            Vector256<float> sum = Vector256.LoadUnsafe(ref weights[number]) * Vector256.LoadUnsafe(ref x[number]);
            for (int offset = 0; offset < Offsets; offset++)
                sum = Vector256.MultiplyAddEstimate(
                    Vector256.LoadUnsafe(ref stencil, (nuint)(offset * Lanes)),
                    Vector256.LoadUnsafe(ref dense, (nuint)(origin + i + _shifts[offset])), sum);
            sum.StoreUnsafe(ref q[number]);
        }
    }

    // A browser has lanes of four only: two of them for a block of eight.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyNarrow(ref float stencil, ref float dense, int origin, ref float weight, ref float x, ref float q)
    {
        Vector128<float> low = Vector128.LoadUnsafe(ref weight) * Vector128.LoadUnsafe(ref x);
        Vector128<float> high = Vector128.LoadUnsafe(ref weight, 4) * Vector128.LoadUnsafe(ref x, 4);
        for (int offset = 0; offset < Offsets; offset++)
        {
            nuint at = (nuint)(origin + _shifts[offset]), row = (nuint)(offset * Lanes);
            low += Vector128.LoadUnsafe(ref stencil, row) * Vector128.LoadUnsafe(ref dense, at);
            high += Vector128.LoadUnsafe(ref stencil, row + 4) * Vector128.LoadUnsafe(ref dense, at + 4);
        }
        low.StoreUnsafe(ref q);
        high.StoreUnsafe(ref q, 4);
    }

    private void SpreadAll(float[] alpha)
    {
        for (int y = 0; y < _image.Height; y++)
            alpha.AsSpan(y * _image.Width, _image.Width).CopyTo(_dense.AsSpan(((y + Reach) * _stride) + Reach));
    }

    private void Spread(float[] d)
    {
        foreach (UnknownRuns.Run run in _unknown.Runs)
            d.AsSpan(run.First, run.Length).CopyTo(_dense.AsSpan(((run.Row + Reach) * _stride) + run.Column + Reach));
    }

    private void Gather(float[] alpha, float[] x)
    {
        foreach (UnknownRuns.Run run in _unknown.Runs)
            alpha.AsSpan((run.Row * _image.Width) + run.Column, run.Length).CopyTo(x.AsSpan(run.First));
    }

    private void Scatter(float[] x, float[] alpha)
    {
        foreach (UnknownRuns.Run run in _unknown.Runs)
            for (int i = 0; i < run.Length; i++)
                alpha[(run.Row * _image.Width) + run.Column + i] = Math.Clamp(x[run.First + i], 0f, 1f);
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector<float> sum = Vector<float>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        double total = Vector.Sum(sum);
        for (; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }

    private static double PreconditionedDot(ReadOnlySpan<float> r, ReadOnlySpan<float> inverse)
    {
        Vector<float> sum = Vector<float>.Zero;
        int i = 0;
        for (; i <= r.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> v = new(r[i..]);
            sum += v * v * new Vector<float>(inverse[i..]);
        }
        double total = Vector.Sum(sum);
        for (; i < r.Length; i++)
            total += r[i] * r[i] * inverse[i];
        return total;
    }

    private static void Advance(Span<float> x, Span<float> r, ReadOnlySpan<float> d, ReadOnlySpan<float> q, float step)
    {
        Vector<float> s = new(step);
        int i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(x[i..]) + (s * new Vector<float>(d[i..]))).CopyTo(x[i..]);
            (new Vector<float>(r[i..]) - (s * new Vector<float>(q[i..]))).CopyTo(r[i..]);
        }
        for (; i < x.Length; i++)
        {
            x[i] += step * d[i];
            r[i] -= step * q[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BuildStencil((int From, int To) part)
    {
        WindowRow[] rows = [new(_image), new(_image), new(_image)];
        Span<float> stencil = stackalloc float[Offsets];
        for (int k = part.From; k < part.To; k++)
        {
            UnknownRuns.Run run = _unknown.Runs[k];
            for (int dy = -1; dy <= 1; dy++)
                rows[dy + 1].Fill(run.Row + dy, run.Column - 1, run.Column + run.Length + 1, _epsilon);
            for (int i = 0; i < run.Length; i++)
            {
                stencil.Clear();
                for (int dy = -1; dy <= 1; dy++)
                    for (int dx = -1; dx <= 1; dx++)
                        rows[dy + 1].Add(stencil, run.Column + i, run.Row, dx, dy);
                int number = run.First + i;
                int to = (number / Lanes * Lanes * Offsets) + (number % Lanes);
                for (int offset = 0; offset < Offsets; offset++)
                    _stencil[to + (offset * Lanes)] = stencil[offset];
            }
        }
    }

    /// <summary>Mean and inverse covariance of the 3 x 3 windows centred in a stretch of one row.</summary>
    private sealed class WindowRow(Picture image)
    {
        private readonly float[] _model = new float[(image.Width + 2) * 10];
        private int _row;
        private int _from;

        /// <summary>Computes the windows centred at columns from..to-1 of a row; those that leave the picture stay empty.</summary>
        public void Fill(int row, int from, int to, float epsilon)
        {
            _row = row;
            _from = from;
            for (int x = from; x < to; x++)
            {
                Span<float> model = _model.AsSpan((x - from) * 10, 10);
                bool whole = row >= 1 && row < image.Height - 1 && x >= 1 && x < image.Width - 1;
                model[9] = whole ? 1 : 0;
                if (whole)
                    Fit(model, x, epsilon);
            }
        }

        /// <summary>Adds what the window centred at (x + dx, y + dy) says of pixel (x, y) to its stencil.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Add(Span<float> stencil, int x, int y, int dx, int dy)
        {
            ReadOnlySpan<float> m = _model.AsSpan((x + dx - _from) * 10, 10);
            if (m[9] == 0)
                return;
            int centre = ((_row * image.Width) + x + dx) * 3;
            int own = ((y * image.Width) + x) * 3;
            byte[] rgb = image.Rgb;
            const float Unit = 1 / 255f;
            float r = (rgb[own] * Unit) - m[0], g = (rgb[own + 1] * Unit) - m[1], b = (rgb[own + 2] * Unit) - m[2];
            float vr = (m[3] * r) + (m[4] * g) + (m[5] * b);
            float vg = (m[4] * r) + (m[6] * g) + (m[7] * b);
            float vb = (m[5] * r) + (m[7] * g) + (m[8] * b);
            float constant = 1 - (vr * m[0]) - (vg * m[1]) - (vb * m[2]);
            (vr, vg, vb) = (vr * Unit, vg * Unit, vb * Unit);
            for (int j = -1; j <= 1; j++)
            {
                int at = centre + (((j * image.Width) - 1) * 3);
                int slot = ((dy + j + Reach) * 5) + dx - 1 + Reach;
                for (int i = 0; i < 3; i++, at += 3)
                    stencil[slot + i] -= (constant + (vr * rgb[at]) + (vg * rgb[at + 1]) + (vb * rgb[at + 2])) * (1 / 9f);
            }
            stencil[Offsets / 2] += 1;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Fit(Span<float> model, int x, float epsilon)
        {
            byte[] rgb = image.Rgb;
            int sr = 0, sg = 0, sb = 0, rr = 0, rg = 0, rb = 0, gg = 0, gb = 0, bb = 0;
            for (int j = -1; j <= 1; j++)
            {
                int at = (((_row + j) * image.Width) + x - 1) * 3;
                for (int i = 0; i < 3; i++, at += 3)
                {
                    int r = rgb[at], g = rgb[at + 1], b = rgb[at + 2];
                    (sr, sg, sb) = (sr + r, sg + g, sb + b);
                    (rr, rg, rb) = (rr + (r * r), rg + (r * g), rb + (r * b));
                    (gg, gb, bb) = (gg + (g * g), gb + (g * b), bb + (b * b));
                }
            }
            // Integers until here: the covariance of nearly equal colours would drown in rounding otherwise.
            const double Scale = 1 / (81.0 * 255 * 255);
            double add = epsilon / 9;
            Invert(
                model,
                (((9 * rr) - (sr * sr)) * Scale) + add, ((9 * rg) - (sr * sg)) * Scale, ((9 * rb) - (sr * sb)) * Scale,
                (((9 * gg) - (sg * sg)) * Scale) + add, ((9 * gb) - (sg * sb)) * Scale, (((9 * bb) - (sb * sb)) * Scale) + add);
            model[0] = sr / (9 * 255f);
            model[1] = sg / (9 * 255f);
            model[2] = sb / (9 * 255f);
        }

        // In double: with epsilon at 1e-5 the determinant of a flat window is the difference of nearly equal products.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Invert(Span<float> model, double rr, double rg, double rb, double gg, double gb, double bb)
        {
            double c0 = (gg * bb) - (gb * gb);
            double c1 = (rb * gb) - (rg * bb);
            double c2 = (rg * gb) - (rb * gg);
            double inverse = 1 / ((rr * c0) + (rg * c1) + (rb * c2));
            model[3] = (float)(c0 * inverse);
            model[4] = (float)(c1 * inverse);
            model[5] = (float)(c2 * inverse);
            model[6] = (float)(((rr * bb) - (rb * rb)) * inverse);
            model[7] = (float)(((rg * rb) - (rr * gb)) * inverse);
            model[8] = (float)(((rr * gg) - (rg * rg)) * inverse);
        }
    }
}
