using IdPhoto.Documents;

namespace IdPhoto.Framing;

/// <summary>A rule about a length on the page: it is <see cref="Length"/> in source pixels divided by the scale.</summary>
internal sealed record PageRule(string Name, Linear Length, double Min, double Max)
{
    /// <summary>A millionth of an output pixel is rounding, not a broken rule.</summary>
    public const double Rounding = 1e-6;

    /// <summary>Whether the document asks for it.</summary>
    public bool Required { get; init; } = true;

    /// <summary>One standard deviation of the length, in source pixels.</summary>
    public double Uncertainty { get; init; }

    /// <summary>Kept if possible but not worth telling.</summary>
    public bool Silent { get; init; }

    public PageRule(string name, Linear length, PixelRange range)
        : this(name, length, range.Min, range.Max)
    {
    }

    /// <summary>The rule as two half-spaces.</summary>
    public Linear[] Constraints()
    {
        Linear scale = new(1, 0, 0, 0);
        List<Linear> both = [];
        if (!double.IsInfinity(Min))
            both.Add(Length - (scale * Min));
        if (!double.IsInfinity(Max))
            both.Add((scale * Max) - Length);
        return [.. both];
    }

    /// <summary>The length on the page, in output pixels.</summary>
    public double ValueAt(Position at) => Length.At(at) / at.Scale;

    /// <summary>How a placement keeps the rule.</summary>
    public RuleOutcome Outcome(Position at, PageGeometry page)
    {
        double value = ValueAt(at);
        bool holds = value >= Min - Rounding && value <= Max + Rounding;
        return new RuleOutcome(
            Name, Tell(value, page), TellLimit(Min, page), TellLimit(Max, page), UnitOn(page), holds, Required, Tell(Uncertainty / at.Scale, page));
    }

    /// <summary>The unit in which people are told.</summary>
    public string UnitOn(PageGeometry page) => Name switch
    {
        FramingRules.Enlargement or FramingRules.Sharpness => "x",
        FramingRules.Centring => "%",
        _ => page.Unit,
    };

    /// <summary>A length in that unit.</summary>
    public double Tell(double pixels, PageGeometry page) => Name switch
    {
        FramingRules.Enlargement or FramingRules.Sharpness => pixels,
        FramingRules.Centring => 100 * pixels / page.Size.Width,
        _ => page.InUnits(pixels),
    };

    private double? TellLimit(double pixels, PageGeometry page) => double.IsInfinity(pixels) ? null : Tell(pixels, page);
}
