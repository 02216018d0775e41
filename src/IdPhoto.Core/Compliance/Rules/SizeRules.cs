using System.Globalization;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Rules;

/// <summary>One face, and pixels enough for the photo.</summary>
internal static class SizeRules
{
    /// <summary>ICAO's least distance between the eyes; at 10 mm and 300 dpi a print has 118.</summary>
    private const double LeastEyes = 90;

    /// <summary>Faces of one height differ this much in the distance of their eyes: 0.29 of the head on average, 0.22 in one of twenty.</summary>
    private const double SmallEyes = 0.75;

    /// <summary>Two per cent fewer pixels than asked for come from rounding, and nobody sees them.</summary>
    private const double Rounding = 0.98;

    /// <summary>Nobody sees an enlargement by five per cent.</summary>
    private const double Unseen = 1.05;

    /// <summary>Another face below this share of the main one is under 4 mm high on a print of 45 mm: nobody can be made out on it.</summary>
    private const double TinyFace = 0.12;

    public static IEnumerable<Finding> Of(Evidence e)
    {
        yield return Faces(e);
        yield return e.Finished ? PixelSize(e) : Framing(e);
        if (!e.Finished)
            yield return Resolution(e);
        yield return Eyes(e);
    }

    public static Finding NoFace(PhotoSpec spec) => new()
    {
        Code = ComplianceRules.FaceCount,
        Verdict = Verdict.Fail,
        Value = 0,
        Min = 1,
        Max = 1,
        Basis = Basis.Icao("ICAO Doc 9303-3, 3.9.1: one person, full face"),
        Remedy = Remedy.Retake,
        Sentence = $"No face was found. Take the photo for the {spec.Title} from the front, with the whole face lit, in view and not covered.",
    };

    private static Finding Faces(Evidence e)
    {
        double main = e.Head.InterEyeDistance;
        FoundFace[] others = [.. e.Portrait.Faces.Skip(1).Where(face => Distance(face) >= TinyFace * main)];
        bool onPage = others.Any(face => Distance(face) >= 0.5 * main || IsOnPage(e, face.Mesh.EyeMidpoint));
        Verdict verdict = others.Length == 0 ? Verdict.Pass : onPage ? Verdict.Fail : Verdict.Check;
        return new Finding
        {
            Code = ComplianceRules.FaceCount,
            Verdict = verdict,
            Value = others.Length + 1,
            Min = 1,
            Max = 1,
            Basis = Basis.Icao("ICAO Doc 9303-3, 3.9.1: one person alone"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : onPage ? Remedy.Retake : Remedy.LookAtIt,
            Sentence = verdict switch
            {
                Verdict.Pass => "Exactly one face was found.",
                Verdict.Fail => $"{others.Length + 1} faces were found. Take the photo with nobody else in view, and without pictures of people behind you.",
                _ => "Another face was found outside the photo's frame. Make sure that nothing of that person is left in the photo.",
            },
        };
    }

    private static double Distance(FoundFace face) => face.Mesh.LeftEye.DistanceTo(face.Mesh.RightEye);

    private static bool IsOnPage(Evidence e, Point at)
    {
        Point on = e.PageToPicture.Inverse().Apply(at);
        return on.X >= 0 && on.Y >= 0 && on.X < e.Page.Size.Width && on.Y < e.Page.Size.Height;
    }

    private static Finding Framing(Evidence e)
    {
        bool fits = e.Refusal is null || (e.FitsWithNewBackground && e.Plan.Background is not null);
        Verdict verdict = fits ? Verdict.Pass : e.FitsWithNewBackground ? Verdict.Check : Verdict.Fail;
        return new Finding
        {
            Code = ComplianceRules.Framing,
            Verdict = verdict,
            Basis = Basis.Document(e.Spec, "head"),
            Remedy = verdict == Verdict.Pass ? Remedy.Reframe : verdict == Verdict.Check ? Remedy.ReplaceBackground : Remedy.Retake,
            Sentence = fits ? "The photo can be cut from this picture by the document's rules; it still has to be cropped."
                : e.FitsWithNewBackground ? $"The photo fits only with a new background. {e.Refusal!.Message}" : e.Refusal!.Message,
        };
    }

    private static Finding PixelSize(Evidence e)
    {
        PixelSize size = e.Portrait.Picture.Size;
        double shape = (double)size.Width / size.Height / ((double)e.Page.Size.Width / e.Page.Size.Height);
        if (Math.Abs(shape - 1) > 0.02)
            return Pixels(e, Verdict.Fail, 100 * (shape - 1), "%", -2, 2, $"The photo is {size.Width} x {size.Height} pixels, which is not the document's shape. Crop it anew from the original; never stretch it.", Remedy.Reframe);
        PixelRule? rule = e.Spec.Pixels;
        bool fileOnly = e.Spec.Print is null;
        int least = rule?.MinHeight ?? (fileOnly ? e.Page.Size.Height : 0), most = rule?.MaxHeight ?? (fileOnly && rule?.MinHeight is null ? e.Page.Size.Height : int.MaxValue);
        if (fileOnly || rule?.MinHeight is not null || rule?.MaxHeight is not null)
        {
            bool fits = size.Height >= least && size.Height <= most;
            string range = most == int.MaxValue ? $"at least {least}" : least == 0 ? $"at most {most}" : least == most ? $"exactly {least}" : $"{least} to {most}";
            return Pixels(e, fits ? Verdict.Pass : Verdict.Fail, size.Height, "px", least == 0 ? null : least, most == int.MaxValue ? null : most,
                $"The photo is {size.Height} pixels high; the document asks for {range}." + (fits ? "" : " Make it anew from the original."), fits ? Remedy.None : Remedy.Reframe);
        }
        double dpi = size.Height / e.Spec.Print!.HeightMm * 25.4, needed = Rounding * Math.Min(300, e.Spec.Dpi);
        Verdict verdict = Judge.High(dpi, needed, 200);
        bool enough = verdict == Verdict.Pass;
        return Pixels(e, verdict, dpi, "dpi", needed, null, string.Create(
            CultureInfo.InvariantCulture, $"On paper the photo has {dpi:0} dots per inch; {(enough ? "that is enough" : $"{needed:0} are needed")}.")
            + (enough ? "" : " Make it anew from the camera's original file."), enough ? Remedy.None : Remedy.BetterFile);
    }

    private static Finding Pixels(Evidence e, Verdict verdict, double value, string unit, double? min, double? max, string sentence, Remedy remedy) => new()
    {
        Code = ComplianceRules.PixelSize,
        Verdict = verdict,
        Value = value,
        Unit = unit,
        Min = min,
        Max = max,
        Basis = unit == "dpi" ? Basis.Icao("ICAO Doc 9303-3, 3.9.1: 300 pixels per inch on the print; below 200 is ours") : Basis.Document(e.Spec, e.Spec.Pixels is null ? "print" : "pixels"),
        Sentence = sentence,
        Remedy = remedy,
    };

    private static Finding Resolution(Evidence e)
    {
        double enlargement = 1 / e.PageToPicture.ScaleX;
        Verdict verdict = Judge.Low(enlargement, Unseen, 2);
        return new Finding
        {
            Code = ComplianceRules.Resolution,
            Verdict = verdict,
            Value = enlargement,
            Unit = "x",
            Max = Unseen,
            Basis = Basis.Icao("BSI TR-03121-3: no enlargement; five per cent are not seen, and failing above 2 x, half the resolution that a print needs, is ours"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.BetterFile,
            Sentence = verdict == Verdict.Pass ? "The picture has pixels enough." : string.Create(
                CultureInfo.InvariantCulture, $"The head would have to be enlarged {enlargement:0.0} times and come out soft. Use the camera's original file, or stand closer."),
        };
    }

    private static Finding Eyes(Evidence e)
    {
        // A small document's own pixels may leave less than ICAO's 90 between the eyes: then that is what can be asked for.
        double designed = e.Page.Head.Target / 3.4;
        double least = Math.Min(LeastEyes, SmallEyes * designed);
        double distance = e.Head.InterEyeDistance / Math.Max(0.5, Math.Cos(e.Head.Pose.Yaw * Math.PI / 180));
        Verdict verdict = Judge.High(distance, least, 0.67 * least);
        return new Finding
        {
            Code = ComplianceRules.InterEyeDistance,
            Verdict = verdict,
            Value = distance,
            Unit = "px",
            Min = least,
            Uncertainty = 0.02 * distance,
            Basis = least < LeastEyes
                ? Basis.Calibrated("three quarters of what the document's own size gives an average face, as ICAO's 90 px would not fit on it; failing below two thirds is ours")
                : Basis.Icao("ISO/IEC 19794-5, 8.4.1 and ICAO TR Portrait Quality, table 5: 90 px; failing below 60 is ours"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.BetterFile,
            Sentence = string.Create(CultureInfo.InvariantCulture, $"The eyes are {distance:0} pixels apart; at least {least:0} are needed.") + (verdict == Verdict.Pass ? "" : " Use the camera's original file, or stand closer."),
        };
    }
}
