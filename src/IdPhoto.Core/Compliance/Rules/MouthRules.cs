using System.Globalization;
using IdPhoto.Compliance.Measures;
using IdPhoto.Documents;

namespace IdPhoto.Compliance.Rules;

/// <summary>Mouth closed, neutral expression.</summary>
internal static class MouthRules
{
    // OFIQ's reference photos: closed mouths mostly up to 0.010 T, open ones 0.08; the labelled set agrees.
    private const double Closed = 0.03;
    private const double Open = 0.06;

    // Lips in proportion to the inter-eye distance. The corners of the mouth lie behind its middle, so that they seem to
    // rise when the head is lowered: 1 cm of 6.3.
    private const double Lift = 0.07;
    private const double Wide = 0.98;
    private const double Raised = 0.45;
    private const double LiftPerNod = 0.16;

    public static IEnumerable<Finding> Of(Evidence e)
    {
        yield return Mouth(e);
        yield return Expression(e);
    }

    private static Finding Mouth(Evidence e)
    {
        MouthLook mouth = e.Look.Mouth;
        bool hidden = e.Look.Cover.MouthWorn > 0.4;
        Verdict verdict = hidden ? Verdict.NotAssessed : Judge.Low(mouth.Gap, Closed, Open);
        // Teeth between lips that the mesh draws nearly closed.
        if (verdict == Verdict.Pass && mouth.Gap > 0.02 && mouth.TeethShare > 0.35)
            verdict = Verdict.Check;
        bool child = e.Younger(6);
        if (child)
            verdict = Judge.AtMostCheck(verdict);
        return new Finding
        {
            Code = ComplianceRules.MouthClosed,
            Verdict = verdict,
            Value = hidden ? null : 100 * mouth.Gap,
            Unit = "%",
            Max = 100 * Closed,
            Uncertainty = 0.8,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.3: mouth closed; gap between the lips in per cent of eyes-to-chin, between closed (1) and open (8) in OFIQ's reference photos"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "The mouth is closed.",
                Verdict.NotAssessed => "The mouth is covered.",
                Verdict.Fail => "The mouth is open. Close it, lips together, without pressing them.",
                _ when child => "The mouth is open, which is often accepted for children under 6.",
                _ => "The lips seem slightly apart. Close the mouth, or look whether they touch.",
            },
        };
    }

    private static Finding Expression(Evidence e)
    {
        MouthLook mouth = e.Look.Mouth;
        double nod = Math.Sin((e.Head.Pose.Pitch + 3) * Math.PI / 180);
        double lift = mouth.CornerLift - (LiftPerNod * nod);
        bool hidden = e.Look.Cover.MouthWorn > 0.4;
        bool any = e.Spec.Capture?.Expression?.Rule == ExpressionWord.Any;
        bool smile = lift > Lift || mouth.Width > Wide, brows = mouth.BrowRise > Raised;
        bool child = e.Younger(6);
        Verdict verdict = hidden ? Verdict.NotAssessed : any || child || !(smile || brows) ? Verdict.Pass : Verdict.Check;
        return new Finding
        {
            Code = ComplianceRules.Expression,
            Verdict = verdict,
            Value = hidden ? null : 100 * lift,
            Unit = "%",
            Max = any ? null : 100 * Lift,
            Uncertainty = 2,
            Basis = e.Spec.Capture?.Expression is null
                ? Basis.Calibrated("ISO/IEC 19794-5, 7.2.3: neutral; height of the mouth's corners in per cent of the inter-eye distance. Faces at rest differ more than a faint smile: never a fail")
                : Basis.Document(e.Spec, "capture.expression"),
            Remedy = verdict == Verdict.Check ? Remedy.LookAtIt : Remedy.None,
            Sentence = (verdict, smile) switch
            {
                (Verdict.NotAssessed, _) => "The mouth is covered, so that the expression cannot be seen.",
                (Verdict.Pass, _) => any ? "The document accepts any natural expression." : "The expression looks neutral.",
                (_, true) => string.Create(CultureInfo.InvariantCulture, $"The corners of the mouth are raised by {100 * lift:0} % of the distance between the eyes, as in a smile. Most documents want a neutral face."),
                _ => "The eyebrows are raised. Relax the forehead.",
            },
        };
    }
}
