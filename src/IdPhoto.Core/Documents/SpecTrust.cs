namespace IdPhoto.Documents;

/// <summary>What a whole record is worth: how its rules were read. Rules that are decisions of ours do not count.</summary>
public enum SpecTrust
{
    /// <summary>Every rule was read on a page of the authority.</summary>
    Official,

    /// <summary>Some rules were read on a page of the authority, others only elsewhere.</summary>
    Mixed,

    /// <summary>No rule was read on a page of the authority itself, but each is known with its address there, through a restatement.</summary>
    Restated,

    /// <summary>Some rules at least were read only on other sites that restate them, and none on a page of the authority.</summary>
    Secondary,

    /// <summary>At least one rule rests on an unverified hint.</summary>
    Unverified,
}

/// <summary>Judges records.</summary>
public static class SpecTrusts
{
    /// <summary>What a record is worth.</summary>
    public static SpecTrust Of(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        SourceConfidence[] rules = [.. spec.Sources.Select(source => source.Field).Distinct().Select(field => spec.Confidence(field)!.Value)];
        if (rules.Contains(SourceConfidence.Lead))
            return SpecTrust.Unverified;
        if (rules.Contains(SourceConfidence.Official))
            return Array.TrueForAll(rules, rule => rule == SourceConfidence.Official) ? SpecTrust.Official : SpecTrust.Mixed;
        return rules.Length > 0 && Array.TrueForAll(rules, rule => rule == SourceConfidence.Restated) ? SpecTrust.Restated : SpecTrust.Secondary;
    }

    /// <summary>What a record of a document that is taken on site is worth: its one rule has the best of its sources.</summary>
    public static SpecTrust Of(OnSiteDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Confidence switch
        {
            SourceConfidence.Official => SpecTrust.Official,
            SourceConfidence.Restated => SpecTrust.Restated,
            _ => SpecTrust.Secondary,
        };
    }
}
