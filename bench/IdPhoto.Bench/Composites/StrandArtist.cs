using IdPhoto.Matting;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Composites;

/// <summary>Gives a subject an outline whose alpha owes nothing to any matting: drawn far inside, then grown with hair.</summary>
/// <remarks>
/// The body is a level set of the distance to everything that is not surely the person; strands are curves of known
/// width. Both are drawn on a grid of 4 x 4 cells a pixel, and alpha is the share of cells that are covered.
/// </remarks>
internal static class StrandArtist
{
    /// <summary>Cells per pixel and axis.</summary>
    private const int Cells = 4;

    /// <summary>The new outline lies this many pixels inside the old one.</summary>
    private const float Inset = 7;

    private const float SurelyPerson = 0.95f;

    /// <summary>Redraws the subject's outline.</summary>
    public static Subject Redraw(Subject subject, Random random)
    {
        Plane depth = Depth(subject);
        uint[] cells = new uint[subject.Size.Area * Cells * Cells];
        DrawBody(subject, depth, cells);
        Hairdresser hair = new(subject, depth, cells, random);
        hair.Grow();
        return subject with { Cutout = Counted(subject.Size, cells) };
    }

    /// <summary>A colour as a covered cell; 0 is an empty one.</summary>
    private static uint Pack(ReadOnlySpan<byte> rgb, double light) => 0xff000000
        | (uint)Math.Clamp(rgb[0] * light, 0, 255) << 16 | (uint)Math.Clamp(rgb[1] * light, 0, 255) << 8 | (uint)Math.Clamp(rgb[2] * light, 0, 255);

    // Only the largest part: islands that an earlier matte left must not come back as truth.
    private static Plane Depth(Subject subject)
    {
        bool[] sure = [.. subject.Cutout.Alpha.Values.Select(alpha => alpha >= SurelyPerson)];
        ConnectedComponents parts = ConnectedComponents.Of(subject.Size, sure);
        int largest = Enumerable.Range(1, parts.Count).MaxBy(k => parts.Areas[k]);
        bool[] outside = [.. parts.Labels.Select(label => label != largest)];
        return new Plane(subject.Size, DistanceTransform.To(subject.Size, outside));
    }

    private static void DrawBody(Subject subject, Plane depth, uint[] cells)
    {
        PixelSize size = subject.Size;
        Parallel.For(0, size.Height * Cells, row =>
        {
            for (int column = 0; column < size.Width * Cells; column++)
            {
                if (depth.Sample((column + 0.5) / Cells, (row + 0.5) / Cells) < Inset)
                    continue;
                int pixel = ((row / Cells) * size.Width) + (column / Cells);
                cells[((long)row * size.Width * Cells) + column] = Pack(subject.Cutout.Foreground.Rgb.AsSpan(3 * pixel, 3), 1);
            }
        });
    }

    private static Cutout Counted(PixelSize size, uint[] cells)
    {
        Plane alpha = new(size);
        byte[] rgb = new byte[size.Area * 3];
        Parallel.For(0, size.Height, y =>
        {
            for (int x = 0; x < size.Width; x++)
            {
                (uint r, uint g, uint b, uint count) = (0, 0, 0, 0);
                for (int k = 0; k < Cells * Cells; k++)
                {
                    uint cell = cells[((((long)y * Cells) + (k / Cells)) * size.Width * Cells) + (x * Cells) + (k % Cells)];
                    (r, g, b) = (r + ((cell >> 16) & 255), g + ((cell >> 8) & 255), b + (cell & 255));
                    count += cell >> 24 & 1;
                }
                int i = (y * size.Width) + x;
                alpha.Values[i] = (float)count / (Cells * Cells);
                if (count > 0)
                    (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = ((byte)(r / count), (byte)(g / count), (byte)(b / count));
            }
        });
        return new Cutout(new Picture(size, rgb), alpha);
    }

    /// <summary>Grows strands out of the outline wherever the person network sees hair.</summary>
    private sealed class Hairdresser(Subject subject, Plane depth, uint[] cells, Random random)
    {
        private const float Hairy = 0.4f;

        /// <summary>Strands begin this many pixels inside, so that none floats.</summary>
        private const double Root = 8;

        public void Grow()
        {
            for (int y = 2; y < depth.Height - 2; y++)
                for (int x = 2; x < depth.Width - 2; x++)
                    if (depth[x, y] is >= Inset and < Inset + 1.5f && subject.Hair[x, y] > Hairy)
                        GrowAt(x, y);
        }

        private void GrowAt(int x, int y)
        {
            Point outward = new(depth[x - 2, y] - depth[x + 2, y], depth[x, y - 2] - depth[x, y + 2]);
            if (outward.Length < 0.1)
                return;
            outward *= 1 / outward.Length;
            Point start = new Point(x + random.NextDouble(), y + random.NextDouble()) - (outward * Root);
            Draw(start, Turned(outward, Combed(x, y) + ((random.NextDouble() - 0.5) * 0.9)), Length());
        }

        // Neighbours lie alike: a slow wave around the head, not chance alone, turns them.
        private static double Combed(int x, int y) => 0.9 * Math.Sin((x * 0.05) + (y * 0.031));

        // Mostly short, few long.
        private double Length() => Root + Math.Min(95, 5 / Math.Max(0.05, random.NextDouble()));

        private void Draw(Point at, Point direction, double length)
        {
            uint colour = Colour(at);
            double bend = (random.NextDouble() - 0.5) * 0.03;
            double width = 0.7 + (1.3 * random.NextDouble());
            double step = 0.5 / Cells;
            for (double walked = 0; walked < length; walked += step)
            {
                Stamp(at, width * (1 - (0.75 * walked / length)) / 2, colour);
                direction = Turned(direction, bend * step);
                // Hair falls: a pull downwards that grows with length.
                direction += new Point(0, 0.012 * step * walked / length);
                direction *= 1 / direction.Length;
                at += direction * step;
            }
        }

        private uint Colour(Point root)
        {
            int x = Math.Clamp((int)root.X, 0, subject.Size.Width - 1);
            int y = Math.Clamp((int)root.Y, 0, subject.Size.Height - 1);
            return Pack(subject.Cutout.Foreground.Row(y).Slice(3 * x, 3), 0.85 + (0.3 * random.NextDouble()));
        }

        private void Stamp(Point at, double radius, uint colour)
        {
            double reach = radius * Cells;
            (double cx, double cy) = ((at.X * Cells) - 0.5, (at.Y * Cells) - 0.5);
            for (int y = (int)Math.Ceiling(cy - reach); y <= cy + reach; y++)
                for (int x = (int)Math.Ceiling(cx - reach); x <= cx + reach; x++)
                {
                    bool inside = x >= 0 && y >= 0 && x < subject.Size.Width * Cells && y < subject.Size.Height * Cells;
                    if (inside && ((x - cx) * (x - cx)) + ((y - cy) * (y - cy)) <= reach * reach)
                        cells[((long)y * subject.Size.Width * Cells) + x] = colour;
                }
        }

        private static Point Turned(Point direction, double angle)
            => new((direction.X * Math.Cos(angle)) - (direction.Y * Math.Sin(angle)), (direction.X * Math.Sin(angle)) + (direction.Y * Math.Cos(angle)));
    }
}
