using System.Runtime.CompilerServices;
using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>Multi-level foreground estimation (Germer, Uelwer, Conrad and Harmeling 2020).</summary>
/// <remarks>
/// At an edge a pixel is a mix alpha F + (1 - alpha) B of the person and the old background. Solving for smooth F and B
/// from coarse to fine removes the old background's colour, so that the edge looks right on any new one.
/// </remarks>
internal static class ForegroundColours
{
    private const float Regularisation = 1e-5f;
    private const int SmallSide = 32;
    private const int SmallIterations = 10;
    private const int Iterations = 2;

    /// <summary>From here on only pixels that alpha mixes are worked on.</summary>
    private const int BandSide = 300;

    /// <summary>Estimates the person's own colour at every pixel.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="alpha">The matte, same size.</param>
    /// <returns>The picture with the foreground's colours, the image's own where alpha is 1.</returns>
    public static Picture Estimate(Picture image, Plane alpha) => Solve(image, alpha).ForegroundOf(image);

    /// <summary>Estimates the background's own colour at every pixel as well.</summary>
    /// <inheritdoc cref="Estimate"/>
    public static (Picture Foreground, Picture Background) EstimateBoth(Picture image, Plane alpha)
    {
        Level level = Solve(image, alpha);
        return (level.ForegroundOf(image), level.BackgroundOf(image));
    }

    private static Level Solve(Picture image, Plane alpha)
    {
        int levels = (int)Math.Ceiling(Math.Log2(image.Size.LongSide)) + 1;
        Level level = Level.Start(image, alpha);
        for (int i = 0; i <= levels; i++)
        {
            PixelSize size = new(LevelSide(image.Width, i, levels), LevelSide(image.Height, i, levels));
            level = level.Enlarge(size, image, alpha);
            int iterations = size.LongSide <= SmallSide ? SmallIterations : Iterations;
            for (int k = 0; k < iterations; k++)
                level.Relax(bandOnly: size.LongSide > BandSide);
        }
        return level;
    }

    private static int LevelSide(int side, int level, int levels)
        => level == levels ? side : (int)Math.Round(Math.Pow(side, (double)level / levels));

    private sealed class Level
    {
        private const int Strip = 32;
        private readonly PixelSize _size;
        private readonly float[] _image;
        private readonly float[] _alpha;
        public float[] Foreground { get; }
        public float[] Background { get; }

        private Level(PixelSize size)
        {
            _size = size;
            int n = (int)size.Area;
            _image = new float[n * 3];
            _alpha = new float[n];
            Foreground = new float[n * 3];
            Background = new float[n * 3];
        }

        public static Level Start(Picture image, Plane alpha)
        {
            Level level = new(new PixelSize(1, 1));
            Span<double> sums = stackalloc double[8];
            for (int i = 0; i < alpha.Values.Length; i++)
            {
                int to = alpha.Values[i] > 0.9f ? 0 : alpha.Values[i] < 0.1f ? 4 : -1;
                if (to < 0)
                    continue;
                for (int c = 0; c < 3; c++)
                    sums[to + c] += image.Rgb[(3 * i) + c];
                sums[to + 3]++;
            }
            for (int c = 0; c < 3; c++)
            {
                level.Foreground[c] = (float)(sums[c] / Math.Max(1, sums[3]) / 255);
                level.Background[c] = (float)(sums[4 + c] / Math.Max(1, sums[7]) / 255);
            }
            return level;
        }

        public Level Enlarge(PixelSize size, Picture image, Plane alpha)
        {
            Level next = new(size);
            (int[] columnsHere, int[] columnsFull) = (Nearest(_size.Width, size.Width), Nearest(image.Width, size.Width));
            Parallelism.For(size.Height, y =>
            {
                int rowHere = y * _size.Height / size.Height * _size.Width;
                int rowFull = y * image.Height / size.Height * image.Width;
                next.TakeRow(y * size.Width, this, rowHere, columnsHere, image.Rgb, alpha.Values, rowFull, columnsFull);
            });
            return next;
        }

        private static int[] Nearest(int from, int to) => [.. Enumerable.Range(0, to).Select(x => x * from / to)];

        // Where alpha is 0 or 1 the picture itself shows one of the two colours.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void TakeRow(int row, Level from, int rowHere, int[] columnsHere, byte[] rgb, float[] alphas, int rowFull, int[] columnsFull)
        {
            (float[] foreground, float[] background, float[] coarseForeground, float[] coarseBackground) = (Foreground, Background, from.Foreground, from.Background);
            const float Unit = 1 / 255f;
            for (int x = 0; x < columnsHere.Length; x++)
            {
                int full = rowFull + columnsFull[x], here = 3 * (rowHere + columnsHere[x]), to = 3 * (row + x);
                float a = alphas[full];
                _alpha[row + x] = a;
                full *= 3;
                float r = rgb[full] * Unit, g = rgb[full + 1] * Unit, b = rgb[full + 2] * Unit;
                (_image[to], _image[to + 1], _image[to + 2]) = (r, g, b);
                bool opaque = a >= 0.999f, clear = a <= 0.001f;
                foreground[to] = opaque ? r : coarseForeground[here];
                foreground[to + 1] = opaque ? g : coarseForeground[here + 1];
                foreground[to + 2] = opaque ? b : coarseForeground[here + 2];
                background[to] = clear ? r : coarseBackground[here];
                background[to + 1] = clear ? g : coarseBackground[here + 1];
                background[to + 2] = clear ? b : coarseBackground[here + 2];
            }
        }

        // Gauss-Seidel in strips of rows, the even ones before the odd ones: no strip reads a row that another thread
        // is writing, so the result does not depend on timing.
        public void Relax(bool bandOnly)
        {
            int strips = (_size.Height + Strip - 1) / Strip;
            Parallelism.For((strips + 1) / 2, i => RelaxStrip(2 * i, bandOnly));
            Parallelism.For(strips / 2, i => RelaxStrip((2 * i) + 1, bandOnly));
        }

        private void RelaxStrip(int strip, bool bandOnly)
        {
            for (int y = strip * Strip; y < Math.Min(_size.Height, (strip + 1) * Strip); y++)
                if (bandOnly)
                    RelaxMixed(y);
                else
                    for (int x = 0; x < _size.Width; x++)
                        Solve(x, y);
        }

        // Only pixels that alpha mixes, or that differ from one beside them.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void RelaxMixed(int y)
        {
            ReadOnlySpan<float> row = _alpha.AsSpan(y * _size.Width, _size.Width);
            ReadOnlySpan<float> above = y > 0 ? _alpha.AsSpan((y - 1) * _size.Width, _size.Width) : row;
            ReadOnlySpan<float> below = y < _size.Height - 1 ? _alpha.AsSpan((y + 1) * _size.Width, _size.Width) : row;
            for (int x = 0; x < row.Length; x++)
            {
                float a = row[x];
                // Wholly one or the other for as far as three rows agree: nothing to solve there.
                if (a is 0 or 1 && x + 1 < row.Length && (x == 0 || row[x - 1] == a))
                {
                    int same = Math.Min(Same(row[x..], a), Math.Min(Same(above[x..], a), Same(below[x..], a)));
                    // The last of a run has a neighbour that differs, unless the row ends with it.
                    x += x + same == row.Length ? same : Math.Max(0, same - 1);
                    if (x >= row.Length)
                        break;
                    a = row[x];
                }
                if (a is > 0 and < 1 || (x > 0 && row[x - 1] != a) || (x < row.Length - 1 && row[x + 1] != a) || above[x] != a || below[x] != a)
                    Solve(x, y);
            }
        }

        private static int Same(ReadOnlySpan<float> values, float value)
            => values.IndexOfAnyExcept(value) is >= 0 and int length ? length : values.Length;

        // The 2 x 2 normal equations of one pixel, shared by the three channels.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Solve(int x, int y)
        {
            int i = (y * _size.Width) + x;
            float a = _alpha[i], b = 1 - a;
            float ff = a * a, fb = a * b, bb = b * b;
            float left = x > 0 ? Weight(i - 1, a) : 0, right = x < _size.Width - 1 ? Weight(i + 1, a) : 0;
            float above = y > 0 ? Weight(i - _size.Width, a) : 0, below = y < _size.Height - 1 ? Weight(i + _size.Width, a) : 0;
            float smooth = left + right + above + below;
            ff += smooth;
            bb += smooth;
            float inverse = 1 / Math.Max(1e-12f, (ff * bb) - (fb * fb));
            (int at, int up) = (3 * i, 3 * _size.Width);
            for (int c = at; c < at + 3; c++)
            {
                float f = a * _image[c], g = b * _image[c];
                // A side without a neighbour has no weight, and nothing there is read.
                if (left > 0)
                    (f, g) = (f + (left * Foreground[c - 3]), g + (left * Background[c - 3]));
                if (right > 0)
                    (f, g) = (f + (right * Foreground[c + 3]), g + (right * Background[c + 3]));
                if (above > 0)
                    (f, g) = (f + (above * Foreground[c - up]), g + (above * Background[c - up]));
                if (below > 0)
                    (f, g) = (f + (below * Foreground[c + up]), g + (below * Background[c + up]));
                Foreground[c] = Math.Clamp(((bb * f) - (fb * g)) * inverse, 0f, 1f);
                Background[c] = Math.Clamp(((ff * g) - (fb * f)) * inverse, 0f, 1f);
            }
        }

        private float Weight(int j, float alpha) => Regularisation + Math.Abs(alpha - _alpha[j]);

        public Picture ForegroundOf(Picture image) => ToPicture(Foreground, a => a >= 0.999f, image);

        public Picture BackgroundOf(Picture image) => ToPicture(Background, a => a <= 0.001f, image);

        private Picture ToPicture(float[] colours, Func<float, bool> isShown, Picture image)
        {
            byte[] rgb = new byte[_size.Area * 3];
            Parallelism.For(_size.Height, y =>
            {
                for (int i = y * _size.Width; i < (y + 1) * _size.Width; i++)
                {
                    bool shown = isShown(_alpha[i]);
                    for (int c = 3 * i; c < (3 * i) + 3; c++)
                        rgb[c] = shown ? image.Rgb[c] : (byte)((colours[c] * 255) + 0.5f);
                }
            });
            return new Picture(_size, rgb);
        }
    }
}
