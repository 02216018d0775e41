using IdPhoto.Pictures;

namespace IdPhoto.Faces;

/// <summary>What MediaPipe's detectors have in common (Liu et al. 2016, SSD): anchors in the middles of the cells of some grids, and a window that may reach beyond the picture.</summary>
internal static class AnchorGrid
{
    /// <summary>The anchors, each coordinate in 0..1, in the order of the network's outputs.</summary>
    public static Point[] Points(IEnumerable<(int Cells, int PerCell)> layers)
        => [.. layers.SelectMany(layer => Points(layer.Cells, layer.PerCell))];

    /// <summary>Beyond the picture the networks were trained on black; repeated edge pixels would grow phantoms.</summary>
    /// <param name="input">Rows of RGB, <paramref name="edge"/> pixels wide and high.</param>
    /// <param name="edge">Its side.</param>
    /// <param name="picture">The picture that it was taken from.</param>
    /// <param name="map">From the input to the picture.</param>
    /// <param name="black">The value of black.</param>
    public static void Blacken(float[] input, int edge, PixelSize picture, AffineMap map, float black)
    {
        for (int y = 0; y < edge; y++)
            for (int x = 0; x < edge; x++)
            {
                Point at = map.Apply(new Point(x + 0.5, y + 0.5));
                if (at.X < 0 || at.Y < 0 || at.X >= picture.Width || at.Y >= picture.Height)
                    input.AsSpan(((y * edge) + x) * 3, 3).Fill(black);
            }
    }

    private static IEnumerable<Point> Points(int cells, int perCell)
    {
        for (int y = 0; y < cells; y++)
            for (int x = 0; x < cells; x++)
                for (int i = 0; i < perCell; i++)
                    yield return new Point((x + 0.5) / cells, (y + 0.5) / cells);
    }
}
