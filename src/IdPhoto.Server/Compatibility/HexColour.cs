using System.Globalization;
using IdPhoto.Documents;

namespace IdPhoto.Server.Compatibility;

/// <summary>Reads a colour as clients of v1 write it.</summary>
internal static class HexColour
{
    /// <summary>Six digits with or without '#', eight of which the last two are dropped, three, or a name that is known here.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidColour"/>.</exception>
    public static Colour Parse(string text, CompatibilityMode mode)
    {
        string digits = text.Trim().TrimStart('#');
        if (digits.Length == 8)
            digits = digits[..6];
        // v1 takes each of three digits for a whole channel: f00 is nearly black.
        if (digits.Length == 3)
            digits = string.Concat(digits.Select(digit => mode == CompatibilityMode.Strict ? $"0{digit}" : $"{digit}{digit}"));
        return digits.Length == 6 && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            ? new Colour((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : Colours.Parse(text);
    }
}
