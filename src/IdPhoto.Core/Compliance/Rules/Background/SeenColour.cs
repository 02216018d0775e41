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

    // Hue angles of CIE Lab: red about 25 degrees, orange 60, yellow 95, green 140, blue 270, purple 310.
    private static string Hued(Lab seen, double hue) => hue switch
    {
        < -165 or >= 105 => "green",
        < -75 => seen.L >= 65 ? "light-blue" : "blue",
        < -30 => "purple",
        < 20 => seen.L >= 65 ? "pink" : "red",
        < 45 => seen.L >= 70 ? "pink" : seen.Chroma < 35 ? "brown" : "red",
        _ when seen.L < 50 => "brown",
        _ when seen.Chroma >= 42 => hue < 78 ? "orange" : "yellow",
        _ => seen.L >= 88 ? "cream" : seen.L >= 68 ? "beige" : "light-brown",
    };
}
