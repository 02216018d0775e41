using System.Runtime.CompilerServices;
using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>Refines the prior of unknown pixels by the colours of sure foreground and background around them.</summary>
/// <remarks>
/// Along eight rays the first sure pixel of each kind is taken; the pair that explains the pixel best as a mix tells
/// an alpha. The idea is that of shared sampling (Gastal and Oliveira 2010); the costs here were measured on portraits.
/// </remarks>
internal static class ColourSampling
{
    private const int Rays = 8;
    private const int StepLength = 2;
    private const int LongestRay = 80;
    private const float Believable = 15f;
    private static readonly (float X, float Y)[] Directions = [.. Enumerable.Range(0, Rays * Rays).Select(i => Direction(i * Math.PI / 32))];

    /// <summary>Moves the prior of each unknown pixel towards the best pair's alpha, by how well that pair fits.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="trimap">Per pixel.</param>
    /// <param name="unknown">The unknown pixels.</param>
    /// <param name="prior">Per unknown pixel, in and out.</param>
    /// <param name="confidence">Per unknown pixel, out: 0..1.</param>
    public static void Refine(Picture image, Trimap[] trimap, UnknownRuns unknown, float[] prior, float[] confidence)
        => Parallelism.For(unknown.Runs.Length, () => new Samples(), (k, samples) =>
        {
            UnknownRuns.Run run = unknown.Runs[k];
            for (int i = 0; i < run.Length; i++)
            {
                // Every other pixel: the matte is smooth enough for closed form to carry the word to its neighbours.
                if (((run.Column + i + run.Row) & 1) != 0)
                    continue;
                samples.Collect(image, trimap, run.Column + i, run.Row);
                float q = prior[run.First + i];
                (float alpha, float cost) = samples.Best(image, run.Column + i, run.Row, q);
                float c = cost < 1e6f ? MathF.Exp(-cost / Believable) : 0;
                prior[run.First + i] = q + (c * (alpha - q));
                confidence[run.First + i] = c;
            }
        });

    private static (float X, float Y) Direction(double angle) => ((float)Math.Cos(angle), (float)Math.Sin(angle));

    private sealed class Samples
    {
        private readonly (int Index, float Distance)[] _foreground = new (int, float)[Rays];
        private readonly (int Index, float Distance)[] _background = new (int, float)[Rays];
        private int _foregrounds;
        private int _backgrounds;

        public void Collect(Picture image, Trimap[] trimap, int x, int y)
        {
            _foregrounds = 0;
            _backgrounds = 0;
            int turn = ((7 * x) + (13 * y)) & 7;
            for (int ray = 0; ray < Rays; ray++)
                Cast(image, trimap, x, y, Directions[(ray * Rays) + turn]);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public (float Alpha, float Cost) Best(Picture image, int x, int y, float q)
        {
            ReadOnlySpan<byte> own = image.Rgb.AsSpan(((y * image.Width) + x) * 3, 3);
            (float Alpha, float Cost) best = (q, float.MaxValue);
            for (int i = 0; i < _foregrounds; i++)
                for (int j = 0; j < _backgrounds; j++)
                {
                    (float alpha, float cost) = Mix(own, image.Rgb.AsSpan(_foreground[i].Index * 3, 3), image.Rgb.AsSpan(_background[j].Index * 3, 3));
                    cost += (0.05f * (_foreground[i].Distance + _background[j].Distance)) + (20 * (alpha - q) * (alpha - q));
                    if (cost < best.Cost)
                        best = (alpha, cost);
                }
            return best;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Cast(Picture image, Trimap[] trimap, int x, int y, (float X, float Y) direction)
        {
            bool seekForeground = true, seekBackground = true;
            for (int length = StepLength; length <= LongestRay && (seekForeground || seekBackground); length += StepLength)
            {
                int column = (int)(x + (length * direction.X) + 0.5f);
                int row = (int)(y + (length * direction.Y) + 0.5f);
                if ((uint)column >= (uint)image.Width || (uint)row >= (uint)image.Height)
                    return;
                int index = (row * image.Width) + column;
                Trimap here = trimap[index];
                if (seekForeground && here == Trimap.Foreground)
                {
                    _foreground[_foregrounds++] = (index, length);
                    seekForeground = false;
                }
                else if (seekBackground && here == Trimap.Background)
                {
                    _background[_backgrounds++] = (index, length);
                    seekBackground = false;
                }
            }
        }

        private static (float Alpha, float Cost) Mix(ReadOnlySpan<byte> own, ReadOnlySpan<byte> f, ReadOnlySpan<byte> b)
        {
            float r = f[0] - b[0], g = f[1] - b[1], h = f[2] - b[2];
            float squared = (r * r) + (g * g) + (h * h);
            if (squared < 1)
                return (0.5f, float.MaxValue);
            float or = own[0] - b[0], og = own[1] - b[1], oh = own[2] - b[2];
            float alpha = Math.Clamp(((or * r) + (og * g) + (oh * h)) / squared, 0f, 1f);
            float dr = or - (alpha * r), dg = og - (alpha * g), dh = oh - (alpha * h);
            return (alpha, MathF.Sqrt((dr * dr) + (dg * dg) + (dh * dh)) + (200f / MathF.Sqrt(squared)));
        }
    }
}
