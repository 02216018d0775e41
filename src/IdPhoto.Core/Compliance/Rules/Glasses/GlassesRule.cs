using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>Glasses, by the document's rule.</summary>
internal static class GlassesRule
{
    /// <summary>A dark bar across the bridge of the nose.</summary>
    public static Scale Bar { get; } = new("L*", Bound.AtMost, Limit.Calibrated(12, Limit.LabelledPhotos)) { Fail = Limit.Calibrated(20, Limit.LabelledPhotos), Reason = "bases.glasses" };

    /// <summary>A single edge there.</summary>
    public static Scale Edge { get; } = new("L*", Bound.AtMost, Limit.Calibrated(14, Limit.LabelledPhotos)) { Reason = "bases.glasses" };

    private static readonly Scale Worn = new("%", Bound.AtMost, Limit.Calibrated(Lenses.Plainly, Limit.LabelledPhotos)) { Factor = 100, Reason = "bases.glasses", FailsTogether = true };

    /// <summary>Seen from farther aside, the bridge of the nose is an outline, and no line across it means anything.</summary>
    private const double MostYaw = 30;

    public static Rule Declaration { get; } = new(ComplianceRules.Glasses, RuleGroup.Glasses, Read)
    {
        Scales = [Bar, Edge, Worn],
        Part = MarkedPart.Eyes,
        OnReview = Remedy.LookAtIt,
        Ages = new AgeRelief(AgeRelief.Baby, NeverFails: true),
        BabyWords = true,
    };

    private static Reading Read(RuleContext c)
    {
        Wear? rule = c.Spec.Capture?.Glasses?.Rule;
        bool skinOnly = IsSkinOfBaby(c);
        Verdict present = skinOnly ? Verdict.Pass : Lenses.Present(c.Look);
        Verdict verdict = rule switch
        {
            Wear.Allowed => Verdict.Pass,
            Wear.Forbidden or Wear.Excepted => present,
            _ => Judge.AtMostReview(present),
        };
        bool aside = Math.Abs(c.Head.Pose.Yaw) > MostYaw && Lenses.MostWorn(c.Look) <= Lenses.Plainly && verdict != Verdict.Pass;
        (Scale scale, double value) = Decisive(c.Look);
        return Reading.On(scale, value) with
        {
            Decided = aside ? Verdict.Review : verdict,
            Range = (null, rule == Wear.Allowed || skinOnly ? null : scale.Max),
            Basis = rule is null ? scale.Basis : Basis.Document(c.Spec, "capture.glasses"),
            Variation = aside ? "aside" : Noted(What(rule, present), c.Spec.Capture?.Glasses?.Note),
            Facts = [("note", c.Spec.Capture?.Glasses?.Note ?? "")],
        };
    }

    // A baby's nose has hardly a bridge: folds and shadows run across it, and no glasses are without rims there.
    private static bool IsSkinOfBaby(RuleContext c) => c.Younger(Declaration.Ages!) && !Lenses.HasFrames(c.Look);

    // The bar, or what speaks for glasses without one.
    private static (Scale Scale, double Value) Decisive(FaceLook look) => look.Lines switch
    {
        { DarkBar: var bar } when bar > Bar.Pass.Value => (Bar, bar),
        _ when Lenses.MostWorn(look) > Lenses.Plainly => (Worn, Lenses.MostWorn(look)),
        { Bridge: var edge } when edge > Edge.Pass.Value => (Edge, edge),
        _ => (Bar, look.Lines.DarkBar),
    };

    private static string What(Wear? rule, Verdict present) => (rule, present) switch
    {
        (_, Verdict.Pass) => "none",
        (Wear.Allowed, Verdict.Review) => "allowed-maybe",
        (Wear.Allowed, _) => "allowed",
        (Wear.Forbidden, Verdict.Fail) => "forbidden",
        (Wear.Excepted, Verdict.Fail) => "excepted",
        (_, Verdict.Review) => "maybe",
        _ => "unwise",
    };

    private static string Noted(string what, string? note) => note is null || what is "none" or "maybe" ? what : $"{what}-noted";
}
