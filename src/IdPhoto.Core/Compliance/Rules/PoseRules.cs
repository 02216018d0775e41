using System.Globalization;
using IdPhoto.Compliance.View;
using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Rules;

/// <summary>Where the head points, and whether all of it is there.</summary>
internal static class PoseRules
{
    // ISO/IEC 19794-5 allows 5 degrees of yaw and pitch. A mesh in one picture cannot tell 5 from 7: labelled frontal
    // faces measure within 6 of zero, so passing begins there and failing where no frontal face was measured.
    private const double PassTurn = 6;
    private const double FailTurn = 12;
    private const double PassNod = 8;
    private const double FailNod = 16;
    private const double PassTilt = 8;
    private const double FailTilt = 10;

    /// <summary>Of the photo's side: less is a lock of hair or the network's coarseness. Hair alone may reach the edge.</summary>
    private const double TouchedSide = 0.12;

    public static IEnumerable<Finding> Of(Evidence e)
    {
        HeadPose pose = e.Head.Pose;
        bool child = e.Younger(6);
        double loose = child ? 2 : 1;
        string young = child ? "; doubled below 6 years, where BSI TR-03121-3 allows looser poses without a number" : "";
        // Where the document permits it, the page of a capture is levelled when it is cut; a tilt is then no fault.
        bool levelled = !e.Finished && e.Plan.Level;
        yield return Angle(ComplianceRules.Roll, pose.Roll, PassTilt, FailTilt, 1, "ISO/IEC 19794-5, 7.2.2: 8 degrees at most; 5 is best", "tilted toward", "right shoulder", "left shoulder",
            levelled ? "It is levelled when the photo is made." : "Hold the head upright and the camera straight.", levelled ? Remedy.Reframe : Remedy.Retake, capped: levelled);
        yield return Angle(ComplianceRules.Yaw, pose.Yaw, PassTurn * loose, FailTurn * loose, 2.5, "ISO/IEC 19794-5, 7.2.2: 5 degrees at most; one more is the error of measurement" + young, "turned to", "left", "right",
            "Look straight into the camera, both ears equally in view.", Remedy.Retake, capped: false);
        yield return Angle(ComplianceRules.Pitch, pose.Pitch, PassNod * loose, FailNod * loose, 4, "ISO/IEC 19794-5, 7.2.2: 5 degrees at most; three more are the error of measurement" + young, pose.Pitch > 0 ? "lowered" : "raised", "", "",
            pose.Pitch > 0 ? "Raise the chin a little and hold the camera at eye height." : "Lower the chin a little and hold the camera at eye height.", Remedy.Retake, capped: false);
        yield return HeadCut(e);
        if (e.Finished)
            yield return Shoulders(e);
    }

    private static Finding Angle(
        string code, double value, double pass, double fail, double deviation, string basis, string verb, string positive, string negative, string advice, Remedy remedy, bool capped)
    {
        Verdict verdict = Judge.Low(Math.Abs(value), pass, fail);
        if (capped)
            verdict = Judge.AtMostCheck(verdict);
        string own = positive.Length == 0 ? "" : $" your own {(value > 0 ? positive : negative)}";
        string number = Math.Abs(value).ToString("0", CultureInfo.InvariantCulture);
        return new Finding
        {
            Code = code,
            Verdict = verdict,
            Value = value,
            Unit = "degrees",
            Min = -pass,
            Max = pass,
            Uncertainty = deviation,
            Basis = Basis.Icao(basis),
            Remedy = verdict == Verdict.Pass ? Remedy.None : remedy,
            Sentence = verdict == Verdict.Pass ? $"The head is {verb}{own} by {number} degrees, which is within what is allowed."
                : $"The head is {verb}{own} by about {number} degrees. {advice}",
        };
    }

    private static Finding HeadCut(Evidence e)
    {
        bool top = e.Head.HeadTopCut;
        double skin = AtSide(e, Tissue.FaceSkin), hair = AtSide(e, Tissue.Hair);
        Verdict verdict = (top && AtEdge(e)) || skin > TouchedSide ? Verdict.Fail : top || hair > TouchedSide || FaceBeyond(e) ? Verdict.Check : Verdict.Pass;
        return new Finding
        {
            Code = ComplianceRules.HeadCut,
            Verdict = verdict,
            Basis = Basis.Icao("ICAO Doc 9303-3, 3.9.1: the whole head, chin to crown"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "The whole head is in the picture.",
                Verdict.Fail => top && AtEdge(e) ? "The top of the head or hair is cut off by the picture's upper edge. Take the photo with some room above the head."
                    : "An ear or cheek is cut off at the side of the photo. Take the photo from further away, looking straight into the camera.",
                _ when hair > TouchedSide => "Hair reaches the side of the photo. Look whether only hair is cut off, or take the photo from further away.",
                _ => top ? "The hair touches the picture's upper edge or is cut off by it. Take the photo with some room above the head."
                    : "Chin or cheek seem to be cut off by the picture's edge. Take the photo with some room around the head.",
            },
        };
    }

    // How much of the photo's side between the top of the head and the mouth is skin or hair.
    private static double AtSide(Evidence e, Tissue tissue)
    {
        const int Steps = 40;
        AffineMap toView = e.PageToPicture.Then(e.View.ToPicture.Inverse());
        HeadMeasure head = e.HeadOnPage;
        double mouth = head.EyeMidpoint.Y + (0.57 * (head.Chin.Y - head.EyeMidpoint.Y)), edge = 0.01 * e.Page.Size.Width;
        double Share(double x) => Enumerable.Range(0, Steps)
            .Count(i => Shows(e.View, toView.Apply(new Point(x, head.HeadTop.Y + ((mouth - head.HeadTop.Y) * (i + 0.5) / Steps))), tissue)) / (double)Steps;
        return Math.Max(Share(edge), Share(e.Page.Size.Width - edge));
    }

    private static bool Shows(HeadView view, Point at, Tissue tissue) => view.IsShown(at) && view.Tissues.At((int)at.X, (int)at.Y) == tissue;

    // Of what lies beyond the edge the mesh is only a guess: a person should look.
    private static bool FaceBeyond(Evidence e)
    {
        PixelSize size = e.Portrait.Picture.Size;
        IReadOnlyList<Point> mesh = e.Portrait.Faces[0].Mesh.Points;
        return ((Point[])[e.Head.Chin, mesh[234], mesh[454]]).Any(p => p.X < 0 || p.Y < 0 || p.X > size.Width || p.Y > size.Height);
    }

    // Hair that merely touches the edge is seen there faintly or in a narrow place.
    private static bool AtEdge(Evidence e)
    {
        double d = e.Head.InterEyeDistance;
        int inside = Enumerable.Range(-4, 9).Count(i => e.Portrait.HeadMap!.PersonAt(new Point(e.Head.HeadTop.X + (0.15 * i * d), 0.02 * d)) > 0.9);
        return inside >= 4;
    }

    // Whether the body reaches the lower edge as wide as the head: a head cut out at the neck is no portrait.
    private static Finding Shoulders(Evidence e)
    {
        const int Steps = 80;
        AffineMap toView = e.PageToPicture.Then(e.View.ToPicture.Inverse());
        double bottom = 0.99 * e.Page.Size.Height;
        int person = Enumerable.Range(0, Steps).Count(i => IsPerson(e.View, toView.Apply(new Point(e.Page.Size.Width * (i + 0.5) / Steps, bottom))));
        double share = (double)person / Steps * e.Page.Size.Width / e.HeadOnPage.HeadWidth;
        Verdict verdict = share >= 0.9 ? Verdict.Pass : Verdict.Check;
        return new Finding
        {
            Code = ComplianceRules.Shoulders,
            Verdict = verdict,
            Value = share,
            Unit = "x",
            Min = 0.9,
            Basis = Basis.Icao("ICAO Doc 9303-3, 3.9.1: head and top of the shoulders; the width at the lower edge in head widths is ours"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.LookAtIt,
            Sentence = verdict == Verdict.Pass ? "The shoulders are on the photo." : "The shoulders hardly show at the lower edge. Most documents want head and shoulders: take the photo from further away.",
        };
    }

    // What lies below the view is taken for what is at its lower edge: shoulders go on.
    private static bool IsPerson(HeadView view, Point at)
    {
        int x = Math.Clamp((int)at.X, 0, HeadView.Size.Width - 1), y = Math.Clamp((int)at.Y, 0, HeadView.Size.Height - 1);
        return view.Tissues.Person[(y * HeadView.Size.Width) + x] > 0.5f;
    }
}
