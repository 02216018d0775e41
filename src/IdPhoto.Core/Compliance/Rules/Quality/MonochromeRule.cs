namespace IdPhoto.Compliance.Rules;

/// <summary>A photo in colour.</summary>
internal static class MonochromeRule
{
    /// <summary>Share of the face whose channels differ by less than 4 of 255; skin in colour is never seen above what passes.</summary>
    private static readonly Scale Grey = new("%", Bound.AtMost, Limit.Icao(0.6, "ICAO Doc 9303-3, 3.9.1"))
    {
        Fail = Limit.Calibrated(0.95, "photos without colour"),
        Factor = 100,
        Reason = "bases.monochrome",
    };

    public static Rule Declaration { get; } = new(ComplianceRules.Monochrome, RuleGroup.Quality, c => Reading.On(Grey, c.Look.Skin.Grey)) { Scales = [Grey] };
}
