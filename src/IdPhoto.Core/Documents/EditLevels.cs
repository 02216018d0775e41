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
    // The rule on backgrounds decides; where it says nothing, a background is an alteration like any other.
    public static EditRule OnBackground(EditPolicy policy) => policy.Background switch
    {
        EditRule.NotSeen => policy.Alteration,
        EditRule.Silent when policy.Alteration != EditRule.NotSeen => policy.Alteration,
        EditRule decides => decides,
    };

    public static EditLevel Permitted(EditPolicy policy)
    {
        if (OnBackground(policy) is EditRule.Forbidden or EditRule.Implied)
            return EditLevel.Untouched;
        return policy.Alteration is EditRule.Allowed or EditRule.NotApplicable ? EditLevel.Retouch : EditLevel.Background;
    }

    // 'Not seen' and 'silent' are no permission: who leaves the choice to us keeps their background.
    public static EditLevel Unasked(EditPolicy policy) => OnBackground(policy) is EditRule.Allowed or EditRule.NotApplicable
        ? EditLevel.Background
        : EditLevel.Untouched;
}
