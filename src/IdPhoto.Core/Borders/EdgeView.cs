using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Borders;

/// <summary>A picture as seen from one of its edges: how far along that edge, and how deep below it.</summary>
/// <param name="picture">The picture.</param>
/// <param name="edge">The edge.</param>
internal readonly struct EdgeView(Picture picture, Edge edge)
{
    /// <summary>Pixels along the edge.</summary>
    public int Length => edge is Edge.Top or Edge.Bottom ? picture.Width : picture.Height;

    /// <summary>Pixels from this edge to the opposite one.</summary>
    public int Depth => edge is Edge.Top or Edge.Bottom ? picture.Height : picture.Width;

    /// <summary>Largest difference of a pixel from a colour, of its three channels, 0..255.</summary>
    /// <param name="along">0..<see cref="Length"/> - 1, from the left or from the top.</param>
    /// <param name="deep">0..<see cref="Depth"/> - 1, from the edge.</param>
    /// <param name="colour">The colour.</param>
    public int Difference(int along, int deep, Colour colour)
    {
        int at = At(along, deep);
        byte[] rgb = picture.Rgb;
        return new Colour(rgb[at], rgb[at + 1], rgb[at + 2]).DifferenceTo(colour);
    }

    /// <summary>Share of the outermost row that looks like a colour, 0..1.</summary>
    public double ShareOf(Colour colour)
    {
        int alike = 0;
        for (int along = 0; along < Length; along++)
            alike += Difference(along, 0, colour) <= BorderLimits.Alike ? 1 : 0;
        return (double)alike / Length;
    }

    /// <summary>The median of each channel along the outermost rows.</summary>
    /// <param name="rows">How many rows.</param>
    public Colour Median(int rows)
    {
        int[][] counts = [new int[256], new int[256], new int[256]];
        for (int deep = 0; deep < rows; deep++)
            for (int along = 0; along < Length; along++)
                for (int c = 0, at = At(along, deep); c < 3; c++)
                    counts[c][picture.Rgb[at + c]]++;
        int half = rows * Length / 2;
        return new Colour(Middle(counts[0], half), Middle(counts[1], half), Middle(counts[2], half));
    }

    private static byte Middle(int[] counts, int half)
    {
        int value = 0;
        for (int below = counts[0]; below <= half && value < 255; below += counts[value])
            value++;
        return (byte)value;
    }

    private int At(int along, int deep) => 3 * (edge switch
    {
        Edge.Top => (deep * picture.Width) + along,
        Edge.Bottom => ((picture.Height - 1 - deep) * picture.Width) + along,
        Edge.Left => (along * picture.Width) + deep,
        _ => (along * picture.Width) + picture.Width - 1 - deep,
    });
}
