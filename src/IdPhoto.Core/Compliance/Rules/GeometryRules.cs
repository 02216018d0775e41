using System.Globalization;
using IdPhoto.Documents;
using IdPhoto.Heads;

namespace IdPhoto.Compliance.Rules;

/// <summary>Where the head lies on a finished photo.</summary>
internal static class GeometryRules
{
    // Standard deviations in head heights, from the bench's comparison with positions marked by hand.
    private const double EyeError = 0.012;
    private const double ChinError = 0.013;
    private const double HairError = 0.015;

    /// <summary>The mesh's ears against callipers: +-5 % of the width.</summary>
    private const double WidthError = 0.025;

    // ISO's 50..75 % of the width, eased by two deviations of about 1.5 %.
    private const double IcaoNarrow = 47;
    private const double IcaoWide = 78;

    /// <summary>ICAO: the face's midline at 45..55 % of the width.</summary>
    private const double IcaoCentring = 0.05;

    public static IEnumerable<Finding> Of(Evidence e)
    {
        HeadMeasure head = e.HeadOnPage;
        double size = head.CrownHeight;
        yield return Height(e, head, size);
        foreach (Finding vertical in Vertical(e, head, size))
            yield return vertical;
        yield return Centring(e, head, size);
        yield return Width(e, head);
    }

    private static Finding Height(Evidence e, HeadMeasure head, double size)
    {
        bool crown = e.Page.HeadTop == HeadTop.Crown;
        double value = crown ? head.CrownHeight : head.HairHeight;
        double deviation = Math.Sqrt(Sum(ChinError * size, TopError(head, size, crown)));
        PixelRange range = e.Page.Head;
        Verdict verdict = Judge.Range(value, range.Min, range.Max, deviation);
        string to = crown ? "the crown, ignoring hair" : "the top of the hair";
        string advice = verdict == Verdict.Pass ? "" : Advice(tooSmall: value < (range.Min + range.Max) / 2);
        Finding finding = Length(e, ComplianceRules.HeadHeight, "head", value, range, deviation, verdict, $"From the chin to {to}, the head measures", advice);
        return Child(e, finding, head);
    }

    // ICAO widens the head's range below eleven years to 50..90 % of the height; national rules rarely say either.
    private static Finding Child(Evidence e, Finding finding, HeadMeasure head)
    {
        double share = head.CrownHeight / e.Page.Size.Height;
        if (!e.Younger(11) || finding.Verdict != Verdict.Fail || share is < 0.5 or > 0.9)
            return finding;
        return finding with
        {
            Verdict = Verdict.Check,
            Remedy = Remedy.LookAtIt,
            Sentence = finding.Sentence + " For children under 11 ICAO accepts heads of 50 to 90 % of the height: ask the authority.",
        };
    }

    private static IEnumerable<Finding> Vertical(Evidence e, HeadMeasure head, double size)
    {
        PageGeometry page = e.Page;
        double eyes = page.Size.Height - head.EyeMidpoint.Y;
        if (page.EyesFromBottom is PixelRange line)
            yield return Placed(e, ComplianceRules.EyeLine, "eyes", eyes, line, EyeError * size, "The eyes lie above the lower edge by", low: "down", high: "up");
        if (page.TopMargin is PixelRange top)
        {
            bool crown = page.TopMarginFrom == HeadTop.Crown;
            double above = crown ? head.Crown.Y : head.HeadTop.Y;
            yield return Placed(e, ComplianceRules.TopMargin, "topMargin", above, top, TopError(head, size, crown), "Above the head there are", low: "up", high: "down");
        }
        if (page.ChinMargin is PixelRange chin)
            yield return Placed(e, ComplianceRules.ChinMargin, "chinMargin", page.Size.Height - head.Chin.Y, chin, ChinError * size, "Below the chin there are", low: "down", high: "up");
        if (page.EyesFromBottom is null && page.TopMargin is null && page.ChinMargin is null)
            yield return IcaoEyes(e, eyes, EyeError * size);
    }

    // Only where the document fixes no vertical place itself: national rules may lie outside ICAO's box.
    private static Finding IcaoEyes(Evidence e, double eyes, double deviation)
    {
        double height = e.Page.Size.Height, low = (e.Younger(11) ? 0.4 : 0.5) * height;
        PixelRange box = new(low, 0.7 * height, 0.57 * height);
        Finding finding = Placed(e, ComplianceRules.EyeLine, "eyes", eyes, box, deviation, "The eyes lie above the lower edge by", low: "down", high: "up");
        return finding with
        {
            Verdict = Judge.AtMostCheck(finding.Verdict),
            Basis = Basis.Icao("ICAO TR Portrait Quality, table 9: eyes at 30..50 % of the height from the top (to 60 % below 11 years); the document fixes no place"),
        };
    }

    private static Finding Placed(Evidence e, string code, string field, double value, PixelRange range, double deviation, string what, string low, string high)
    {
        Verdict verdict = Judge.Range(value, range.Min, range.Max, deviation);
        double middle = double.IsInfinity(range.Max) ? range.Min + 1 : (range.Min + range.Max) / 2;
        string advice = verdict == Verdict.Pass ? "" : $" Crop the original anew, with the frame moved {(value < middle ? low : high)}.";
        return Length(e, code, field, value, range, deviation, verdict, what, advice);
    }

    private static Finding Length(Evidence e, string code, string field, double value, PixelRange range, double deviation, Verdict verdict, string what, string advice)
    {
        PageGeometry page = e.Page;
        string unit = page.Unit == "%" ? "% of the height" : page.Unit;
        RuleBasis basis = Basis.Document(e.Spec, field);
        if (basis.Origin == RuleOrigin.Assumed)
            verdict = Judge.AtMostCheck(verdict);
        string limits = double.IsInfinity(range.Max) ? $"at least {Number(page.InUnits(range.Min))}"
            : range.Min <= 0 ? $"at most {Number(page.InUnits(range.Max))}" : $"{Number(page.InUnits(range.Min))} to {Number(page.InUnits(range.Max))}";
        return new Finding
        {
            Code = code,
            Verdict = verdict,
            Value = page.InUnits(value),
            Unit = page.Unit,
            Min = range.Min > 0 ? page.InUnits(range.Min) : null,
            Max = double.IsInfinity(range.Max) ? null : page.InUnits(range.Max),
            Uncertainty = page.InUnits(deviation),
            Basis = basis,
            Remedy = verdict == Verdict.Pass ? Remedy.None : verdict == Verdict.Fail ? Remedy.Reframe : Remedy.LookAtIt,
            Sentence = $"{what} {Number(page.InUnits(value))} {unit}, allowed are {limits}.{Doubt(verdict, basis)}{advice}",
        };
    }

    private static Finding Centring(Evidence e, HeadMeasure head, double size)
    {
        // The midline halfway between eyes and chin: a face that is turned a little has them apart.
        double midline = head.EyeMidpoint.MidpointTo(head.Chin).X;
        double off = 100 * ((midline / e.Page.Size.Width) - 0.5);
        double deviation = 100 * EyeError * size / e.Page.Size.Width;
        Verdict verdict = Judge.Range(off, -100 * IcaoCentring, 100 * IcaoCentring, deviation);
        return new Finding
        {
            Code = ComplianceRules.Centring,
            Verdict = verdict,
            Value = off,
            Unit = "%",
            Min = -100 * IcaoCentring,
            Max = 100 * IcaoCentring,
            Uncertainty = deviation,
            Basis = Basis.Icao("ICAO TR Portrait Quality, table 9: midline at 45..55 % of the width"),
            Remedy = verdict == Verdict.Pass ? Remedy.None : Remedy.Reframe,
            Sentence = verdict == Verdict.Pass ? "The face is in the middle." : $"The face is {Number(Math.Abs(off))} % of the width {(off > 0 ? "right" : "left")} of the middle; at most 5 % are allowed.{(verdict == Verdict.Check ? " Too close to the limit to be sure." : "")} Crop the original anew.",
        };
    }

    private static Finding Width(Evidence e, HeadMeasure head)
    {
        double deviation = WidthError * head.HeadWidth;
        if (e.Page.HeadWidth is PixelRange range)
        {
            Verdict width = Judge.Range(head.HeadWidth, range.Min, range.Max, deviation);
            string advice = width == Verdict.Pass ? "" : Advice(tooSmall: head.HeadWidth < (range.Min + range.Max) / 2);
            return Length(e, ComplianceRules.HeadWidth, "headWidth", head.HeadWidth, range, deviation, width, "Without the ears, the width of the head is", advice);
        }
        double share = 100 * head.HeadWidth / e.Page.Size.Width;
        double shape = (double)e.Page.Size.Width / e.Page.Size.Height;
        bool applies = shape is > 0.72 and < 0.82;
        Verdict verdict = applies ? share is >= IcaoNarrow and <= IcaoWide ? Verdict.Pass : Verdict.Check : Verdict.NotAssessed;
        return new Finding
        {
            Code = ComplianceRules.HeadWidth,
            Verdict = verdict,
            Value = share,
            Unit = "%",
            Min = applies ? IcaoNarrow : null,
            Max = applies ? IcaoWide : null,
            Uncertainty = 100 * deviation / e.Page.Size.Width,
            Basis = Basis.Icao("ISO/IEC 19794-5, 8.3.4: 50..75 % of the width on photos of 7:9, less and more by the error of measurement; never a fail"),
            Remedy = verdict == Verdict.Check ? Remedy.LookAtIt : Remedy.None,
            Sentence = applies ? $"Without the ears, the head takes {Number(share)} % of the width; 50 to 75 are usual.{(verdict == Verdict.Pass ? "" : Advice(tooSmall: share < 60))}" : "The document sets no width for the head, and its shape is not the one that ICAO's width is meant for.",
        };
    }

    private static string Doubt(Verdict verdict, RuleBasis basis) => (verdict, basis.Origin) switch
    {
        (Verdict.Check, RuleOrigin.Assumed) => " No rule of the authority was read on this: look it up.",
        (Verdict.Check, _) => " Too close to the limit to be sure.",
        _ => "",
    };

    private static double TopError(HeadMeasure head, double size, bool crown) => crown ? head.CrownUncertainty / 2 : HairError * size;

    private static double Sum(double a, double b) => (a * a) + (b * b);

    private static string Advice(bool tooSmall) => tooSmall ? " Crop the original closer to the head." : " Crop the original with more room around the head.";

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
