using IdPhoto.Hands;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Rules;

/// <summary>No hand on the photo: neither at the head nor anywhere else, the person's own or another's.</summary>
internal static class HandsRule
{
    /// <summary>The mean over three looks (<see cref="HandFinder.NearAsync"/>).</summary>
    private static readonly Scale Sureness = new("%", Bound.AtMost, Limit.Calibrated(0.60, "ISO/IEC 19794-5, 7.2.3"))
    {
        Fail = Limit.Calibrated(0.75, "hands on the labelled photos"),
        Factor = 100,
        Deviation = 8,
        Reason = "bases.hands",
    };

    /// <summary>A palm closer to the face than this, in sides of the face's box, is at the head.</summary>
    private const double AtHead = 0.35;

    public static Rule Declaration { get; } = new(ComplianceRules.Hands, RuleGroup.Cover, Read)
    {
        Scales = [Sureness],
        Part = MarkedPart.Face,
        OnReview = Remedy.LookAtIt,
        BabyWords = true,
    };

    private static Reading Read(RuleContext c)
    {
        if (c.Portrait.Hands is not { } hands)
            return Reading.Unseen(Sureness);
        Box face = c.Portrait.Faces[0].Mesh.Bounds;
        FoundHand? surest = hands.FirstOrDefault(hand => Distance(hand.Palm, face) <= AtHead || IsOnPage(hand, c));
        if (surest is null)
            return Reading.On(Sureness, 0);
        string where = Distance(surest.Palm, face) <= AtHead ? "head" : "page";
        Reading reading = Reading.On(Sureness, surest.Score);
        return Sureness.Of(surest.Score) == Verdict.Pass ? reading : reading with { Variation = where };
    }

    private static bool IsOnPage(FoundHand hand, RuleContext c)
    {
        Point at = c.PageToPicture.Inverse().Apply(hand.Palm.Centre);
        return at.X > 0 && at.Y > 0 && at.X < c.Page.Size.Width && at.Y < c.Page.Size.Height;
    }

    private static double Distance(Box palm, Box face)
        => Math.Max(0, Math.Max(Math.Max(face.X - palm.Right, palm.X - face.Right), Math.Max(face.Y - palm.Bottom, palm.Y - face.Bottom))) / Math.Max(face.Width, face.Height);
}
