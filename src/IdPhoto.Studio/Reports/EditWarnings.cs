using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Messages;
using IdPhoto.Portraits;

namespace IdPhoto.Studio.Reports;

/// <summary>Says what the authority's word on edited photos means for the photo that was made.</summary>
internal static class EditWarnings
{
    /// <param name="plan">What was weighed.</param>
    /// <param name="done">How far the photo is changed.</param>
    /// <param name="spec">The document.</param>
    /// <param name="options">What was asked for.</param>
    public static IEnumerable<Message?> Of(EditPlan plan, EditLevel done, PhotoSpec spec, MakeOptions options)
    {
        if (plan.Overrides && done > plan.Permitted)
            yield return Message.Of("warnings.edits-overridden");
        yield return plan.Background is null ? Kept(plan, spec, options) : Replaced(spec);
    }

    private static Message? Replaced(PhotoSpec spec) => spec.Warning is string warning ? Authority(warning) : spec.Edit.OnBackground switch
    {
        EditRule.NotSeen => Message.Of(spec.Edit.Alteration == EditRule.NotSeen ? "warnings.edit-rule-not-found" : "warnings.background-rule-not-found"),
        EditRule.Silent => Message.Of("warnings.edit-rule-silent"),
        EditRule.Discouraged => Message.Of("warnings.edit-discouraged"),
        _ => null,
    };

    private static Message? Kept(EditPlan plan, PhotoSpec spec, MakeOptions options)
    {
        bool forbidden = spec.Edit.Alteration is EditRule.Forbidden or EditRule.Implied || plan.Permitted == EditLevel.Untouched;
        if (options.KeepBackground || spec.Edit.Unasked >= EditLevel.Background)
            return forbidden && spec.Warning is string ban ? Authority(ban) : null;
        if (!forbidden)
            return Message.Of("warnings.background-kept-no-rule");
        if (spec.Edit.OnBackground == EditRule.NotSeen)
            return Message.Of("warnings.background-kept-unknown", ("warning", spec.Warning ?? ""));
        return spec.Warning is string warning ? Message.Of("warnings.background-kept", ("warning", warning)) : Message.Of("warnings.background-kept-forbidden");
    }

    // The record's own sentence, in English.
    private static Message Authority(string warning) => Message.Of("warnings.authority", ("warning", warning));
}
