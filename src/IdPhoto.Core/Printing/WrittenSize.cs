using System.Globalization;
using System.Text.RegularExpressions;

namespace IdPhoto.Printing;

/// <summary>A length as somebody wrote it, or a range of lengths.</summary>
/// <param name="Min">The least, in its unit.</param>
/// <param name="Max">The most.</param>
/// <param name="Unit"><c>mm</c>, <c>cm</c>, <c>in</c>, <c>px</c>, <c>%</c>, or nothing where none was written.</param>
internal readonly record struct WrittenLength(double Min, double Max, string Unit)
{
    private static readonly string[] Units = ["mm", "cm", "in", "px", "%"];

    /// <summary>Reads '32-36mm', '32mm-36mm' or '35'.</summary>
    /// <param name="plain">As <see cref="WrittenSize.Plain"/> gives it.</param>
    /// <param name="otherwise">The unit where none is written.</param>
    /// <returns>Null for anything else, and for a range that runs backwards.</returns>
    public static WrittenLength? Read(string plain, string otherwise = "")
    {
        string[] ends = plain.Split('-', StringSplitOptions.TrimEntries);
        string last = UnitOf(ends[^1]), unit = last.Length > 0 ? last : otherwise;
        return ends.Length <= 2 && Number(ends[0], unit, out double min) && Number(ends[^1], unit, out double max) && min <= max
            ? new WrittenLength(min, max, unit) : null;
    }

    /// <summary>The unit that a text ends with; nothing where it ends with none.</summary>
    public static string UnitOf(string plain) => Array.Find(Units, unit => plain.AsSpan().Trim().EndsWith(unit, StringComparison.Ordinal)) ?? "";

    /// <summary>Of a length on paper.</summary>
    // Inches are no round numbers in binary: 1.5 of them are 38.1 mm and not 38.099999999999994.
    public double Mm(double value) => Math.Round(value * (Unit switch { "in" => MmSize.Inch, "cm" => 10, _ => 1 }), 6);

    private static bool Number(string text, string unit, out double number)
    {
        string own = UnitOf(text);
        number = 0;
        return (own.Length == 0 || own == unit)
            && double.TryParse(text[..^own.Length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number)
            && number is > 0 and < 100_000;
    }
}

/// <summary>Two sides as somebody wrote them: in any of the ways that people have for a unit, a sign of multiplication and a fraction.</summary>
/// <param name="Width">The first.</param>
/// <param name="Height">The second.</param>
internal readonly partial record struct WrittenSize(WrittenLength Width, WrittenLength Height)
{
    /// <summary>Reads '35x45mm', '35mm x 4.5cm', '35-40x45-50mm', '2"x2"' or '600×600像素'. A unit behind the second side alone is that of both.</summary>
    /// <returns>Null for anything else.</returns>
    public static WrittenSize? Read(string text)
    {
        string[] sides = Times().Split(Plain(text));
        string unit = WrittenLength.UnitOf(sides[^1]);
        return sides.Length == 2 && WrittenLength.Read(sides[0], unit) is { } width && WrittenLength.Read(sides[1]) is { } height
            ? new WrittenSize(width, height) : null;
    }

    /// <summary>A text in small ASCII letters: full-width forms narrow, dashes, signs of multiplication and words for units each the one that is read.</summary>
    public static string Plain(string text)
    {
        string plain = Dash().Replace(Narrow(text).ToLowerInvariant(), "-");
        plain = Millimetre().Replace(plain, "mm");
        plain = Centimetre().Replace(plain, "cm");
        plain = Inch().Replace(plain, "in");
        plain = Pixel().Replace(plain, "px");
        plain = Sign().Replace(plain, "x");
        return DecimalComma().Replace(plain, ".");
    }

    /// <summary>Full-width letters, digits and signs, as Chinese keyboards give them, and their space.</summary>
    public static string Narrow(string text) => string.Concat(text.Select(letter => letter switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(letter - 0xFEE0),
        '\u3000' or '\u00A0' or '\u202F' => ' ',
        _ => letter,
    }));

    [GeneratedRegex("[\u2010-\u2015\u2212~\u301C]")]
    private static partial Regex Dash();

    [GeneratedRegex("millimet(?:er|re)s?|毫米|mm\\.")]
    private static partial Regex Millimetre();

    [GeneratedRegex("centimet(?:er|re)s?|厘米|公分|cm\\.")]
    private static partial Regex Centimetre();

    [GeneratedRegex("inches|inch|in\\.|英寸|英吋|吋|[\"″”“＂]|''|′′")]
    private static partial Regex Inch();

    [GeneratedRegex("pixels?|像素")]
    private static partial Regex Pixel();

    [GeneratedRegex("[×*✕✖х]|(?<=[0-9a-z%] *)by(?= *[0-9])")]
    private static partial Regex Sign();

    // Three digits behind a comma are thousands to others: nobody can tell.
    [GeneratedRegex("(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))")]
    private static partial Regex DecimalComma();

    // Not the x of 'px'.
    [GeneratedRegex("(?<!p)x")]
    private static partial Regex Times();
}
