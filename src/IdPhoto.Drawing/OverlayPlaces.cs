using IdPhoto.Compliance;
using IdPhoto.Pictures;
using IdPhoto.Words;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>Rings around the parts of the photo that broken rules are about, each with the rules' names.</summary>
internal static class OverlayPlaces
{
    private const float Letters = 20;

    public static void Draw(SKCanvas canvas, ComplianceReport report, ComplianceMarks marks, Sentences words, float scale)
    {
        foreach (MarkedPart part in Enum.GetValues<MarkedPart>())
        {
            Finding[] wrong = Wrong(report, part);
            MarkedPlace[] places = [.. marks.Places.Where(place => place.Part == part)];
            if (wrong.Length == 0 || places.Length == 0)
                continue;
            SKColor colour = OverlayInk.Of(Worst(wrong));
            foreach (MarkedPlace place in places)
                Ring(canvas, place, scale, colour);
            Names(canvas, wrong, places[0], words, scale);
        }
        OfBackground(canvas, Wrong(report, MarkedPart.Background), marks, words, scale);
    }

    private static Finding[] Wrong(ComplianceReport report, MarkedPart part)
        => [.. report.Findings.Where(finding => finding.Verdict is Verdict.Fail or Verdict.Review && ComplianceRules.Part(finding.Code) == part)];

    private static Verdict Worst(Finding[] findings) => findings.Any(finding => finding.Verdict == Verdict.Fail) ? Verdict.Fail : Verdict.Review;

    private static void Ring(SKCanvas canvas, MarkedPlace place, float scale, SKColor colour)
    {
        using SKPaint rim = new() { Color = new SKColor(0, 0, 0, 190), StrokeWidth = 6, Style = SKPaintStyle.Stroke, IsAntialias = true };
        using SKPaint core = new() { Color = colour, StrokeWidth = 3, Style = SKPaintStyle.Stroke, IsAntialias = true };
        SKPoint centre = new((float)place.Centre.X * scale, (float)place.Centre.Y * scale);
        SKSize radii = new((float)place.RadiusX * scale, (float)place.RadiusY * scale);
        canvas.DrawOval(centre, radii, rim);
        canvas.DrawOval(centre, radii, core);
    }

    // At the right of the ring, one below the other.
    private static void Names(SKCanvas canvas, Finding[] wrong, MarkedPlace place, Sentences words, float scale)
    {
        float x = (float)(place.Centre.X + place.RadiusX) * scale + 8, y = (float)place.Centre.Y * scale;
        foreach ((int line, Finding finding) in wrong.Index())
            OverlayInk.Words(canvas, words.Say(ComplianceRules.Title(finding.Code)), x, y + (line * 1.2f * Letters), Letters, OverlayInk.Of(finding.Verdict));
    }

    private static void OfBackground(SKCanvas canvas, Finding[] wrong, ComplianceMarks marks, Sentences words, float scale)
    {
        // Below the eye line at the left, where no line of the head has its name.
        double eyes = marks.PageToPicture.Inverse().Apply(marks.Head.EyeMidpoint).Y;
        Point corner = marks.PageToPicture.Apply(new Point(0.02 * marks.PageSize.Width, eyes + (0.02 * marks.PageSize.Height)));
        float x = (float)corner.X * scale, y = ((float)corner.Y * scale) + Letters;
        foreach ((int line, Finding finding) in wrong.Index())
            OverlayInk.Words(canvas, words.Say(ComplianceRules.Title(finding.Code)), x, y + (line * 1.2f * Letters), Letters, OverlayInk.Of(finding.Verdict));
    }
}
