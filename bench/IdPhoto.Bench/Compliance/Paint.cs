using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Compliance;

/// <summary>Things painted over a face.</summary>
internal static class Paint
{
    public static Picture Disc(Picture picture, Point[] centres, double radius, (byte R, byte G, byte B) colour, double opacity)
        => Over(picture, at => opacity * centres.Max(centre => Math.Clamp(radius + 0.5 - at.DistanceTo(centre), 0, 1)), colour);

    public static Picture Polygon(Picture picture, int[] corners, FaceMesh mesh, (byte R, byte G, byte B) colour)
    {
        Point[] outline = [.. corners.Select(i => mesh.Points[i])];
        return Over(picture, at => IdPhoto.Pictures.Polygon.Contains(outline, at) ? 1 : 0, colour);
    }

    /// <summary>Two lenses and a bridge.</summary>
    public static Picture Lenses(Picture picture, FaceMesh mesh, (byte R, byte G, byte B) colour)
    {
        double d = mesh.LeftEye.DistanceTo(mesh.RightEye);
        Point along = (mesh.LeftEye - mesh.RightEye) * (1 / d);
        double Inside(Point at, Point eye)
        {
            Point from = at - eye;
            double x = ((from.X * along.X) + (from.Y * along.Y)) / (0.4 * d), y = ((from.Y * along.X) - (from.X * along.Y) - (0.06 * d)) / (0.3 * d);
            return Math.Pow(Math.Abs(x), 3) + Math.Pow(Math.Abs(y), 3) < 1 ? 1 : 0;
        }
        double Bridge(Point at)
        {
            Point from = at - mesh.EyeMidpoint;
            double x = (from.X * along.X) + (from.Y * along.Y), y = (from.Y * along.X) - (from.X * along.Y);
            return Math.Abs(x) < 0.2 * d && Math.Abs(y) < 0.04 * d ? 1 : 0;
        }
        return Over(picture, at => Math.Max(Bridge(at), Math.Max(Inside(at, mesh.LeftEye), Inside(at, mesh.RightEye))), colour);
    }

    private static Picture Over(Picture picture, Func<Point, double> cover, (byte R, byte G, byte B) colour)
    {
        byte[] rgb = picture.Rgb.AsSpan(0, (int)picture.Size.Area * 3).ToArray();
        Parallel.For(0, picture.Height, y =>
        {
            for (int x = 0; x < picture.Width; x++)
            {
                double share = cover(new Point(x + 0.5, y + 0.5));
                if (share <= 0)
                    continue;
                int i = 3 * ((y * picture.Width) + x);
                (rgb[i], rgb[i + 1], rgb[i + 2]) = (Mix(rgb[i], colour.R, share), Mix(rgb[i + 1], colour.G, share), Mix(rgb[i + 2], colour.B, share));
            }
        });
        return new Picture(picture.Size, rgb);
    }

    private static byte Mix(byte under, byte over, double share) => (byte)(under + ((over - under) * share) + 0.5);
}
