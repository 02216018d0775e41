using IdPhoto.Framing;
using IdPhoto.Pictures;

namespace IdPhoto.Composing;

/// <summary>The part of a picture in which the person is cut out, and how finely: as one page needs it, or several that lie level with each other.</summary>
/// <param name="ToSource">From its pixels to those of the picture.</param>
/// <param name="Size">Columns and rows.</param>
internal sealed record CutoutFrame(AffineMap ToSource, PixelSize Size)
{
    /// <summary>The matte is solved at this many times the page's resolution, as far as the source goes.</summary>
    private const double Oversampling = 1.6;

    /// <summary>The longest side at which a page's matte is solved.</summary>
    private const int LongestSide = 900;

    /// <summary>Source pixels per pixel.</summary>
    public double Scale => ToSource.ScaleX;

    /// <summary>The frame of one page: its own.</summary>
    public static CutoutFrame Of(Placement page)
    {
        double scale = Math.Min(Math.Max(1, Math.Min(Oversampling, page.Scale)), (double)LongestSide / page.Size.LongSide);
        scale = Math.Max(1, scale);
        PixelSize size = new((int)Math.Round(page.Size.Width * scale), (int)Math.Round(page.Size.Height * scale));
        return new CutoutFrame(AffineMap.FromBox(new Box(0, 0, page.Size.Width, page.Size.Height), size).Then(page.TargetToSource), size);
    }

    /// <summary>A frame around all pages, at least as fine as the finest of them and finer as far as a single page's frame would be.</summary>
    /// <param name="pages">At least one; all turned by the same angle.</param>
    public static CutoutFrame Of(IReadOnlyList<Placement> pages)
    {
        if (pages.Count == 1)
            return Of(pages[0]);
        // Everything is laid out in the first page's pixels, where every page is an upright box.
        AffineMap first = pages[0].TargetToSource;
        Box all = pages.Select(page => BoxIn(first.Inverse(), page)).Aggregate((a, b) => a.Union(b));
        double affordable = Math.Max(all.Width, all.Height) * first.ScaleX / LongestSide;
        double scale = Math.Min(Math.Max(affordable, pages.Min(page => Of(page).Scale)), pages.Min(page => page.Scale));
        double shrink = first.ScaleX / scale;
        PixelSize size = new((int)Math.Ceiling(all.Width * shrink), (int)Math.Ceiling(all.Height * shrink));
        return new CutoutFrame(new AffineMap(1 / shrink, 0, all.X, 0, 1 / shrink, all.Y).Then(first), size);
    }

    private static Box BoxIn(AffineMap toFirst, Placement page)
    {
        Point corner = toFirst.Apply(page.TargetToSource.Apply(new Point(0, 0)));
        Point opposite = toFirst.Apply(page.TargetToSource.Apply(new Point(page.Size.Width, page.Size.Height)));
        return new Box(corner.X, corner.Y, opposite.X - corner.X, opposite.Y - corner.Y);
    }
}
