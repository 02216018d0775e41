namespace IdPhoto.Documents;

/// <summary>Since when and until when an authority's rules hold.</summary>
public sealed record SpecValidity
{
    /// <summary>The first day; null where none was read.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day; null where they hold still, or none was read.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The identifier of the document that has taken this one's place; null for none.</summary>
    public string? SupersededBy { get; init; }
}
