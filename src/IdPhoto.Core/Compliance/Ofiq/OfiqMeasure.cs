namespace IdPhoto.Compliance.Ofiq;

/// <summary>A measure of ISO/IEC 29794-5 as OFIQ names it.</summary>
/// <param name="Name">OFIQ's name, such as 'BackgroundUniformity'.</param>
/// <param name="Native">The measured value in OFIQ's unit; null where it could not be measured.</param>
/// <param name="Quality">0..100, higher is better; -1 where it could not be measured, as OFIQ writes it.</param>
/// <param name="Needs">What it is computed from, and with it how close to OFIQ it can be.</param>
public sealed record OfiqMeasure(string Name, double? Native, int Quality, OfiqInput Needs);

/// <summary>What a measure is computed from.</summary>
public enum OfiqInput
{
    /// <summary>Landmarks, pose, boxes and pixels: equal to OFIQ's on equal landmarks.</summary>
    Arithmetic,

    /// <summary>A segmentation as well: our network's classes stand in for OFIQ's, so that values may differ.</summary>
    Mask,
}
