using IdPhoto.Documents;

namespace IdPhoto.Borders;

/// <summary>A straight line at which a band of one colour along an edge ends.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="View">The picture from there.</param>
/// <param name="Colour">The band's colour.</param>
/// <param name="Middle">How deep the line lies at the middle of the edge.</param>
/// <param name="Slope">How much deeper per pixel along the edge.</param>
/// <param name="IsStep">Where along the edge the colour ends at the line.</param>
internal sealed record BorderLine(Edge Edge, EdgeView View, Colour Colour, double Middle, double Slope, bool[] IsStep)
{
    /// <summary>How plain the band is: the share of it that looks like its colour, and how far that differs in the mean.</summary>
    public (double Share, double Noise) Plainness { get; } = PlainnessOf(View, Colour, Middle, Slope);

    /// <summary>Whether the line runs along rows or columns, as what is drawn does.</summary>
    public bool IsLevel => Slope == 0;

    /// <summary>How far the line is turned clockwise, as a slope.</summary>
    public double Turn => Edge is Edge.Top or Edge.Right ? Slope : -Slope;

    /// <summary>How deep the line lies at a place along the edge.</summary>
    public double DepthAt(double along) => DepthAt(along, View, Middle, Slope);

    /// <summary>The deepest place of the line between two places, and what the step makes of a pixel there.</summary>
    public int Reach(int from, int to) => (int)Math.Ceiling(Math.Max(DepthAt(from), DepthAt(to))) + 1;

    /// <summary>Share of the edge between two places on which the colour ends at the line.</summary>
    public double Share(int from, int to)
    {
        int steps = 0;
        for (int along = from; along < to; along++)
            steps += IsStep[along] ? 1 : 0;
        return to > from ? (double)steps / (to - from) : 0;
    }

    private static double DepthAt(double along, EdgeView view, double middle, double slope) => middle + (slope * (along - (view.Length / 2.0)));

    private static (double Share, double Noise) PlainnessOf(EdgeView view, Colour colour, double middle, double slope)
    {
        long alike = 0, all = 0, difference = 0;
        for (int along = 0; along < view.Length; along += 2)
        {
            // Compression spreads the step over a few pixels.
            int end = Math.Max(BorderLimits.LeastDepth - 1, (int)DepthAt(along, view, middle, slope) - 4);
            for (int deep = 0; deep < Math.Min(end, view.Depth); deep++, all++)
            {
                int off = view.Difference(along, deep, colour);
                if (off > BorderLimits.Alike)
                    continue;
                alike++;
                difference += off;
            }
        }
        return all == 0 ? (0, 0) : ((double)alike / all, (double)difference / Math.Max(1, alike));
    }
}
