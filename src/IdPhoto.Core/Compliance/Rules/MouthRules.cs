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

    // Teeth between lips that the mesh draws nearly closed: a third of the gap, more than a reflection on the lips fills.
    private const double NearlyClosed = 0.02;
    private const double Teeth = 0.35;

    // Lips in proportion to the inter-eye distance: mouths at rest of the labelled set are up to 0.95 wide (0.78 in the
    // canonical face), brows at rest up to 0.43 above the lids. The corners of the mouth lie behind its middle, so that they seem to
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
        bool hidden = IsHidden(e);
        Verdict verdict = hidden ? Verdict.NotAssessed : Judge.Low(mouth.Gap, Closed, Open);
        bool teeth = verdict == Verdict.Pass && mouth.Gap > NearlyClosed && mouth.TeethShare > Teeth;
        if (teeth)
            verdict = Verdict.Check;
        bool child = e.Younger(6);
        if (child)
            verdict = Judge.AtMostCheck(verdict);
        return new Finding
        {
            Code = ComplianceRules.MouthClosed,
            Verdict = verdict,
            Value = hidden ? null : 100 * (teeth ? mouth.TeethShare : mouth.Gap),
            Unit = "%",
            Max = 100 * (teeth ? Teeth : Closed),
            Uncertainty = teeth ? 0 : 0.8,
            Basis = Basis.Calibrated(teeth ? "ISO/IEC 19794-5, 7.2.3: mouth closed; share of the line between the lips that is as light and colourless as teeth, a hint only"
                : "ISO/IEC 19794-5, 7.2.3: mouth closed; gap between the lips in per cent of eyes-to-chin, between closed (1) and open (8) in OFIQ's reference photos"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "The mouth is closed.",
                Verdict.NotAssessed => "The mouth is covered.",
                Verdict.Fail => "The mouth is open. Close it, lips together, without pressing them.",
                _ when child => "The mouth seems open, which is often accepted for children under 6.",
                _ when teeth => "Teeth seem to show between the lips. Close the mouth, or look whether they do.",
                _ => "The lips seem slightly apart. Close the mouth, or look whether they touch.",
            },
        };
    }

    private static Finding Expression(Evidence e)
    {
        MouthLook mouth = e.Look.Mouth;
        double nod = Math.Sin((e.Head.Pose.Pitch + 3) * Math.PI / 180);
        double lift = mouth.CornerLift - (LiftPerNod * nod);
        ExpressionWord? rule = e.Spec.Capture?.Expression?.Rule;
        (double value, double limit, string what) = Farthest(mouth, lift, maySmile: rule == ExpressionWord.ClosedSmile);
        bool hidden = IsHidden(e), any = rule == ExpressionWord.Any, child = e.Younger(6), kept = value <= limit;
        Verdict verdict = hidden ? Verdict.NotAssessed : any || child || kept ? Verdict.Pass : Verdict.Check;
        return new Finding
        {
            Code = ComplianceRules.Expression,
            Verdict = verdict,
            Value = hidden ? null : 100 * value,
            Unit = "%",
            Max = any || child ? null : 100 * limit,
            Uncertainty = 2,
            Basis = e.Spec.Capture?.Expression is null
                ? Basis.Calibrated("ISO/IEC 19794-5, 7.2.3: neutral; height of the mouth's corners, width of the mouth, or height of the brows in per cent of the inter-eye distance. Faces at rest differ more than a faint smile: never a fail")
                : Basis.Document(e.Spec, "capture.expression"),
            Remedy = verdict == Verdict.Check ? Remedy.LookAtIt : Remedy.None,
            Sentence = verdict switch
            {
                Verdict.NotAssessed => "The mouth is covered, so that the expression cannot be seen.",
                Verdict.Pass when any => "The document accepts any natural expression.",
                Verdict.Pass when rule == ExpressionWord.ClosedSmile && kept => "The document accepts a neutral face or a natural smile with the mouth closed.",
                Verdict.Pass when kept => "The expression looks neutral.",
                Verdict.Pass => "The expression is not quite neutral, which is accepted for children under 6.",
                _ => what,
            },
        };
    }

    // What is beyond its limit is what is told; values are in inter-eye distances.
    private static (double Value, double Limit, string What) Farthest(MouthLook mouth, double lift, bool maySmile)
    {
        if (!maySmile && lift > Lift)
            return (lift, Lift, string.Create(CultureInfo.InvariantCulture, $"The corners of the mouth are raised by {100 * lift:0} % of the distance between the eyes, as in a smile. Most documents want a neutral face."));
        if (!maySmile && mouth.Width > Wide)
            return (mouth.Width, Wide, "The mouth is as wide as in a smile. Most documents want a neutral face.");
        return maySmile || mouth.BrowRise > Raised ? (mouth.BrowRise, Raised, "The eyebrows seem raised. Relax the forehead.") : (lift, Lift, "");
    }

    private static bool IsHidden(Evidence e) => e.Look.Cover.MouthWorn > 0.4;
}
