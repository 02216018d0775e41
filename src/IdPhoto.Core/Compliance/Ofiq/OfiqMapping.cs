namespace IdPhoto.Compliance.Ofiq;

/// <summary>
/// From OFIQ's native values to its quality values of 0..100 (ISO/IEC 29794-5, as its reference implementation OFIQ 1.0.3
/// computes them). The constants are OFIQ's.
/// </summary>
internal static class OfiqMapping
{
    /// <summary>BackgroundUniformity: mean gradient of the background.</summary>
    public static int BackgroundUniformity(double native) => Clipped(190 * (1 - Sigmoid(native, 10, 100)));

    /// <summary>IlluminationUniformity: what the histograms of both cheeks share, 0..1.</summary>
    public static int IlluminationUniformity(double native) => Clipped(100 * Math.Pow(Math.Max(0, native), 0.3));

    /// <summary>LuminanceMean: 0..1.</summary>
    public static int LuminanceMean(double native) => Clipped(100 * Sigmoid(native, 0.2, 0.05) * (1 - Sigmoid(native, 0.8, 0.05)));

    /// <summary>LuminanceVariance: 0..1.</summary>
    public static int LuminanceVariance(double native) => Clipped(100 * Math.Sin(Math.PI * 60 * native / ((60 * native) + 1)));

    /// <summary>UnderExposurePrevention: share of dark pixels, 0..1.</summary>
    public static int UnderExposurePrevention(double native) => Clipped(120 * (0.832 - Sigmoid(native, 0.92, 0.05)));

    /// <summary>OverExposurePrevention: share of bright pixels, 0..1.</summary>
    public static int OverExposurePrevention(double native) => Clipped(1 / (native + 0.01));

    /// <summary>DynamicRange: entropy in bits, 0..8.</summary>
    public static int DynamicRange(double native) => Clipped(12.5 * native);

    /// <summary>NaturalColour: distance from the colours of skin in CIE Lab.</summary>
    public static int NaturalColour(double native) => Clipped(200 * (1 - Sigmoid(native, 0, 10)));

    /// <summary>SingleFacePresent: second largest face box over the largest, 0..1.</summary>
    public static int SingleFacePresent(double native) => Clipped(100 * (1 - native));

    /// <summary>EyesOpen: opening of the worse eye over the distance from eyes to chin.</summary>
    public static int EyesOpen(double native) => Clipped(100 * Sigmoid(native, 0.02, 0.01));

    /// <summary>MouthClosed: gap between the lips over the distance from eyes to chin.</summary>
    public static int MouthClosed(double native) => Clipped(100 * (1 - Sigmoid(native, 0.2, 0.06)));

    /// <summary>EyesVisible, MouthOcclusionPrevention and FaceOcclusionPrevention: covered share, 0..1.</summary>
    public static int Visible(double native) => Clipped(100 * (1 - native));

    /// <summary>InterEyeDistance: pixels.</summary>
    public static int InterEyeDistance(double native) => Clipped(100 * Sigmoid(native, 70, 20));

    /// <summary>HeadSize: distance from eyes to chin over the picture's height.</summary>
    public static int HeadSize(double native) => Clipped(200 * (1 - Sigmoid(Math.Abs(native - 0.45), 0, 0.05)));

    /// <summary>LeftwardCropOfTheFaceImage and RightwardCropOfTheFaceImage: in inter-eye distances.</summary>
    public static int SideCrop(double native) => Clipped(100 * Sigmoid(native, 0.9, 0.1));

    /// <summary>MarginAboveOfTheFaceImage: in distances from eyes to chin.</summary>
    public static int MarginAbove(double native) => Clipped(100 * Sigmoid(native, 1.4, 0.1));

    /// <summary>MarginBelowOfTheFaceImage: in distances from eyes to chin.</summary>
    public static int MarginBelow(double native) => Clipped(100 * Sigmoid(native, 1.8, 0.1));

    /// <summary>HeadPoseYaw, HeadPosePitch and HeadPoseRoll: degrees.</summary>
    public static int HeadPose(double native)
    {
        double cos = Math.Max(0, Math.Cos(native * Math.PI / 180));
        return Clipped(100 * cos * cos);
    }

    /// <summary>NoHeadCoverings: covered share above the eyes, 0..1.</summary>
    public static int NoHeadCoverings(double native)
    {
        const double None = 0, Full = 0.95;
        if (native <= None)
            return 100;
        if (native >= Full)
            return 0;
        double at = Sigmoid(native, 0.02, 0.1), full = Sigmoid(Full, 0.02, 0.1), none = Sigmoid(None, 0.02, 0.1);
        return Clipped(100 * (full - at) / (full - none));
    }

    private static double Sigmoid(double x, double middle, double width) => 1 / (1 + Math.Exp((middle - x) / width));

    private static int Clipped(double value) => (int)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), 0, 100);
}
