using IdPhoto.Messages;

namespace IdPhoto.Compliance;

/// <summary>One thing to put right, or to look at: all the rules that one cause breaks, in one sentence.</summary>
public sealed record Advice
{
    /// <summary>As many are told at first sight; the rest is folded.</summary>
    public const int AtFirstSight = 5;

    /// <summary>What is behind it: a stable word such as 'background', 'mouth' or 'pixels'.</summary>
    public required string Cause { get; init; }

    /// <summary>What was found of it, the finding that speaks for all first; never empty.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The worst verdict of the findings: <see cref="Verdict.Fail"/> or <see cref="Verdict.Review"/>.</summary>
    public Verdict Verdict => Findings[0].Verdict;

    /// <summary>What was found and what to do.</summary>
    public Message Said => Findings[0].Said;

    /// <summary>What helps.</summary>
    public Remedy Remedy => Findings[0].Remedy;
}
