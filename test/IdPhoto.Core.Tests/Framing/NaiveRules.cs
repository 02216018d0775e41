using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.Tests.Framing;

/// <summary>The slow twin: moves the head onto the page and measures there, and tries placements on a grid.</summary>
internal static class NaiveRules
{
    /// <summary>By how many pixels the worst document rule or picture edge is missed; 0 when all hold.</summary>
    public static double Violation(Subject subject, AffineMap map)
        => Math.Max(PageViolation(subject, map), PictureViolation(subject, map));

    /// <summary>By how many output pixels the worst document rule is missed.</summary>
    public static double PageViolation(Subject subject, AffineMap map)
    {
        PageGeometry page = subject.Page;
        AffineMap toPage = map.Inverse();
        Point eyes = toPage.Apply(subject.Head.EyeMidpoint);
        Point chin = toPage.Apply(subject.Head.Chin);
        double off = Math.Abs(((eyes.X + chin.X) / 2) - (page.Size.Width / 2.0));
        double worst = Missed(Top(subject.Head, page.HeadTop, toPage).DistanceTo(chin), page.Head);
        worst = Math.Max(worst, Missed(page.Size.Height - eyes.Y, page.EyesFromBottom));
        worst = Math.Max(worst, Missed(Top(subject.Head, page.TopMarginFrom, toPage).Y, page.TopMargin));
        worst = Math.Max(worst, Missed(page.Size.Height - chin.Y, page.ChinMargin));
        worst = Math.Max(worst, page.TopMargin is null ? -toPage.Apply(subject.Head.Crown).Y : 0);
        worst = Math.Max(worst, page.ChinMargin is null ? chin.Y - page.Size.Height : 0);
        worst = Math.Max(worst, off - (page.CentringTolerance * page.Size.Width));
        return Math.Max(worst, (1 / map.ScaleX) - 3);
    }

    /// <summary>By how many output pixels the eyes miss ICAO's box where the document is silent: no rule of the document's, but a picture must have room for it.</summary>
    public static double BoxViolation(Subject subject, AffineMap map)
    {
        PageGeometry page = subject.Page;
        bool silent = page is { EyesFromBottom: null, TopMargin: null, ChinMargin: null };
        return silent ? Missed(map.Inverse().Apply(subject.Head.EyeMidpoint).Y, new PixelRange(0.3 * page.Size.Height, 0.5 * page.Size.Height, 0)) : 0;
    }

    /// <summary>By how many source pixels the page leaves the picture where it may not.</summary>
    public static double PictureViolation(Subject subject, AffineMap map)
    {
        double worst = 0;
        PixelSize size = subject.Page.Size;
        foreach (Point corner in (Point[])[new(0, 0), new(size.Width, 0), new(0, size.Height), new(size.Width, size.Height)])
        {
            Point at = map.Apply(corner);
            worst = Math.Max(worst, at.Y - subject.Picture.Height);
            worst = Math.Max(worst, subject.Options.MayExceedTop ? 0 : -at.Y);
            worst = Math.Max(worst, subject.Options.MayExceedLeft ? 0 : -at.X);
            worst = Math.Max(worst, subject.Options.MayExceedRight ? 0 : at.X - subject.Picture.Width);
        }
        return worst;
    }

    /// <summary>Whether any placement of a grid keeps every rule.</summary>
    public static bool GridFinds(Subject subject)
    {
        double degrees = subject.Head.EyeAngle * 180 / Math.PI;
        double angle = subject.Options.Level && Math.Abs(degrees) >= 0.3 ? subject.Head.EyeAngle : 0;
        PageGeometry page = subject.Page;
        double height = page.HeadTop == HeadTop.Crown ? subject.Head.CrownHeight : subject.Head.HairHeight;
        for (int i = 0; i <= 10; i++)
            for (int j = 1; j < 60; j++)
                for (int k = -2; k <= 2; k++)
                {
                    double scale = height / (page.Head.Min + (i / 10.0 * (page.Head.Max - page.Head.Min)));
                    double across = 0.5 + (k / 2.0 * page.CentringTolerance);
                    AffineMap map = Put(subject.Head, page.Size, angle, scale, across, j / 60.0);
                    if (Violation(subject, map) <= 0 && BoxViolation(subject, map) <= 0)
                        return true;
                }
        return false;
    }

    // The face's midline goes to a fraction of the width, the eyes to a fraction of the height.
    private static AffineMap Put(HeadMeasure head, PixelSize page, double angle, double scale, double across, double down)
    {
        AffineMap centred = AffineMap.FromCentre(head.EyeMidpoint, angle, scale, page);
        AffineMap toPage = centred.Inverse();
        double midline = (toPage.Apply(head.EyeMidpoint).X + toPage.Apply(head.Chin).X) / 2;
        Point move = new(midline - (across * page.Width), page.Height * (0.5 - down));
        return new AffineMap(1, 0, move.X, 0, 1, move.Y).Then(centred);
    }

    private static Point Top(HeadMeasure head, HeadTop top, AffineMap toPage)
        => toPage.Apply(top == HeadTop.Crown ? head.Crown : head.HeadTop);

    private static double Missed(double value, PixelRange? range)
        => range is PixelRange limits ? Math.Max(0, Math.Max(limits.Min - value, value - limits.Max)) : 0;
}
