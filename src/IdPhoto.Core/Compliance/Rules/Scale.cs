using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>On which side of its limits a value is good.</summary>
internal enum Bound
{
    /// <summary>Small values are good.</summary>
    AtMost,

    /// <summary>Large values are good.</summary>
    AtLeast,

    /// <summary>Values near 0 are good, on both sides.</summary>
    Within,

    /// <summary>One value is good.</summary>
    Exactly,
}

/// <summary>One measure of a rule: its unit, what passes and what fails. Between the two limits a person should look.</summary>
/// <param name="Unit">As <see cref="Finding.Unit"/>.</param>
/// <param name="Bound">Which side is good.</param>
/// <param name="Pass">The last value that passes.</param>
internal sealed record Scale(string Unit, Bound Bound, Limit Pass)
{
    /// <summary>The first value that fails; null where this measure is never a reason to fail.</summary>
    public Limit? Fail { get; init; }

    /// <summary>With other signs that the rule weighs, a value beyond <see cref="Pass"/> may fail although no value here does by itself.</summary>
    public bool FailsTogether { get; init; }

    /// <summary>From the values and limits here to those shown: 100 for shares in per cent.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>One standard deviation of a shown value; 0 where it is not known.</summary>
    public double Deviation { get; init; }

    /// <summary>The id of the words on where the limits come from; they take the source of <see cref="Pass"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>Smallest shown value that passes; null for none.</summary>
    public double? Min => Bound switch { Bound.AtLeast or Bound.Exactly => Factor * Pass.Value, Bound.Within => -Factor * Pass.Value, _ => null };

    /// <summary>Largest shown value that passes; null for none.</summary>
    public double? Max => Bound == Bound.AtLeast ? null : Factor * Pass.Value;

    /// <summary>Where the limits come from.</summary>
    public RuleBasis Basis => new(Pass.Origin, Message.Of(Reason, ("source", Pass.Said)));

    /// <summary>The verdict on a value; NaN is not assessed.</summary>
    public Verdict Of(double value)
    {
        double pass = Pass.Value, fail = Fail?.Value ?? double.PositiveInfinity;
        return Bound switch
        {
            Bound.AtMost => Judge.Low(value, pass, fail),
            Bound.AtLeast => Judge.High(value, pass, Fail?.Value ?? double.NegativeInfinity),
            Bound.Within => Judge.Low(Math.Abs(value), pass, fail),
            _ => value == pass ? Verdict.Pass : Verdict.Fail,
        };
    }

    /// <summary>The same with its limits farther off by a factor.</summary>
    public Scale Eased(double by) => this with { Pass = Pass with { Value = by * Pass.Value }, Fail = Fail is null ? null : Fail with { Value = by * Fail.Value } };
}
