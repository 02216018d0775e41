using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Heads;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Words;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>The page's frame, the allowed bands and the head's lines, along the axes of the page.</summary>
internal static class OverlayLines
{
    private const float Letters = 24;

    public static void Draw(SKCanvas canvas, ComplianceReport report, ComplianceMarks marks, Sentences words, float scale)
    {
        Func<Point, SKPoint> toCanvas = page => OnCanvas(marks.PageToPicture.Apply(page), scale);
        if (report.Kind == PhotoKind.Capture)
            DimOutside(canvas, marks, scale);
        foreach (AllowedBand band in marks.Bands)
            Band(canvas, band, marks.PageSize, toCanvas);
        Lines(canvas, report, marks, words, toCanvas);
        OverlayPlaces.Draw(canvas, report, marks, words, scale);
    }

    private static SKPoint OnCanvas(Point picture, float scale) => new((float)picture.X * scale, (float)picture.Y * scale);

    private static SKPath Polygon(SKPoint[] corners)
    {
        using SKPathBuilder path = new();
        path.AddPoly(corners);
        return path.Detach();
    }

    private static void DimOutside(SKCanvas canvas, ComplianceMarks marks, float scale)
    {
        using SKPath page = Polygon([.. marks.Page.Select(corner => OnCanvas(corner, scale))]);
        (float right, float bottom) = (marks.Picture.Width * scale, marks.Picture.Height * scale);
        using SKPath outside = Polygon([new(0, 0), new(right, 0), new(right, bottom), new(0, bottom)]);
        using SKPath rest = outside.Op(page, SKPathOp.Difference);
        using SKPaint dim = new() { Color = new SKColor(0, 0, 0, 130) };
        canvas.DrawPath(rest, dim);
        for (int i = 0; i < 4; i++)
            OverlayInk.Line(canvas, OnCanvas(marks.Page[i], scale), OnCanvas(marks.Page[(i + 1) % 4], scale), SKColors.White, 2);
    }

    private static void Band(SKCanvas canvas, AllowedBand band, PixelSize page, Func<Point, SKPoint> toCanvas)
    {
        // Each rule has a column of its own at the sides, so that bands do not lie on each other.
        (double from, double to) = band.Code switch
        {
            ComplianceRules.HeadHeight => (0.0, 0.05),
            ComplianceRules.EyeLine => (0.95, 1.0),
            ComplianceRules.TopMargin => (0.06, 0.11),
            _ => (0.89, 0.94),
        };
        double left = from * page.Width, right = to * page.Width;
        using SKPath area = Polygon([toCanvas(new(left, band.Top)), toCanvas(new(right, band.Top)), toCanvas(new(right, band.Bottom)), toCanvas(new(left, band.Bottom))]);
        using SKPaint fill = new() { Color = OverlayInk.Of(Verdict.Pass).WithAlpha(150), IsAntialias = true };
        using SKPaint rim = new() { Color = new SKColor(0, 0, 0, 200), Style = SKPaintStyle.Stroke, StrokeWidth = 2, IsAntialias = true };
        canvas.DrawPath(area, fill);
        canvas.DrawPath(area, rim);
    }

    private static void Lines(SKCanvas canvas, ComplianceReport report, ComplianceMarks marks, Sentences words, Func<Point, SKPoint> toCanvas)
    {
        HeadMeasure head = marks.Head.Mapped(marks.PageToPicture.Inverse());
        PixelSize page = marks.PageSize;
        Verdict? height = report.Of(ComplianceRules.HeadHeight)?.Verdict, eyes = report.Of(ComplianceRules.EyeLine)?.Verdict;
        bool crown = report.Spec.Head.Top == HeadTop.Crown;
        Across(canvas, head.Crown.Y, page, toCanvas, crown ? height : null, words.Say(Message.Of("drawing.crown", ("uncertainty", Length(report, 2 * head.CrownUncertainty, page)))), dashed: !crown, above: true);
        if (Math.Abs(head.Crown.Y - head.HeadTop.Y) > 0.01 * page.Height)
            Across(canvas, head.HeadTop.Y, page, toCanvas, crown ? null : height, words.Say(Message.Of("drawing.hair")), dashed: crown, above: true, right: true);
        Across(canvas, head.EyeMidpoint.Y, page, toCanvas, eyes, words.Say(Message.Of("drawing.eyes")), dashed: false, above: true);
        Across(canvas, head.Chin.Y, page, toCanvas, height, words.Say(HeadText(report)), dashed: false, above: false);
        Verdict? centring = report.Of(ComplianceRules.Centring)?.Verdict;
        double midline = head.EyeMidpoint.MidpointTo(head.Chin).X;
        OverlayInk.Line(canvas, toCanvas(new(page.Width / 2.0, 0)), toCanvas(new(page.Width / 2.0, page.Height)), SKColors.White.WithAlpha(200), 2, [10, 10]);
        OverlayInk.Line(canvas, toCanvas(new(midline, head.Crown.Y)), toCanvas(new(midline, head.Chin.Y)), OverlayInk.Of(centring), 3);
    }

    private static void Across(SKCanvas canvas, double y, PixelSize page, Func<Point, SKPoint> toCanvas, Verdict? verdict, string label, bool dashed, bool above, bool right = false)
    {
        SKPoint from = toCanvas(new(0, y)), to = toCanvas(new(page.Width, y));
        OverlayInk.Line(canvas, from, to, OverlayInk.Of(verdict), 3, dashed ? [12, 8] : null);
        SKPoint at = toCanvas(new((right ? 0.87 : 0.13) * page.Width, y));
        // Not beyond the picture's upper edge.
        bool fits = at.Y > Letters + 8;
        OverlayInk.Words(canvas, label, at.X, at.Y + (above && fits ? -8 : Letters), Letters, SKColors.White, right);
    }

    private static Message HeadText(ComplianceReport report)
    {
        if (report.Of(ComplianceRules.HeadHeight) is not { Value: double value } finding)
            return Message.Of("drawing.chin");
        Argument head = InUnit(value, finding.Unit);
        return (finding.Min, finding.Max) switch
        {
            (double min, double max) => Message.Of("drawing.chin.range", ("head", head), ("min", Argument.Number(min, 1)), ("max", InUnit(max, finding.Unit))),
            (double min, null) => Message.Of("drawing.chin.at-least", ("head", head), ("min", InUnit(min, finding.Unit))),
            (null, double max) => Message.Of("drawing.chin.at-most", ("head", head), ("max", InUnit(max, finding.Unit))),
            _ => Message.Of("drawing.chin.head", ("head", head)),
        };
    }

    private static Argument InUnit(double value, string unit) => Argument.Quantity(value, unit == "%" ? Units.Percent : Units.Millimetres, 1);

    private static Argument Length(ComplianceReport report, double pixels, PixelSize page) => report.Spec.Print is { } print
        ? Argument.Quantity(pixels / page.Height * print.HeightMm, Units.Millimetres, 1)
        : Argument.Quantity(100 * pixels / page.Height, Units.Percent, 1);
}
