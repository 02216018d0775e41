using System.Globalization;
using IdPhoto.Compliance.Measures;
using IdPhoto.Decoding;

namespace IdPhoto.Compliance.Rules;

/// <summary>Sharpness, compression, colour, distance.</summary>
internal static class QualityRules
{
    private const double SharpWidth = 0.022;
    private const double SharpPixels = 2.7;
    private const double VisibleBlocks = 2.9;
    private const double StrongBlocks = 4.4;
    private const double GoodQuality = 75;

    /// <summary>Chroma of the whites of the eyes above every naturally lit eye of the labelled set.</summary>
    private const double NaturalWhites = 26;

    public static IEnumerable<Finding> Of(Evidence e)
    {
        yield return Sharpness(e);
        yield return Compression(e);
        yield return Cast(e);
        yield return Monochrome(e);
        yield return Distance(e);
    }

    private static Finding Sharpness(Evidence e)
    {
        DetailLook detail = e.Look.Detail;
        // A small file has wide edges for its head although it is sharp: that is a matter of pixels, told elsewhere.
        Verdict verdict = Judge.Low(detail.EdgePixels, SharpPixels, 4.2);
        bool fine = detail.EdgeWidth <= SharpWidth;
        if (fine)
            verdict = Verdict.Pass;
        else if (detail.EdgeWidth < 0.035)
            verdict = Judge.AtMostCheck(verdict);
        return new Finding
        {
            Code = ComplianceRules.Sharpness,
            Verdict = verdict,
            Value = double.IsNaN(detail.EdgeWidth) ? null : fine ? 100 * detail.EdgeWidth : detail.EdgePixels,
            Unit = fine ? "%" : "px",
            Max = fine ? 100 * SharpWidth : SharpPixels,
            Uncertainty = 0.3,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 7.3.3: in focus; width of the sharpest edges in per cent of the inter-eye distance (2.2 are 2.6 pixels of a 300 dpi print), or within 2.7 pixels of the file"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "The face is sharp.",
                Verdict.NotAssessed => "There is too little contrast in the face to tell whether it is sharp.",
                Verdict.Fail => "The face is blurred. Hold the camera still, wipe its lens, and let it focus on the eyes.",
                _ => "The face is a little soft. Look at the eyes at full size; if lashes run together, take the photo again.",
            },
        };
    }

    private static Finding Compression(Evidence e)
    {
        double blocks = e.Look.Detail.Blocks;
        double quality = e.Options.Header?.JpegQuality ?? double.NaN;
        Verdict seen = Judge.Low(blocks, VisibleBlocks, StrongBlocks), saved = quality < GoodQuality ? Verdict.Check : double.IsNaN(quality) ? Verdict.NotAssessed : Verdict.Pass;
        Verdict verdict = Judge.Worse(seen, saved);
        // What decides is shown: the blocks where there are any, otherwise the setting.
        bool setting = seen == Verdict.NotAssessed || (seen == Verdict.Pass && saved == Verdict.Check);
        return new Finding
        {
            Code = ComplianceRules.Compression,
            Verdict = verdict,
            Value = verdict == Verdict.NotAssessed ? null : setting ? quality : blocks,
            Unit = setting ? "" : "levels",
            Min = setting && verdict != Verdict.NotAssessed ? GoodQuality : null,
            Max = setting ? null : VisibleBlocks,
            Uncertainty = setting ? 0 : 0.3,
            Basis = Basis.Calibrated("ISO/IEC 19794-5, 9.1 advises against visible compression; steps at the borders of 8 x 8 blocks beyond those inside, in 8-bit levels: 1.4 to 2.5 at JPEG quality 85, 2.4 to 3.3 at 60, 4.2 to 7 at 15 and below; quality below 75 is a hint"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : Remedy.BetterFile,
            Sentence = verdict switch
            {
                Verdict.NotAssessed => "Traces of JPEG compression are looked for only in upright JPEG files whose face has pixels enough.",
                Verdict.Pass => setting ? string.Create(CultureInfo.InvariantCulture, $"The file was saved at JPEG quality {quality:0}, which leaves few traces.") : "No traces of compression were seen.",
                Verdict.Fail => "Compression has left visible blocks. Use the camera's original file rather than one sent by a messenger.",
                _ => setting
                    ? string.Create(CultureInfo.InvariantCulture, $"The file was saved at JPEG quality {quality:0}. Use the camera's original rather than one sent by a messenger.")
                    : "Compression may have left visible blocks. Use the camera's original file rather than one sent by a messenger.",
            },
        };
    }

    private static Finding Cast(Evidence e)
    {
        SkinLook skin = e.Look.Skin;
        // OFIQ's box for skin: a* 5..25, b* 5..35, distance outside it. Within it the whites of the eyes may still tell, and
        // never make it fail.
        double off = Math.Sqrt(Math.Pow(Outside(skin.Cheeks.A, 5, 25), 2) + Math.Pow(Outside(skin.Cheeks.B, 5, 35), 2));
        bool grey = skin.Grey > 0.9;
        double whites = Whites(e.Look);
        bool onWhites = off <= 4 && whites > NaturalWhites;
        Verdict verdict = grey ? Verdict.NotAssessed : onWhites ? Verdict.Check : Judge.Low(off, 4, 12);
        return new Finding
        {
            Code = ComplianceRules.ColourCast,
            Verdict = verdict,
            Value = verdict == Verdict.NotAssessed ? null : onWhites ? whites : off,
            Unit = "dE",
            Max = onWhites ? NaturalWhites : 4,
            Uncertainty = 1,
            Basis = onWhites ? Basis.Calibrated("the whites of open eyes are nearly neutral in neutral light: their chroma, up to 26 in every naturally lit eye of the labelled set") : new RuleBasis(RuleOrigin.Ofiq, "ISO/IEC 29794-5, NaturalColour: skin within a* 5..25 and b* 5..35; Q 50 at 11, here on the cheeks alone"),
            Remedy = verdict is Verdict.Pass or Verdict.NotAssessed ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "The colour of the skin looks natural.",
                Verdict.NotAssessed => grey ? "The face has hardly any colour, so that no cast can be told." : "Too little skin can be seen to tell a colour cast.",
                _ when onWhites => "The whites of the eyes are not white: the light seems coloured. Take the photo by daylight, away from coloured walls and lamps, without a filter.",
                _ => $"The skin {(verdict == Verdict.Fail ? "looks" : "seems")} too {Hue(skin)}. Take the photo by daylight, away from coloured walls and lamps, without a filter.",
            },
        };
    }

    // NaN where both eyes are not open enough to show them.
    private static double Whites(FaceLook look)
    {
        EyeLook[] seen = [.. new[] { look.RightEye, look.LeftEye }.Where(eye => eye.Opening > 0.1 && eye.WhiteContrast > 25)];
        return seen.Length < 2 ? double.NaN : seen.Min(eye => eye.WhiteChroma) + look.Skin.Cheeks.Chroma;
    }

    private static double Outside(double value, double low, double high) => Math.Max(0, Math.Max(low - value, value - high));

    private static string Hue(SkinLook skin) => skin.Cheeks switch
    {
        { B: < 5 } => "blue",
        { B: > 35 } => "yellow",
        { A: > 25 } => "red",
        _ => "green",
    };

    private static Finding Monochrome(Evidence e)
    {
        double grey = e.Look.Skin.Grey;
        Verdict verdict = Judge.Low(grey, 0.6, 0.95);
        return new Finding
        {
            Code = ComplianceRules.Monochrome,
            Verdict = verdict,
            Value = 100 * grey,
            Unit = "%",
            Max = 60,
            Basis = Basis.Icao("ICAO Doc 9303-3, 3.9.1: colour; share of the face whose channels differ by less than 4 of 255, above which skin is never seen in colour"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.Retake,
            Sentence = verdict switch
            {
                Verdict.Pass => "The photo is in colour.",
                Verdict.Fail => "The photo is black and white. Almost every document asks for a colour photo.",
                _ => "The face has hardly any colour. Almost every document asks for a colour photo: look whether it is one.",
            },
        };
    }

    // Nearer than arm's length the ears hide behind the cheeks: the head looks narrow between them.
    private static Finding Distance(Evidence e)
    {
        double ratio = e.Head.HeadWidth / (e.Head.InterEyeDistance / Math.Max(0.5, Math.Cos(e.Head.Pose.Yaw * Math.PI / 180)));
        Verdict verdict = Math.Abs(e.Head.Pose.Yaw) > 15 ? Verdict.NotAssessed : ratio < 2.1 ? Verdict.Check : Verdict.Pass;
        return new Finding
        {
            Code = ComplianceRules.CameraDistance,
            Verdict = verdict,
            Value = ratio,
            Unit = "x",
            Min = 2.1,
            Uncertainty = 0.1,
            Basis = Basis.Calibrated("ICAO TR Portrait Quality: 0.7 to 4 m; width at the ears over the inter-eye distance is 2.45 from afar and 2.2 at half a metre in the canonical head: a hint only, never a fail"),
            Remedy = verdict == Verdict.Check ? Remedy.LookAtIt : Remedy.None,
            Sentence = verdict switch
            {
                Verdict.Pass => "No distortion from a near camera was seen.",
                Verdict.NotAssessed => "The head is turned too far to see distortion from a near camera.",
                _ => string.Create(CultureInfo.InvariantCulture, $"The face looks as if taken from very near, as selfies are (ears {ratio:0.0} eye distances apart). Let somebody else take the photo from 1 to 2 metres."),
            },
        };
    }
}
