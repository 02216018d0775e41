using IdPhoto.Compliance.View;
using IdPhoto.Framing;
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
        topCut: c.Head.HeadTopCut, topPlainly: c.Head.HeadTopCut && AtEdge(c), AtSides(c, Tissue.FaceSkin), AtSides(c, Tissue.Hair), FaceBeyond(c), LeftOut(c, 0), LeftOut(c, HeadMeter.EdgeError));

    /// <summary>What lies along a side of the page.</summary>
    /// <param name="Share">Of the side between the top of the head and the mouth.</param>
    /// <param name="PictureGoesOn">It is the document's frame that cuts, and not the picture's edge.</param>
    internal readonly record struct Along(double Share, bool PictureGoesOn = false);

    /// <summary>What follows from what lies at the edges.</summary>
    /// <param name="topCut">The picture's upper edge meets head or hair.</param>
    /// <param name="topPlainly">It does so plainly and over some width.</param>
    /// <param name="skin">Skin of the face at a side of the page.</param>
    /// <param name="hair">The same of hair.</param>
    /// <param name="faceBeyond">Chin or cheek lie beyond the picture.</param>
    /// <param name="cropped">The photo that is to be cut from the picture leaves the top of the hair out.</param>
    /// <param name="nearly">Or the hair ends so near its edge that nobody can tell.</param>
    internal static Reading Judged(bool topCut, bool topPlainly, Along skin, Along hair, bool faceBeyond, bool cropped = false, bool nearly = false)
    {
        bool skinCut = Side.Of(skin.Share) != Verdict.Pass, hairCut = Side.Of(hair.Share) != Verdict.Pass;
        (Verdict verdict, string? variation) = (topPlainly, skinCut, hairCut, topCut, faceBeyond) switch
        {
            (true, _, _, _, _) => (Verdict.Fail, "top"),
            _ when cropped => (Verdict.Fail, "crop"),
            (_, true, _, _, _) => (Verdict.Fail, skin.PictureGoesOn ? "side-frame" : "side"),
            (_, _, true, _, _) => (Verdict.Review, hair.PictureGoesOn ? "hair-frame" : "hair"),
            (_, _, _, true, _) => (Verdict.Review, "top"),
            _ when nearly => (Verdict.Review, "crop"),
            (_, _, _, _, true) => (Verdict.Review, "face"),
            _ => (Verdict.Pass, (string?)null),
        };
        return Reading.Seen(verdict) with { Basis = Basis.Icao("bases.head-cut-off", "ICAO Doc 9303-3, 3.9.1"), Variation = variation };
    }

    // The finished photo fails for it: the picture that it is to be cut from must say so before.
    private static bool LeftOut(RuleContext c, double room)
    {
        HeadMeasure head = c.HeadOnPage;
        return !c.Finished && head.HeadTop.Y < (room * (head.Chin.Y - head.EyeMidpoint.Y)) - PageRule.Rounding && !IsBowedOrTurned(c);
    }

    // The top of such a head lies elsewhere than when it is held straight. A tilt is undone where the page follows the eyes, so that what
    // the frame then leaves out stays out.
    private static bool IsBowedOrTurned(RuleContext c)
    {
        HeadPose pose = c.Head.Pose;
        return ForAge(YawRule.Degrees, c).Of(pose.Yaw) == Verdict.Fail || ForAge(PitchRule.Degrees, c).Of(pose.Pitch) == Verdict.Fail
            || (!c.Plan.Level && RollRule.Degrees.Of(pose.Roll) == Verdict.Fail);
    }

    private static Scale ForAge(Scale scale, RuleContext c) => c.Younger(PoseRelief.OfSmallChildren) ? scale.Eased(PoseRelief.OfSmallChildren.Ease) : scale;

    // How much of the photo's side between the top of the head and the mouth is skin or hair: on that of the two sides that shows more.
    private static Along AtSides(RuleContext c, Tissue tissue)
    {
        const int Steps = 40;
        AffineMap toView = c.PageToPicture.Then(c.View.ToPicture.Inverse());
        HeadMeasure head = c.HeadOnPage;
        double mouth = head.EyeMidpoint.Y + (0.57 * (head.Chin.Y - head.EyeMidpoint.Y)), edge = 0.01 * c.Page.Size.Width;
        double Share(double x) => Enumerable.Range(0, Steps)
            .Count(i => Shows(c.View, toView.Apply(new Point(x, head.HeadTop.Y + ((mouth - head.HeadTop.Y) * (i + 0.5) / Steps))), tissue)) / (double)Steps;
        Along Counted(double x, double beyond)
            => c.View.IsShown(toView.Apply(new Point(beyond, head.EyeMidpoint.Y))) ? new Along(IsPosed(c) ? 0 : Share(x), PictureGoesOn: true) : new Along(Share(x));
        double room = Room * head.EyeMidpoint.DistanceTo(head.Chin);
        Along left = Counted(edge, -room), right = Counted(c.Page.Size.Width - edge, c.Page.Size.Width + room);
        return left.Share > right.Share ? left : right;
    }

    // The page is centred between the eyes, and as large as the head looks from chin to crown: the far side of a turned head leaves it, and
    // both sides of one that is bowed or tilted, although the picture goes on. What is wrong is the pose, and the rule for it says so.
    private static bool IsPosed(RuleContext c)
    {
        HeadPose pose = c.Head.Pose;
        return YawRule.Degrees.Of(pose.Yaw) != Verdict.Pass || PitchRule.Degrees.Of(pose.Pitch) != Verdict.Pass || RollRule.Degrees.Of(pose.Roll) != Verdict.Pass;
    }

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
