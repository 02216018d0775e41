using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>What a rule saw on a photo, before anything is concluded from it.</summary>
internal sealed record Reading
{
    private Reading()
    {
    }

    /// <summary>The scale that decides; null where a document's range or a yes or no does.</summary>
    public Scale? Scale { get; init; }

    /// <summary>The measured value in the scale's unit before its factor; NaN or null where there is none.</summary>
    public double? Value { get; init; }

    /// <summary>Limits that belong to this document alone; they take the place of the scale's.</summary>
    public (double? Min, double? Max)? Range { get; init; }

    /// <summary>The unit where there is no scale.</summary>
    public string Unit { get; init; } = "";

    /// <summary>One standard deviation of the shown value, where it is not the scale's.</summary>
    public double? Deviation { get; init; }

    /// <summary>A verdict that the scale alone does not give.</summary>
    public Verdict? Decided { get; init; }

    /// <summary>At most a reason to look, whatever was measured.</summary>
    public bool NeverFails { get; init; }

    /// <summary>At most a reason to look where no page was read on the document's rule.</summary>
    public bool NeverFailsUnread { get; init; }

    /// <summary>Where the limits come from, where that is not the scale's.</summary>
    public RuleBasis? Basis { get; init; }

    /// <summary>What helps, where that is not the rule's.</summary>
    public Remedy? Remedy { get; init; }

    /// <summary>Chooses among the sentences of one verdict.</summary>
    public string? Variation { get; init; }

    /// <summary>The sentence says the same at every age.</summary>
    public bool AnyAge { get; init; }

    /// <summary>Other words than the rule's own: a refusal's.</summary>
    public Message? Said { get; init; }

    /// <summary>What the sentence needs.</summary>
    public IReadOnlyList<(string Name, Argument Value)> Facts { get; init; } = [];

    /// <summary>A value on a scale.</summary>
    public static Reading On(Scale scale, double value) => new() { Scale = scale, Value = value };

    /// <summary>Nothing that could be measured.</summary>
    public static Reading Unseen(Scale? scale = null) => new() { Scale = scale, Decided = Verdict.NotAssessed };

    /// <summary>Something seen or not seen, without a number.</summary>
    public static Reading Seen(Verdict verdict, Scale? scale = null) => new() { Scale = scale, Decided = verdict };

    /// <summary>A value against a range of the document.</summary>
    /// <param name="value">As shown.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="min">Smallest that passes; null for none.</param>
    /// <param name="max">Largest that passes; null for none.</param>
    /// <param name="verdict">What follows.</param>
    public static Reading Against(double value, string unit, double? min, double? max, Verdict verdict)
        => new() { Value = value, Unit = unit, Range = (min, max), Decided = verdict };
}
