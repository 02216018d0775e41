using IdPhoto.Messages;

namespace IdPhoto.Decoding;

/// <summary>Names a colour space in words of ours, since a profile's own name is text from the file.</summary>
internal static class ColourSpaceName
{
    /// <summary>What every finished photo is in, and what a file without a profile is read as.</summary>
    public const string Srgb = "sRGB";

    /// <summary>Inks.</summary>
    public const string Cmyk = "CMYK";

    /// <summary>Neither RGB, grey nor inks, such as Lab.</summary>
    public const string Other = "another colour space";

    /// <summary>What cameras offer beside sRGB.</summary>
    public const string AdobeRgb = "Adobe RGB (1998)";

    /// <summary>RGB of any other primaries or curve.</summary>
    public const string AnotherRgb = "another RGB space";

    private const string GreyProfile = "a grey profile";

    /// <summary>X and Y of the red primary and of the green one, relative to D50 as profiles have them.</summary>
    private static readonly (double[] Primaries, string Name)[] Known =
    [
        ([0.5151, 0.2412, 0.2919, 0.6922], "Display P3"),
        ([0.6097, 0.3111, 0.2053, 0.6257], AdobeRgb),
        ([0.7977, 0.2880, 0.1352, 0.7119], "ProPhoto RGB"),
        ([0.6734, 0.2790, 0.1657, 0.6753], "BT.2020"),
    ];

    /// <summary>Profiles round differently, in the fourth digit.</summary>
    private const double Rounding = 0.004;

    /// <summary>A name as a phrase: those that are no proper names have words of each language.</summary>
    /// <param name="name">What <see cref="Of(IccProfile?, CodedColour?)"/> gave.</param>
    public static Argument Phrase(string name) => name switch
    {
        AnotherRgb => Message.Of("decoding.space-another-rgb"),
        GreyProfile => Message.Of("decoding.space-grey"),
        Other => Message.Of("decoding.space-other"),
        _ => name,
    };

    /// <summary>The name of a profile's space or, without a profile, of a coded one; without either sRGB.</summary>
    public static string Of(IccProfile? profile, CodedColour? coded) => profile is not null
        ? Of(profile)
        : coded?.Primaries switch
        {
            9 => "BT.2020",
            12 => "Display P3",
            null or 1 or 2 when coded?.Transfer is null or 2 or 13 => Srgb,
            1 => "BT.709",
            _ => AnotherRgb,
        };

    /// <summary>The name of a space with these primaries and any curve.</summary>
    public static string OfPrimaries(Chromaticities primaries)
        => primaries.ToD50() is { } colours ? OfPrimaries([colours[0][0], colours[0][1], colours[1][0], colours[1][1]]) ?? AnotherRgb : AnotherRgb;

    private static string? OfPrimaries(double[]? primaries) => primaries is null
        ? null
        : Array.Find(Known, known => known.Primaries.Zip(primaries, (a, b) => Math.Abs(a - b)).Max() < Rounding).Name;

    private static string Of(IccProfile profile)
    {
        if (profile.IsSrgb())
            return Srgb;
        return profile.ColourSpace switch
        {
            "GRAY" => GreyProfile,
            "CMYK" => Cmyk,
            "RGB" => OfPrimaries(profile.Primaries()) ?? AnotherRgb,
            _ => Other,
        };
    }
}
