using System.Globalization;
using IdPhoto.Messages;

namespace IdPhoto.Documents;

/// <summary>The background colours that can be asked for by name or by number.</summary>
public static class Colours
{
    // White, light-grey and light-blue are the CSS colours. Blue and red are the ones of Chinese ID photos, not CSS's;
    // no authority gives numbers for cream and off-white, so those are ours: as light as the words and far from grey.
    private static readonly KeyValuePair<string, Colour>[] Table =
    [
        new("white", new Colour(0xff, 0xff, 0xff)),
        new("off-white", new Colour(0xfa, 0xf9, 0xf6)),
        new("cream", new Colour(0xf5, 0xf0, 0xe1)),
        new("light-grey", new Colour(0xd3, 0xd3, 0xd3)),
        new("light-blue", new Colour(0xad, 0xd8, 0xe6)),
        new("blue", new Colour(0x43, 0x8e, 0xdb)),
        new("red", new Colour(0xd7, 0x45, 0x32)),
    ];

    /// <summary>The names, with their colours.</summary>
    public static IReadOnlyList<KeyValuePair<string, Colour>> Named => Table;

    /// <summary>Reads '#rrggbb', '#rgb' or one of <see cref="Named"/>, in any case; 'light gray' is read as 'light-grey'.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidColour"/>.</exception>
    public static Colour Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out Colour colour) ? colour : throw new PhotoException(
            Refusals.InvalidColour,
            Message.Of("documents.unknown-colour", ("names", Argument.Row(Table.Select(pair => (Argument)pair.Key)))));
    }

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, out Colour colour)
    {
        string wanted = (text ?? "").Trim();
        if (wanted.StartsWith('#'))
            return TryHex(wanted.AsSpan(1), out colour);
        string name = wanted.ToLowerInvariant().Replace(' ', '-').Replace("gray", "grey", StringComparison.Ordinal);
        KeyValuePair<string, Colour> found = Array.Find(Table, pair => pair.Key == name);
        colour = found.Value;
        return found.Key is not null;
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out Colour colour)
    {
        colour = default;
        if (digits.Length is not (3 or 6) || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value))
            return false;
        // In the short form each digit stands for itself twice: #abc is #aabbcc.
        colour = digits.Length == 6
            ? new Colour((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : new Colour((byte)((value >> 8) * 17), (byte)(((value >> 4) & 15) * 17), (byte)((value & 15) * 17));
        return true;
    }
}
