using IdPhoto.Compliance;
using IdPhoto.Portraits;

namespace IdPhoto.Studio.Reports;

/// <summary>What the check of the picture found wrong that no crop mends, each a sentence.</summary>
internal static class CheckWarnings
{
    /// <summary>Told by framing in its own numbers.</summary>
    private static readonly HashSet<string> ToldByFraming =
        [ComplianceRules.FaceCount, ComplianceRules.Framing, ComplianceRules.Resolution, ComplianceRules.InterEyeDistance, ComplianceRules.Roll];

    private static readonly HashSet<string> OfTheBackground =
        [ComplianceRules.BackgroundUniform, ComplianceRules.BackgroundColour, ComplianceRules.BackgroundShadow, ComplianceRules.BackgroundObjects];

    /// <summary>The broken rules; of a kept background also what a person should look at, since it could not be made right.</summary>
    public static IEnumerable<string> Of(ComplianceReport check, MadePhoto photo) => check.Findings
        .Where(finding => !ToldByFraming.Contains(finding.Code))
        .Where(finding => finding.Verdict == Verdict.Fail || (finding.Verdict == Verdict.Check && photo.Background is null && OfTheBackground.Contains(finding.Code)))
        .Select(finding => finding.Sentence);
}
