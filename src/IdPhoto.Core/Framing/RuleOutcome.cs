namespace IdPhoto.Framing;

/// <summary>One rule, and how a placement keeps it.</summary>
/// <param name="Rule">One of <see cref="FramingRules"/>.</param>
/// <param name="Value">What the finished photo will have.</param>
/// <param name="Min">Smallest value allowed; null for none.</param>
/// <param name="Max">Largest value allowed; null for none.</param>
/// <param name="Unit">'mm', '%' (of the height; of the width for centring), 'px' of the picture, 'degrees', or 'x' for a factor.</param>
/// <param name="Holds">Whether the value lies in the range.</param>
/// <param name="Required">Whether the document asks for it; otherwise it is good practice.</param>
/// <param name="Uncertainty">One standard deviation of the value, in its unit; 0 where it follows from what was found.</param>
public sealed record RuleOutcome(
    string Rule, double Value, double? Min, double? Max, string Unit, bool Holds, bool Required, double Uncertainty);

/// <summary>The stable names of the rules that framing keeps or reports.</summary>
public static class FramingRules
{
    /// <summary>Chin to the top of the head.</summary>
    public const string HeadHeight = "head-height";

    /// <summary>The eye line above the lower edge.</summary>
    public const string EyeLine = "eye-line";

    /// <summary>Room above the head.</summary>
    public const string TopMargin = "top-margin";

    /// <summary>Room below the chin.</summary>
    public const string ChinMargin = "chin-margin";

    /// <summary>The face's midline right of the photo's middle.</summary>
    public const string Centring = "centring";

    /// <summary>Output pixels per source pixel: above 3 is refused.</summary>
    public const string Enlargement = "enlargement";

    /// <summary>Output pixels per source pixel: above 1 the photo is softer than its size promises.</summary>
    public const string Sharpness = "sharpness";

    /// <summary>The visible top of the head inside the photo.</summary>
    public const string HairInside = "hair-inside";

    /// <summary>Width of the head.</summary>
    public const string HeadWidth = "head-width";

    /// <summary>Clockwise slope of the eye line that was left in the photo; told only where it was not levelled.</summary>
    public const string Roll = "roll";

    /// <summary>Distance between the eyes in the picture; ICAO asks for 90 px.</summary>
    public const string InterEyeDistance = "inter-eye-distance";
}
