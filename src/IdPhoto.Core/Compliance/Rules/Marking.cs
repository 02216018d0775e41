using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Rules;

/// <summary>Where on the picture the measured lines and the failed rules lie.</summary>
internal static class Marking
{
    /// <summary>Mouth below the eyes, in distances from eyes to chin (canonical face).</summary>
    private const double MouthDown = 0.573;

    public static ComplianceMarks Of(RuleContext e)
    {
        PixelSize page = e.Page.Size;
        Point[] corners = [new(0, 0), new(page.Width, 0), new(page.Width, page.Height), new(0, page.Height)];
        return new ComplianceMarks(e.Portrait.Pixels.Size, e.Head, [.. corners.Select(e.PageToPicture.Apply)], e.PageToPicture, page, Bands(e), Places(e));
    }

    private static List<AllowedBand> Bands(RuleContext e)
    {
        PageGeometry page = e.Page;
        List<AllowedBand> bands = [];
        double height = page.Size.Height;
        if (page.EyesFromBottom is PixelRange eyes)
            bands.Add(new AllowedBand(ComplianceRules.EyeLine, height - Math.Min(eyes.Max, height), height - eyes.Min));
        if (page.TopMargin is PixelRange top)
            bands.Add(new AllowedBand(ComplianceRules.TopMargin, top.Min, Math.Min(top.Max, height)));
        if (page.ChinMargin is PixelRange chin)
            bands.Add(new AllowedBand(ComplianceRules.ChinMargin, height - Math.Min(chin.Max, height), height - chin.Min));
        // The head's height is a band for its top, measured from the chin that is there.
        double below = e.HeadOnPage.Chin.Y;
        bands.Add(new AllowedBand(ComplianceRules.HeadHeight, Math.Max(0, below - page.Head.Max), below - page.Head.Min));
        return bands;
    }

    private static List<MarkedPlace> Places(RuleContext e)
    {
        double d = e.Head.InterEyeDistance;
        Point down = (e.Head.Chin - e.Head.EyeMidpoint) * MouthDown;
        Point face = e.Head.EyeMidpoint.MidpointTo(e.Head.Chin), cap = e.Head.EyeMidpoint + ((e.Head.HeadTop - e.Head.EyeMidpoint) * 0.75);
        List<MarkedPlace> places =
        [
            new(MarkedPart.Eyes, e.Head.LeftEye, 0.36 * d, 0.24 * d), new(MarkedPart.Eyes, e.Head.RightEye, 0.36 * d, 0.24 * d),
            new(MarkedPart.Mouth, e.Head.EyeMidpoint + down, 0.52 * d, 0.3 * d), new(MarkedPart.Face, face, 1.2 * d, 1.5 * d), new(MarkedPart.HeadTop, cap, 1.3 * d, 0.6 * d),
        ];
        foreach (FoundFace other in e.Portrait.Faces.Skip(1))
        {
            Box box = other.Mesh.Bounds;
            places.Add(new MarkedPlace(MarkedPart.OtherFace, box.Centre, 0.6 * box.Width, 0.6 * box.Height));
        }
        return places;
    }
}
