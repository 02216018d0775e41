using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Rules;

/// <summary>One person alone.</summary>
internal static class FaceCountRule
{
    /// <summary>Another face below this share of the main one is under 4 mm high on a print of 45 mm: nobody can be made out on it.</summary>
    private const double TinyFace = 0.12;

    /// <summary>A face from this share of the main one on is a second person, wherever it is.</summary>
    private const double Rival = 0.5;

    /// <summary>Less of a person's face than this is skin, cloth or glasses: even a full beard leaves half of it.</summary>
    private const double LeastHuman = 0.3;

    private static readonly Scale Faces = new("", Bound.Exactly, Limit.Icao(1, "ICAO Doc 9303-3, 3.9.1")) { Reason = "bases.face-count" };

    public static Rule Declaration { get; } = new(ComplianceRules.FaceCount, RuleGroup.Size, Read)
    {
        Scales = [Faces],
        Part = MarkedPart.OtherFace,
        OnReview = Remedy.LookAtIt,
        Warns = MakeWarning.Never,
    };

    /// <summary>The variation of a face that may be nobody's.</summary>
    private const string NoPerson = "no-person";

    /// <summary>Whether a finding says that there may be no person, so that nothing else is worth saying first.</summary>
    public static bool MayBeNobody(Finding finding) => finding.Said.Id is "rules.face-count.review.no-person" or "rules.face-count.fail.none";

    /// <summary>What is said of a picture without a face.</summary>
    public static Finding None(PhotoSpec spec)
        => RuleEngine.Conclude(Declaration, Reading.On(Faces, 0) with { Variation = "none", Facts = [("document", spec.Title)] }, new CheckOptions());

    private static Reading Read(RuleContext c)
    {
        double main = c.Head.InterEyeDistance;
        FoundFace[] others = [.. c.Portrait.Faces.Skip(1).Where(face => Distance(face) >= TinyFace * main)];
        bool onPage = others.Any(face => Distance(face) >= Rival * main || IsOnPage(c, face.Mesh.EyeMidpoint));
        if (others.Length == 0 && c.Look.Cover.Human < LeastHuman)
            return Reading.On(Faces, 1) with { Decided = Verdict.Review, Variation = NoPerson, Facts = [("document", c.Spec.Title)] };
        return Reading.On(Faces, others.Length + 1) with { NeverFails = !onPage, Facts = [("count", others.Length + 1)] };
    }

    private static double Distance(FoundFace face) => face.Mesh.LeftEye.DistanceTo(face.Mesh.RightEye);

    private static bool IsOnPage(RuleContext c, Point at)
    {
        Point on = c.PageToPicture.Inverse().Apply(at);
        return on.X >= 0 && on.Y >= 0 && on.X < c.Page.Size.Width && on.Y < c.Page.Size.Height;
    }
}
