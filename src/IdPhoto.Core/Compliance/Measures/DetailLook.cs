using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Compliance.Measures;

/// <summary>How sharp the face is, and whether compression shows.</summary>
/// <param name="EdgeWidth">Width of the sharpest edges of eyes, brows and mouth (10 to 90 per cent) in the worse direction, in inter-eye distances.</param>
/// <param name="EdgePixels">The same in the file's own pixels, or in those of the finest print that is useful where the file has more.</param>
/// <param name="Blocks">Steps at the borders of 8 x 8 blocks beyond those elsewhere, in 8-bit levels of the file's own pixels: about 0 without visible compression, NaN where they were not looked for.</param>
/// <param name="SavedAt">The JPEG quality that the picture was once saved at, as its coefficients show; NaN where they show none.</param>
internal sealed record DetailLook(double EdgeWidth, double EdgePixels, double Blocks, double SavedAt = double.NaN)
{
    /// <summary>Finer than this, nothing on a document's photo can show: 300 dpi print 35 mm wide has 120 pixels between the eyes.</summary>
    private const double MostDistance = 240;

    public static DetailLook Of(Portrait portrait, BlockOrigin? grid)
    {
        FaceMesh mesh = portrait.Faces[0].Mesh;
        double distance = Math.Max(1, mesh.LeftEye.DistanceTo(mesh.RightEye));
        double scale = Math.Max(1, distance / MostDistance);
        double d = distance / scale;
        Point eyes = mesh.LeftEye - mesh.RightEye;
        PixelSize size = new((int)(2.0 * d), (int)(1.9 * d));
        Point down = new(-eyes.Y / distance, eyes.X / distance);
        AffineMap map = AffineMap.FromCentre(mesh.EyeMidpoint + (down * (0.5 * distance)), Math.Atan2(eyes.Y, eyes.X), scale, size);
        Picture face = portrait.Pixels.Resample(map, size, ResamplingKernel.CatmullRom);
        float[] light = LabPlanes.Of(face).L;
        double edges = Edges(light, size, d);
        Box around = new(mesh.EyeMidpoint.X - (1.5 * distance), mesh.EyeMidpoint.Y - (1.5 * distance), 3 * distance, 4 * distance);
        double blocks = grid is { } first ? BlockGrid.Strength(portrait.Pixels, around, first) : double.NaN;
        return new DetailLook(edges / d, edges, blocks, grid is { } origin ? Requantisation.Quality(portrait.Pixels, around, origin) : double.NaN);
    }

    // Per strong local maximum of the gradient: the height of the edge over its steepest slope is its width.
    private static double Edges(float[] light, PixelSize size, double d)
    {
        int reach = Math.Max(3, (int)(0.12 * d));
        List<double> across = [], down = [];
        for (int y = 1; y < size.Height - 1; y++)
            for (int x = reach; x < size.Width - reach; x++)
                AddEdge(across, light, (y * size.Width) + x, 1, reach);
        for (int y = reach; y < size.Height - reach; y++)
            for (int x = 1; x < size.Width - 1; x++)
                AddEdge(down, light, (y * size.Width) + x, size.Width, reach);
        // A shaken photo is sharp in one direction.
        int wanted = (int)Math.Max(12, 0.5 * d);
        return Math.Max(Sharpest(across, wanted), Sharpest(down, wanted));
    }

    // As many as the eyes and brows of a sharp face have; soft shading has more and wider ones.
    private static double Sharpest(List<double> widths, int wanted)
    {
        widths.Sort();
        return widths.Count < 12 ? double.NaN : widths[Math.Min(wanted, widths.Count - 1)];
    }

    private static void AddEdge(List<double> widths, float[] light, int i, int step, int reach)
    {
        float slope = light[i + step] - light[i - step];
        float size = Math.Abs(slope);
        if (size < 1.5 || size < Math.Abs(light[i + (2 * step)] - light[i]) || size <= Math.Abs(light[i] - light[i - (2 * step)]))
            return;
        // Walks to where the slope ends on both sides.
        float sign = Math.Sign(slope);
        int up = 0, down = 0;
        while (up < reach && sign * (light[i + ((up + 1) * step)] - light[i + (up * step)]) > 0.2f)
            up++;
        while (down < reach && sign * (light[i - (down * step)] - light[i - ((down + 1) * step)]) > 0.2f)
            down++;
        float height = sign * (light[i + (up * step)] - light[i - (down * step)]);
        if (height > 18)
            widths.Add(0.8 * height / (size / 2));
    }
}
