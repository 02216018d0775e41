using IdPhoto.Compliance.Measures;

namespace IdPhoto.Compliance.Rules;

/// <summary>Nothing over the face: the worst of hair on the cheeks, a hand, cloth below the eyes, something over the lips.</summary>
internal static class FaceCoveredRule
{
    private static readonly Scale Hair = Between(0.14, 0.34), Hand = Between(0.05, 0.10), Cloth = Between(0.06, 0.18), Mouth = Between(0.15, 0.40);

    // Detector and mesh agree within 0.25 inter-eye distances on faces that nothing covers, which are skin to 0.8 and
    // more (labelled photos).
    private static readonly Scale Skin = new("%", Bound.AtLeast, Limit.Calibrated(0.7, "ISO/IEC 19794-5, 7.2.12; ISO/IEC 29794-5")) { Factor = 100, Deviation = 2, Reason = "bases.face-covered" };
    private const double FarOff = 0.3;

    /// <summary>Ears and raised shoulders show up to 0.13 beside the face (labelled photos); a hand's palm has 1. The network's outline is coarse there: never a fail.</summary>
    private static readonly Scale Beside = new("squared inter-eye distances", Bound.AtMost, Limit.Calibrated(0.25, Limit.LabelledPhotos)) { Reason = "bases.face-covered.beside" };

    public static Rule Declaration { get; } = new(ComplianceRules.FaceCovered, RuleGroup.Cover, Read)
    {
        Scales = [Hair, Hand, Cloth, Mouth, Skin, Beside],
        Part = MarkedPart.Face,
        OnReview = Remedy.LookAtIt,
        BabyWords = true,
    };

    private static Scale Between(double pass, double fail) => new("%", Bound.AtMost, Limit.Calibrated(pass, "ISO/IEC 19794-5, 7.2.12; ISO/IEC 29794-5"))
    {
        Fail = Limit.Calibrated(fail, "covered faces of the labelled photos"),
        Factor = 100,
        Deviation = 2,
        Reason = "bases.face-covered",
    };

    private static Reading Read(RuleContext c)
    {
        CoverLook cover = c.Look.Cover;
        (Scale Scale, double Share, string What)[] ways = [(Hair, cover.FaceHair, "hair"), (Hand, cover.FaceHand, "hand"), (Cloth, cover.FaceWorn, "cloth"), (Mouth, cover.MouthWorn, "mouth")];
        (Scale scale, double share, string what) = ways.MaxBy(way => (way.Share - way.Scale.Pass.Value) / (way.Scale.Fail!.Value - way.Scale.Pass.Value));
        if (scale.Of(share) != Verdict.Pass)
            return Reading.On(scale, share) with { Variation = what };
        if (Beside.Of(cover.HandBeside) != Verdict.Pass)
            return Reading.On(Beside, cover.HandBeside) with { Variation = "beside" };
        // Where the detector and the mesh disagree, the mesh may be made up of a covered face.
        bool unsure = Skin.Of(cover.FaceSkin) == Verdict.Review && cover.MeshOff > FarOff;
        return unsure ? Reading.On(Skin, cover.FaceSkin) with { Variation = "unsure" } : Reading.On(scale, share);
    }
}
