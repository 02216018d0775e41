namespace IdPhoto.Exporting;

/// <summary>The sRGB colour profile that is embedded in exported photos, with the exact curve.</summary>
internal static class SrgbProfile
{
    // IEC 61966-2-1 as function 3 of the parametric curve: g, a, b, c, d.
    private static readonly byte[] Profile = MatrixProfile.Build(
        "sRGB",
        [[0.436066, 0.222488, 0.013916], [0.385147, 0.716873, 0.097076], [0.143066, 0.060608, 0.714096]],
        3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);

    /// <summary>The profile. A program that cannot read version 4 takes the photo for sRGB, which it is.</summary>
    public static ReadOnlySpan<byte> Bytes => Profile;
}
