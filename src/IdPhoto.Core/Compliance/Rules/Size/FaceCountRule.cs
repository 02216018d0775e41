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

    private static readonly Scale Faces = new("", Bound.Exactly, Limit.Icao(1, "ICAO Doc 9303-3, 3.9.1")) { Reason = "bases.face-count" };

    public static Rule Declaration { get; } = new(ComplianceRules.FaceCount, RuleGroup.Size, Read)
    {
        Scales = [Faces],
        Part = MarkedPart.OtherFace,
        OnReview = Remedy.LookAtIt,
        Warns = MakeWarning.Never,
    };

    /// <summary>What is said of a picture without a face.</summary>
    public static Finding None(PhotoSpec spec)
        => RuleEngine.Conclude(Declaration, Reading.On(Faces, 0) with { Variation = "none", Facts = [("document", spec.Title)] }, new CheckOptions());

    private static Reading Read(RuleContext c)
    {
        double main = c.Head.InterEyeDistance;
        FoundFace[] others = [.. c.Portrait.Faces.Skip(1).Where(face => Distance(face) >= TinyFace * main)];
        bool onPage = others.Any(face => Distance(face) >= Rival * main || IsOnPage(c, face.Mesh.EyeMidpoint));
        return Reading.On(Faces, others.Length + 1) with { NeverFails = !onPage, Facts = [("count", others.Length + 1)] };
    }

    private static double Distance(FoundFace face) => face.Mesh.LeftEye.DistanceTo(face.Mesh.RightEye);

    private static bool IsOnPage(RuleContext c, Point at)
    {
        Point on = c.PageToPicture.Inverse().Apply(at);
        return on.X >= 0 && on.Y >= 0 && on.X < c.Page.Size.Width && on.Y < c.Page.Size.Height;
    }
}
