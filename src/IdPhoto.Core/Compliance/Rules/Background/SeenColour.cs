using IdPhoto.Colorimetry;

namespace IdPhoto.Compliance.Rules;

/// <summary>The names of colours as people see them on a wall.</summary>
internal static class SeenColour
{
    /// <summary>What a person would call a colour that was seen.</summary>
    /// <param name="seen">The colour.</param>
    /// <returns>A name as in a record.</returns>
    public static string Of(Lab seen) => seen.Chroma < (seen.L >= White ? Pale : Colourless) ? Grey(seen.L) : Hued(seen, Math.Atan2(seen.B, seen.A) * 180 / Math.PI);

    // Lightness from which a wall is called white (as the rule on it has it), and chroma below which it has no hue to a person.
    private const double White = 85, Light = 70, Pale = 12, Colourless = 8;

    private static string Grey(double lightness) => lightness switch { >= White => "white", >= Light => "light-grey", >= 38 => "grey", >= 15 => "dark-grey", _ => "black" };

    // Half-way between sRGB's blue and blue-violet, by OKLab.
    private const double BlueEnds = 283;

    // Hue angles of CIE Lab: red about 25 degrees, orange 60, yellow 95, green 140, purple 310. Blue has none: it turns from 250 degrees to
    // 306, where sRGB's own lies, as it grows more saturated; so where it ends is asked in OKLab, in which all blues have one hue.
    private static string Hued(Lab seen, double hue) => hue switch
    {
        < -165 or >= 105 => "green",
        < -30 => OkLab.Hue(seen) >= BlueEnds ? "purple" : seen.L >= 65 ? "light-blue" : "blue",
        < 20 => seen.L >= 65 ? "pink" : "red",
        < 45 => seen.L >= 70 ? "pink" : seen.Chroma < 35 ? "brown" : "red",
        _ when seen.L < 50 => "brown",
        _ when seen.Chroma >= 42 => hue < 78 ? "orange" : "yellow",
        _ => seen.L >= 88 ? "cream" : seen.L >= 68 ? "beige" : "light-brown",
    };
}
