using IdPhoto.Compliance.Measures;
using IdPhoto.Documents;

namespace IdPhoto.Compliance.Rules;

/// <summary>Hats, and what hides the face.</summary>
internal static class CoverRules
{
    // Clothes and things worn above the brows: 0 to 2 % on bare heads of the labelled set, 44 % and more under hats.
    private const double Bare = 0.08;
    private const double Hat = 0.30;

    /// <summary>Of the face's outline; a religious cover must leave it free.</summary>
    private const double Outline = 0.85;

    public static IEnumerable<Finding> Of(Evidence e)
    {
        yield return HeadCovering(e);
        yield return FaceCovered(e);
    }

    private static Finding HeadCovering(Evidence e)
    {
        CoverLook cover = e.Look.Cover;
        Wear? rule = e.Spec.Capture?.HeadCovering?.Rule;
        Verdict bare = Judge.Low(cover.CapWorn, Bare, Hat);
        bool excepted = e.Options.CoveringExcepted && rule != Wear.Forbidden;
        Verdict verdict = rule == Wear.Allowed || excepted ? Worn(bare, cover) : bare;
        bool outlined = cover.Contour >= Outline;
        return new Finding
        {
            Code = ComplianceRules.HeadCovering,
            Verdict = verdict,
            Value = 100 * cover.CapWorn,
            Unit = "%",
            Max = 100 * Bare,
            Uncertainty = 2,
            Basis = rule is null
                ? Basis.Calibrated("ICAO Doc 9303-3, 3.9.1: no head coverings but for religious reasons; share of cloth above the brows, up to 2 on bare heads, 44 and more under hats")
                : Basis.Document(e.Spec, "capture.headCovering"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : verdict == Verdict.Fail ? Remedy.Retake : Remedy.LookAtIt,
            Sentence = (bare, verdict) switch
            {
                (Verdict.Pass, _) => "The head is not covered.",
                (_, Verdict.Pass) => "The head is covered, which counts as excepted here; the face is free from chin to forehead.",
                (Verdict.Fail, Verdict.Check) => "The head is covered, which counts as excepted here, but the outline of the face is not all free. Show the face from the chin to the forehead, and both cheeks.",
                (Verdict.Fail, _) => "The head is covered. Take off hat, cap or scarf; for religious or medical reasons say so, and check that the document accepts it.",
                _ => outlined ? "Something may be worn on the head. Take off hats, bands and large clips." : "Something may cover the head or the outline of the face. Take it off.",
            },
        };
    }

    private static Verdict Worn(Verdict bare, CoverLook cover) => bare == Verdict.Pass || cover.Contour >= Outline ? Verdict.Pass : Verdict.Check;

    // The worst of four: hair over cheeks, a hand, cloth below the eyes, something over the lips.
    private static Finding FaceCovered(Evidence e)
    {
        CoverLook cover = e.Look.Cover;
        (double Share, double Pass, double Fail, string What)[] ways =
        [
            (cover.FaceHair, 0.14, 0.34, "Hair covers part of the face. Comb it back."),
            (cover.FaceHand, 0.05, 0.10, "A hand or arm seems to cover part of the face. Take it away."),
            (cover.FaceWorn, 0.06, 0.18, "Something worn covers part of the face, such as a mask or scarf. Take it off."),
            (cover.MouthWorn, 0.15, 0.40, "Something covers the mouth. Take it away."),
        ];
        (double share, double pass, double fail, string what) = ways.MaxBy(way => (way.Share - way.Pass) / (way.Fail - way.Pass));
        Verdict verdict = Judge.Low(share, pass, fail);
        // Where the detector and the mesh disagree, the mesh may be made up of a covered face.
        if (verdict == Verdict.Pass && cover.FaceSkin < 0.7 && cover.MeshOff > 0.3)
            verdict = Verdict.Check;
        return new Finding
        {
            Code = ComplianceRules.FaceCovered,
            Verdict = verdict,
            Value = 100 * share,
            Unit = "%",
            Max = 100 * pass,
            Uncertainty = 2,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.12 and 29794-5 (face and mouth occlusion): nothing over the face; shares between free and covered faces of the labelled set"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : verdict == Verdict.Fail ? Remedy.Retake : Remedy.LookAtIt,
            Sentence = verdict == Verdict.Pass ? "Nothing covers the face." : share > pass ? what : "Part of the face may be covered. Show all of it.",
        };
    }
}
