using System.Globalization;
using IdPhoto.Compliance.Measures;

namespace IdPhoto.Compliance.Rules;

/// <summary>Eyes open, looking at the camera, not red.</summary>
internal static class EyeRules
{
    // BioLab's gate for the worse eye is 0.09 of the inter-eye distance. The mesh draws lids a little apart even when
    // they touch: labelled closed eyes measure 0.04..0.072, open ones from 0.09 on.
    private const double Open = 0.085;
    private const double Closed = 0.055;

    /// <summary>Below this, an eye without anything white between the lids is closed all the same.</summary>
    private const double NearlyClosed = 0.078;
    private const double NoWhite = 12;

    // One degree moves the iris by 0.0081 eye widths (eyeball 12 mm, eye 25.9 mm wide); a turned head that looks at the
    // camera moves it the other way by about as much.
    private const double PerDegree = 0.0075;
    private const double WidthsPerDegree = 0.0081;
    private const double AtCamera = 0.10;
    private const double Away = 0.16;

    private const double RedPass = 0.08;
    private const double RedFail = 0.20;

    public static IEnumerable<Finding> Of(Evidence e)
    {
        bool dark = GlassesRules.HideEyes(e.Look);
        yield return EyesOpen(e, dark);
        yield return Gaze(e, dark);
        yield return RedEye(e, dark);
    }

    private static Finding EyesOpen(Evidence e, bool dark)
    {
        EyeLook worst = e.Look.RightEye.Opening <= e.Look.LeftEye.Opening ? e.Look.RightEye : e.Look.LeftEye;
        Verdict verdict = Judge.High(worst.Opening, Open, Closed);
        if (verdict == Verdict.Check && worst.Opening < NearlyClosed && worst.WhiteContrast < NoWhite)
            verdict = Verdict.Fail;
        if (dark)
            verdict = Verdict.NotAssessed;
        bool baby = e.Younger(1);
        if (baby)
            verdict = Judge.AtMostCheck(verdict);
        return new Finding
        {
            Code = ComplianceRules.EyesOpen,
            Verdict = verdict,
            Value = dark ? null : worst.Opening,
            Unit = "inter-eye distances",
            Min = Open,
            Uncertainty = 0.012,
            Basis = Basis.Calibrated("BioLab's gate of 0.09 between the lids of the worse eye; closed eyes of the labelled set measure up to 0.072"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "Both eyes are open.",
                Verdict.NotAssessed => "Dark or reflecting lenses, or something else that is worn, hide the eyes, so that it cannot be seen whether they are open.",
                Verdict.Fail => "An eye is closed. Open both eyes naturally and take the photo again.",
                _ when baby => "The eyes are nearly closed. Many authorities accept that below one year: check the document's rules.",
                _ => "An eye is nearly closed. If it is not clearly open in the photo, take it again.",
            },
        };
    }

    private static Finding Gaze(Evidence e, bool dark)
    {
        EyeLook right = e.Look.RightEye, left = e.Look.LeftEye;
        double yaw = e.Head.Pose.Yaw;
        bool seen = !dark && Math.Min(right.Opening, left.Opening) >= NearlyClosed && Math.Abs(yaw) < 25;
        double gaze = ((right.GazeX + left.GazeX) / 2) + (PerDegree * yaw);
        Verdict verdict = seen ? Judge.Low(Math.Abs(gaze), AtCamera, Away) : Verdict.NotAssessed;
        if (e.Younger(6))
            verdict = Judge.AtMostCheck(verdict);
        return new Finding
        {
            Code = ComplianceRules.Gaze,
            Verdict = verdict,
            Value = seen ? gaze / WidthsPerDegree : null,
            Unit = "degrees",
            Min = -AtCamera / WidthsPerDegree,
            Max = AtCamera / WidthsPerDegree,
            Uncertainty = 4,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.2.9 asks for eyes on the camera without a number; 0.10 of an eye's width is about 12 degrees; up and down is not measured"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "The eyes look toward the camera.",
                Verdict.NotAssessed => "The eyes cannot be seen well enough to tell where they look.",
                Verdict.Fail => "The eyes look aside. Look straight into the lens, not at the screen.",
                _ => "The eyes seem to look aside. Look straight into the lens, not at the screen.",
            },
        };
    }

    private static Finding RedEye(Evidence e, bool dark)
    {
        // Both eyes: one red patch may be a reflection or a lamp.
        double red = Math.Min(e.Look.RightEye.RedShare, e.Look.LeftEye.RedShare);
        bool hidden = dark || Math.Min(e.Look.RightEye.Opening, e.Look.LeftEye.Opening) < Closed;
        Verdict verdict = hidden ? Verdict.NotAssessed : Judge.Low(red, RedPass, RedFail);
        return new Finding
        {
            Code = ComplianceRules.RedEye,
            Verdict = verdict,
            Value = hidden ? null : 100 * red,
            Unit = "%",
            Max = 100 * RedPass,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.3.4 forbids red eyes without a number; share of the pupil more than twice as red as green or blue, in both eyes"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "The pupils are not red.",
                Verdict.NotAssessed => "The pupils are hidden by lids, lenses or something else.",
                _ => string.Create(CultureInfo.InvariantCulture, $"The pupils {(verdict == Verdict.Fail ? "are" : "seem")} red from the flash ({100 * red:0} %). Take the photo without flash, facing a window."),
            },
        };
    }
}
