using System.Text.Json.Serialization;

namespace IdPhoto.Documents;

/// <summary>How much a source is worth.</summary>
[JsonConverter(typeof(CamelCaseWords<SourceConfidence>))]
public enum SourceConfidence
{
    /// <summary>An unverified hint.</summary>
    Lead,

    /// <summary>Another site that restates the rule.</summary>
    Secondary,

    /// <summary>A page at the authority's own address, whose content was read only as others restate it: to be read there again.</summary>
    Restated,

    /// <summary>A page of the authority, its missions or its named service.</summary>
    Official,
}

/// <summary>Where a rule was read.</summary>
public sealed record SpecSource
{
    /// <summary>The property it supports, such as 'head' or 'head.top'.</summary>
    public required string Field { get; init; }

    /// <summary>The page.</summary>
    public required Uri Url { get; init; }

    /// <summary>The day it was read; the rule may have changed since.</summary>
    public required DateOnly Read { get; init; }

    /// <summary>What the page is worth.</summary>
    public required SourceConfidence Confidence { get; init; }
}

/// <summary>Sources that cannot both be right, or a rule that contradicts itself.</summary>
public sealed record SpecContradiction
{
    /// <summary>The property it is about, such as 'head'.</summary>
    public required string Field { get; init; }

    /// <summary>What is said on either side and what was decided here, in words of ours to show.</summary>
    public required string Text { get; init; }
}
