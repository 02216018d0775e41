namespace IdPhoto.Compliance.Ofiq;

/// <summary>Statistics of linear luminance in the face without its forehead.</summary>
/// <param name="Mean">0..1.</param>
/// <param name="Variance">0..1.</param>
/// <param name="Entropy">Bits, 0..8.</param>
/// <param name="Dark">Share of uncovered skin at levels 0..25, 0..1.</param>
/// <param name="Bright">Share at 247..255.</param>
internal sealed record OfiqLuminance(double Mean, double Variance, double Entropy, double Dark, double Bright)
{
    public static OfiqLuminance Of(OfiqFrame frame)
    {
        double[] all = new double[256], visible = new double[256];
        for (int i = 0; i < frame.Face.Length; i++)
        {
            if (!frame.Face[i])
                continue;
            all[frame.Luminance[i]]++;
            if (frame.IsVisible(i))
                visible[frame.Luminance[i]]++;
        }
        Normalise(all);
        Normalise(visible);
        double mean = 0, variance = 0, entropy = 0;
        for (int k = 0; k < 256; k++)
            mean += k * all[k] / 255;
        for (int k = 0; k < 256; k++)
        {
            variance += all[k] * ((k / 255.0) - mean) * ((k / 255.0) - mean);
            entropy -= all[k] > 0 ? all[k] * Math.Log2(all[k]) : 0;
        }
        return new OfiqLuminance(mean, variance, entropy, visible[..26].Sum(), visible[247..].Sum());
    }

    private static void Normalise(double[] bins)
    {
        double sum = bins.Sum();
        for (int k = 0; k < bins.Length && sum > 0; k++)
            bins[k] /= sum;
    }
}
