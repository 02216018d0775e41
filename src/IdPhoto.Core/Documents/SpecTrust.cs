namespace IdPhoto.Documents;

/// <summary>What a whole record is worth: how its rules were read. Rules that are decisions of ours do not count.</summary>
public enum SpecTrust
{
    /// <summary>Every rule was read on a page of the authority.</summary>
    Official,

    /// <summary>Some rules were read on a page of the authority, others only elsewhere.</summary>
    Mixed,

    /// <summary>Every rule was read only on sites that restate it.</summary>
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
        bool official = rules.Contains(SourceConfidence.Official);
        bool secondary = rules.Contains(SourceConfidence.Secondary);
        return official ? (secondary ? SpecTrust.Mixed : SpecTrust.Official) : SpecTrust.Secondary;
    }
}
