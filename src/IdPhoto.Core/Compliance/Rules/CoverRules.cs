using IdPhoto.Compliance.Measures;
using IdPhoto.Documents;

namespace IdPhoto.Compliance.Rules;

/// <summary>Hats, and what hides the face.</summary>
internal static class CoverRules
{
    // Clothes and things worn above the brows: 0 to 2 % on bare heads of the labelled set, 44 % and more under hats.
    private const double Bare = 0.08;
    private const double Hat = 0.30;

    /// <summary>Of the face's outline, which a religious cover must leave free; three of 21 places may be the network's coarseness.</summary>
    private const double Outline = 0.85;

    // Detector and mesh agree within 0.25 on faces that nothing covers, which are skin to 0.8 and more (labelled set).
    // Share of skin in the face, and inter-eye distances between what detector and mesh call eyes, nose and mouth.
    private const double LittleSkin = 0.7;
    private const double FarOff = 0.3;

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
        bool accepted = rule == Wear.Allowed || (e.Options.CoveringExcepted && rule != Wear.Forbidden), outlined = cover.Contour >= Outline;
        // Of a cover that is accepted, what counts is that it leaves the face free.
        bool outline = accepted && bare != Verdict.Pass;
        Verdict verdict = !outline ? bare : outlined ? Verdict.Pass : Verdict.Check;
        return new Finding
        {
            Code = ComplianceRules.HeadCovering,
            Verdict = verdict,
            Value = 100 * (outline ? cover.Contour : cover.CapWorn),
            Unit = "%",
            Min = outline ? 100 * Outline : null,
            Max = outline ? null : 100 * Bare,
            Uncertainty = 2,
            Basis = rule is null
                ? Basis.Calibrated("ICAO Doc 9303-3, 3.9.1: no head coverings but for religious reasons; share of cloth above the brows, up to 2 on bare heads, 44 and more under hats; where a cover is accepted, share of the face's outline that it leaves free")
                : Basis.Document(e.Spec, "capture.headCovering"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : verdict == Verdict.Fail ? Remedy.Retake : Remedy.LookAtIt,
            Sentence = (bare, verdict) switch
            {
                (Verdict.Pass, _) => "The head is not covered.",
                (_, Verdict.Pass) => "The head seems covered, which is accepted here; the outline of the face is free.",
                (Verdict.Fail, Verdict.Check) => "The head is covered, which is accepted here, but the outline of the face is not all free. Show the face from the chin to the forehead, and both cheeks.",
                (Verdict.Fail, _) when rule == Wear.Forbidden => "The head is covered, and no exception from this document's rule is known. Take off hat, cap or scarf, or ask the authority.",
                (Verdict.Fail, _) => "The head is covered. Take off hat, cap or scarf; for religious or medical reasons say so, and check that the document accepts it.",
                _ => outlined ? "Something may be worn on the head. Take off hats, bands and large clips." : "Something may cover the head or the outline of the face. Take it off.",
            },
        };
    }

    // The worst of four: hair over cheeks, a hand, cloth below the eyes, something over the lips.
    private static Finding FaceCovered(Evidence e)
    {
        CoverLook cover = e.Look.Cover;
        (double Share, double Pass, double Fail, string What)[] ways =
        [
            (cover.FaceHair, 0.14, 0.34, "Hair seems to cover part of the face. Comb it back."),
            (cover.FaceHand, 0.05, 0.10, "A hand or arm seems to cover part of the face. Take it away."),
            (cover.FaceWorn, 0.06, 0.18, "Something worn seems to cover part of the face, such as a mask or scarf. Take it off."),
            (cover.MouthWorn, 0.15, 0.40, "Something seems to cover the mouth. Take it away."),
        ];
        (double share, double pass, double fail, string what) = ways.MaxBy(way => (way.Share - way.Pass) / (way.Fail - way.Pass));
        Verdict verdict = Judge.Low(share, pass, fail);
        // Where the detector and the mesh disagree, the mesh may be made up of a covered face.
        bool unsure = verdict == Verdict.Pass && cover.FaceSkin < LittleSkin && cover.MeshOff > FarOff;
        if (unsure)
            verdict = Verdict.Check;
        return new Finding
        {
            Code = ComplianceRules.FaceCovered,
            Verdict = verdict,
            Value = 100 * (unsure ? cover.FaceSkin : share),
            Unit = "%",
            Min = unsure ? 100 * LittleSkin : null,
            Max = unsure ? null : 100 * pass,
            Uncertainty = 2,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.12 and 29794-5 (face and mouth occlusion): nothing over the face; shares between free and covered faces of the labelled set; or the share of skin, where the detector's eyes, nose and mouth lie elsewhere than the mesh's"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : verdict == Verdict.Fail ? Remedy.Retake : Remedy.LookAtIt,
            Sentence = verdict == Verdict.Pass ? "Nothing covers the face." : unsure ? "Part of the face may be covered. Show all of it." : what,
        };
    }
}
