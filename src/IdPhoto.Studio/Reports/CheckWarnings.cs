using IdPhoto.Compliance;
using IdPhoto.Messages;
using IdPhoto.Portraits;

namespace IdPhoto.Studio.Reports;

/// <summary>What the check of the picture found wrong that no crop can put right.</summary>
internal static class CheckWarnings
{
    /// <summary>That the frame leaves hair out is a warning of framing, in the same words.</summary>
    private const string FramingSaysIt = "rules.head-cut-off.fail.crop";

    /// <summary>The broken rules; of a kept background also what a person should look at, since it could not be made right. One sentence for each cause.</summary>
    public static IEnumerable<Message> Of(ComplianceReport check, MadePhoto photo)
        => ComplianceRules.Advise(check.Findings.Where(finding => finding.Said.Id != FramingSaysIt && ComplianceRules.IsWarnedOf(finding, photo.Background is null))).Select(advice => advice.Said);
}
