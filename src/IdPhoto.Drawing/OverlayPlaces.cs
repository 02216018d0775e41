using IdPhoto.Compliance;
using IdPhoto.Pictures;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>Rings around the parts of the photo that broken rules are about, each with the rules' names.</summary>
internal static class OverlayPlaces
{
    private const float Letters = 20;

    private static readonly (MarkedPart Part, string[] Codes)[] Rules =
    [
        (MarkedPart.Eyes, [ComplianceRules.EyesOpen, ComplianceRules.Gaze, ComplianceRules.RedEye, ComplianceRules.Glasses, ComplianceRules.TintedLenses, ComplianceRules.Glare, ComplianceRules.EyesCovered]),
        (MarkedPart.Mouth, [ComplianceRules.MouthClosed, ComplianceRules.Expression]),
        (MarkedPart.HeadTop, [ComplianceRules.HeadCovering, ComplianceRules.HeadCut]),
        (MarkedPart.Face, [ComplianceRules.FaceCovered, ComplianceRules.EvenLight, ComplianceRules.FaceShadow, ComplianceRules.HotSpots, ComplianceRules.UnderExposure, ComplianceRules.OverExposure, ComplianceRules.Sharpness, ComplianceRules.ColourCast]),
        (MarkedPart.OtherFace, [ComplianceRules.FaceCount]),
    ];

    private static readonly string[] Background =
        [ComplianceRules.BackgroundUniform, ComplianceRules.BackgroundColour, ComplianceRules.BackgroundShadow, ComplianceRules.BackgroundObjects];

    public static void Draw(SKCanvas canvas, ComplianceReport report, ComplianceMarks marks, float scale)
    {
        foreach ((MarkedPart part, string[] codes) in Rules)
        {
            Finding[] wrong = Wrong(report, codes);
            MarkedPlace[] places = [.. marks.Places.Where(place => place.Part == part)];
            if (wrong.Length == 0 || places.Length == 0)
                continue;
            SKColor colour = OverlayInk.Of(Worst(wrong));
            foreach (MarkedPlace place in places)
                Ring(canvas, place, scale, colour);
            Names(canvas, wrong, places[0], scale);
        }
        OfBackground(canvas, Wrong(report, Background), marks, scale);
    }

    private static Finding[] Wrong(ComplianceReport report, string[] codes)
        => [.. codes.Select(report.Of).OfType<Finding>().Where(finding => finding.Verdict is Verdict.Fail or Verdict.Check)];

    private static Verdict Worst(Finding[] findings) => findings.Any(finding => finding.Verdict == Verdict.Fail) ? Verdict.Fail : Verdict.Check;

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
    private static void Names(SKCanvas canvas, Finding[] wrong, MarkedPlace place, float scale)
    {
        float x = (float)(place.Centre.X + place.RadiusX) * scale + 8, y = (float)place.Centre.Y * scale;
        foreach ((int line, Finding finding) in wrong.Index())
            OverlayInk.Words(canvas, finding.Code, x, y + (line * 1.2f * Letters), Letters, OverlayInk.Of(finding.Verdict));
    }

    private static void OfBackground(SKCanvas canvas, Finding[] wrong, ComplianceMarks marks, float scale)
    {
        // Below the eye line at the left, where no line of the head has its name.
        double eyes = marks.PageToPicture.Inverse().Apply(marks.Head.EyeMidpoint).Y;
        Point corner = marks.PageToPicture.Apply(new Point(0.02 * marks.PageSize.Width, eyes + (0.02 * marks.PageSize.Height)));
        float x = (float)corner.X * scale, y = ((float)corner.Y * scale) + Letters;
        foreach ((int line, Finding finding) in wrong.Index())
            OverlayInk.Words(canvas, finding.Code, x, y + (line * 1.2f * Letters), Letters, OverlayInk.Of(finding.Verdict));
    }
}
