namespace IdPhoto.Documents;

/// <summary>How high a child's head must be, where the authority asks for another range than of adults.</summary>
public sealed record ChildRule
{
    /// <summary>The age in years, 1..18, from which the rule no longer holds.</summary>
    public required int BelowYears { get; init; }

    /// <summary>The head, in place of <see cref="PhotoSpec.Head"/>.</summary>
    public required HeadRule Head { get; init; }
}
