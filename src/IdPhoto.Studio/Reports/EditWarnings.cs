using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Portraits;

namespace IdPhoto.Studio.Reports;

/// <summary>Says what the authority's word on edited photos means for the photo that was made.</summary>
internal static class EditWarnings
{
    /// <param name="plan">What was weighed.</param>
    /// <param name="done">How far the photo is changed.</param>
    /// <param name="spec">The document.</param>
    /// <param name="options">What was asked for.</param>
    public static IEnumerable<string?> Of(EditPlan plan, EditLevel done, PhotoSpec spec, MakeOptions options)
    {
        if (plan.Overrides && done > plan.Permitted)
            yield return "Edits were allowed expressly, against the authority's rules: this photo can be refused for them.";
        yield return plan.Background is null ? Kept(plan, spec, options) : Replaced(spec);
    }

    private static string? Replaced(PhotoSpec spec) => spec.Warning ?? spec.Edit.OnBackground switch
    {
        EditRule.NotSeen => "No rule on edited photos was seen for this document. That is not permission: ask, or take the photo in front of a plain wall.",
        EditRule.Silent => "This document's rules do not mention replaced backgrounds. That is not permission: ask, or take the photo in front of a plain wall.",
        EditRule.Discouraged => "This document's authority advises against edited photos, and a replaced background is an edit.",
        _ => null,
    };

    private static string? Kept(EditPlan plan, PhotoSpec spec, MakeOptions options)
    {
        bool forbidden = spec.Edit.Alteration is EditRule.Forbidden or EditRule.Implied || plan.Permitted == EditLevel.Untouched;
        if (options.KeepBackground || spec.Edit.Unasked >= EditLevel.Background)
            return forbidden ? spec.Warning : null;
        return forbidden
            ? $"The background was not replaced, because this document forbids it. {spec.Warning}"
            : "The background was not replaced, because nothing that was read about this document permits it. Name a background to replace it all the same.";
    }
}
