namespace IdPhoto.Documents;

/// <summary>How far a photo is changed on its way to a document.</summary>
public enum EditLevel
{
    /// <summary>Crop, scale, quarter turns and conversion to sRGB: every pixel is a plain resample of the source.</summary>
    Untouched,

    /// <summary>Also a head turned level, a mirrored photo, and another background.</summary>
    Background,

    /// <summary>Also the person's look. Nothing here does that.</summary>
    Retouch,
}

/// <summary>Derives, in this one place, what may be done to a photo from what its authority says.</summary>
internal static class EditLevels
{
    // The rule on backgrounds decides; where the text that was read whole says nothing, a background is an alteration like any
    // other. Where none was seen, neither what permits some alterations nor what forbids them tells whether a background is meant.
    public static EditRule OnBackground(EditPolicy policy) => policy.Background switch
    {
        EditRule.NotSeen when policy.Alteration is EditRule.Allowed or EditRule.Forbidden or EditRule.Implied => EditRule.NotSeen,
        EditRule.NotSeen => policy.Alteration,
        EditRule.Silent when policy.Alteration != EditRule.NotSeen => policy.Alteration,
        EditRule decides => decides,
    };

    public static EditLevel Permitted(EditPolicy policy)
    {
        EditRule background = OnBackground(policy);
        // Where changes are refused and nobody knows whether a background is one, it is left alone.
        if (background is EditRule.Forbidden or EditRule.Implied || (background is EditRule.NotSeen && policy.Alteration is EditRule.Forbidden or EditRule.Implied))
            return EditLevel.Untouched;
        return background is not EditRule.NotSeen && policy.Alteration is EditRule.Allowed or EditRule.NotApplicable ? EditLevel.Retouch : EditLevel.Background;
    }

    // 'Not seen' and 'silent' are no permission: who leaves the choice to us keeps their background.
    public static EditLevel Unasked(EditPolicy policy) => OnBackground(policy) is EditRule.Allowed or EditRule.NotApplicable
        ? EditLevel.Background
        : EditLevel.Untouched;
}
