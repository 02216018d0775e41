using IdPhoto.Compliance.View;
using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Rules;

/// <summary>All of the head is in the photo.</summary>
internal static class HeadCutRule
{
    private static readonly Scale Side = new("%", Bound.AtMost, Limit.Calibrated(0.12, "ICAO Doc 9303-3, 3.9.1")) { Factor = 100, Reason = "bases.head-cut-off.side", FailsTogether = true };

    /// <summary>Of the distance from eyes to chin: as much more of the picture shows that its edge cuts nothing.</summary>
    private const double Room = 0.25;

    public static Rule Declaration { get; } = new(ComplianceRules.HeadCut, RuleGroup.Pose, Read)
    {
        Scales = [Side],
        Part = MarkedPart.HeadTop,
    };

    private static Reading Read(RuleContext c) => Judged(
        topCut: c.Head.HeadTopCut, topPlainly: c.Head.HeadTopCut && AtEdge(c), AtSides(c, Tissue.FaceSkin), AtSides(c, Tissue.Hair), FaceBeyond(c), BeyondPage(c));

    /// <summary>What follows from what lies at the edges.</summary>
    /// <param name="topCut">The picture's upper edge meets head or hair.</param>
    /// <param name="topPlainly">It does so plainly and over some width.</param>
    /// <param name="skin">Share of a side of the page, between the top of the head and the mouth, that is skin of the face.</param>
    /// <param name="hair">The same of hair.</param>
    /// <param name="faceBeyond">Chin or cheek lie beyond the picture.</param>
    /// <param name="cropped">The photo that is to be cut from the picture leaves the top of the hair out.</param>
    internal static Reading Judged(bool topCut, bool topPlainly, double skin, double hair, bool faceBeyond, bool cropped = false)
    {
        bool skinCut = Side.Of(skin) != Verdict.Pass, hairCut = Side.Of(hair) != Verdict.Pass;
        (Verdict verdict, string? variation) = (topPlainly, skinCut, hairCut, topCut, faceBeyond) switch
        {
            (true, _, _, _, _) => (Verdict.Fail, "top"),
            _ when cropped => (Verdict.Fail, "crop"),
            (_, true, _, _, _) => (Verdict.Fail, "side"),
            (_, _, true, _, _) => (Verdict.Review, "hair"),
            (_, _, _, true, _) => (Verdict.Review, "top"),
            (_, _, _, _, true) => (Verdict.Review, "face"),
            _ => (Verdict.Pass, (string?)null),
        };
        return Reading.Seen(verdict) with { Basis = Basis.Icao("bases.head-cut-off", "ICAO Doc 9303-3, 3.9.1"), Variation = variation };
    }

    // The finished photo fails for it: the picture that it is to be cut from must say so before.
    private static bool BeyondPage(RuleContext c) => !c.Finished && c.HeadOnPage.HeadTop.Y < 0;

    // How much of the photo's side between the top of the head and the mouth is skin or hair.
    private static double AtSides(RuleContext c, Tissue tissue)
    {
        const int Steps = 40;
        AffineMap toView = c.PageToPicture.Then(c.View.ToPicture.Inverse());
        HeadMeasure head = c.HeadOnPage;
        double mouth = head.EyeMidpoint.Y + (0.57 * (head.Chin.Y - head.EyeMidpoint.Y)), edge = 0.01 * c.Page.Size.Width;
        double Share(double x) => Enumerable.Range(0, Steps)
            .Count(i => Shows(c.View, toView.Apply(new Point(x, head.HeadTop.Y + ((mouth - head.HeadTop.Y) * (i + 0.5) / Steps))), tissue)) / (double)Steps;
        double Counted(double x, double beyond) => IsTurned(c) && c.View.IsShown(toView.Apply(new Point(beyond, head.EyeMidpoint.Y))) ? 0 : Share(x);
        double room = Room * head.EyeMidpoint.DistanceTo(head.Chin);
        return Math.Max(Counted(edge, -room), Counted(c.Page.Size.Width - edge, c.Page.Size.Width + room));
    }

    // The page is centred between the eyes, so that the far side of a turned head leaves it although the picture goes on: what is wrong
    // is the turn, and the rule for it says so.
    private static bool IsTurned(RuleContext c) => YawRule.Degrees.Of(c.Head.Pose.Yaw) != Verdict.Pass;

    private static bool Shows(HeadView view, Point at, Tissue tissue) => view.IsShown(at) && view.Tissues.At((int)at.X, (int)at.Y) == tissue;

    // Of what lies beyond the edge the mesh is only a guess: a person should look.
    private static bool FaceBeyond(RuleContext c)
    {
        PixelSize size = c.Portrait.Pixels.Size;
        IReadOnlyList<Point> mesh = c.Portrait.Faces[0].Mesh.Points;
        return ((Point[])[c.Head.Chin, mesh[234], mesh[454]]).Any(p => p.X < 0 || p.Y < 0 || p.X > size.Width || p.Y > size.Height);
    }

    // Hair that merely touches the edge is seen there faintly or in a narrow place.
    private static bool AtEdge(RuleContext c)
    {
        double d = c.Head.InterEyeDistance;
        int inside = Enumerable.Range(-4, 9).Count(i => c.Portrait.HeadMap!.PersonAt(new Point(c.Head.HeadTop.X + (0.15 * i * d), 0.02 * d)) > 0.9);
        return inside >= 4;
    }
}
