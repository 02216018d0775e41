using IdPhoto.Compliance;
using IdPhoto.Messages;
using IdPhoto.Portraits;

namespace IdPhoto.Studio.Reports;

/// <summary>What the check of the picture found wrong that no crop can put right.</summary>
internal static class CheckWarnings
{
    /// <summary>The broken rules; of a kept background also what a person should look at, since it could not be made right.</summary>
    public static IEnumerable<Message> Of(ComplianceReport check, MadePhoto photo)
        => check.Findings.Where(finding => ComplianceRules.IsWarnedOf(finding, photo.Background is null)).Select(finding => finding.Said);
}
