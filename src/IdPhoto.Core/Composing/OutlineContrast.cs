using IdPhoto.Colorimetry;
using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Composing;

/// <summary>Whether shoulders stand out against the new background: a white shirt on white has no outline that anybody could check.</summary>
internal static class OutlineContrast
{
    /// <summary>From this share of the outline on, shoulders dissolve.</summary>
    public const double Hidden = 0.3;

    /// <summary>Delta E below which two fields side by side pass for one at a glance.</summary>
    private const double Faint = 10;

    private const float Inside = 0.95f;
    private const float Outside = 0.05f;

    /// <summary>From outline to the colour that is looked at, and across the outline, as a share of the distance from eyes to chin.</summary>
    private const double Reach = 0.05;

    /// <summary>How much of the outline below the chin is hard to see on a background.</summary>
    /// <param name="cutout">The person.</param>
    /// <param name="chin">The lowest point of the chin, in pixels of the cut-out.</param>
    /// <param name="eyesToChin">In pixels of the cut-out.</param>
    /// <param name="toPage">From pixels of the cut-out to those of the page.</param>
    /// <param name="page">The page.</param>
    /// <param name="background">The new background.</param>
    /// <returns>A share, 0..1; 0 where there is hardly any outline.</returns>
    public static double FaintShare(PageCutout cutout, Point chin, double eyesToChin, AffineMap toPage, PixelSize page, Colour background)
    {
        Plane alpha = cutout.Cutout.Alpha;
        int reach = Math.Max(2, (int)Math.Round(Reach * eyesToChin)), total = 0, faint = 0;
        Lab behind = Lab.Of(background);
        for (int y = Math.Max(reach, (int)chin.Y); y < alpha.Height - reach; y++)
            for (int x = reach; x < alpha.Width - reach; x++)
            {
                if (alpha[x, y] < Inside || !IsAtOutline(alpha, x, y, reach) || !IsOn(page, toPage.Apply(new Point(x + 0.5, y + 0.5))))
                    continue;
                total++;
                faint += ColourAt(cutout.Cutout.Foreground, x, y).DifferenceTo(behind) < Faint ? 1 : 0;
            }
        return total < eyesToChin / 2 ? 0 : (double)faint / total;
    }

    private static bool IsOn(PixelSize page, Point at) => at.X >= 0 && at.Y >= 0 && at.X < page.Width && at.Y < page.Height;

    // A little inside, so that what is mixed at the very edge does not count.
    private static bool IsAtOutline(Plane alpha, int x, int y, int reach)
        => alpha[x - reach, y] < Outside || alpha[x + reach, y] < Outside || alpha[x, y - reach] < Outside;

    private static Lab ColourAt(Picture picture, int x, int y)
    {
        ReadOnlySpan<byte> rgb = picture.Row(y).Slice(3 * x, 3);
        return Lab.Of(new Colour(rgb[0], rgb[1], rgb[2]));
    }
}
