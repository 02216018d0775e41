using IdPhoto.Compliance;
using IdPhoto.Compliance.Ofiq;
using IdPhoto.Portraits;

namespace IdPhoto.Studio;

/// <summary>A picture that was checked, and what was found. Nothing of the picture was changed.</summary>
/// <param name="Report">The verdicts.</param>
/// <param name="Portrait">The picture with its faces.</param>
public sealed record CheckedPhoto(ComplianceReport Report, Portrait Portrait)
{
    /// <summary>The measures of ISO/IEC 29794-5 that need no trained scorer, as OFIQ names and scales them.</summary>
    public IReadOnlyList<OfiqMeasure> Ofiq() => OfiqChecker.Measure(Portrait);
}

/// <summary>What a made photo's source and result were found to be.</summary>
/// <param name="Source">The picture it was made from.</param>
/// <param name="Result">The finished photo.</param>
public sealed record MadeCompliance(ComplianceReport Source, ComplianceReport Result);
