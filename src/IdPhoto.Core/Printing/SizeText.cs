using System.Globalization;
using System.Text.RegularExpressions;
using IdPhoto.Messages;

namespace IdPhoto.Printing;

/// <summary>Reads sizes as people write them.</summary>
public static partial class SizeText
{
    /// <summary>Reads '35x45mm', '10x15cm' or '4x6in', in any case and with spaces; without a unit, millimetres.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSize"/>.</exception>
    public static MmSize Parse(string text)
        => TryParse(text, out MmSize size) ? size : throw new PhotoException(
            Refusals.InvalidSize, Message.Of("printing.unreadable-size"));

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, out MmSize size)
    {
        size = default;
        Match match = Pattern().Match(text ?? "");
        if (!match.Success)
            return false;
        double unit = match.Groups[3].Value.ToLowerInvariant() switch { "cm" => 10, "in" => MmSize.Inch, _ => 1 };
        size = new MmSize(Number(match.Groups[1]) * unit, Number(match.Groups[2]) * unit);
        return size.ShortSide > 0;
    }

    private static double Number(Group digits) => double.Parse(digits.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*([0-9]{1,4}(?:\.[0-9]{1,4})?)\s*[x×*]\s*([0-9]{1,4}(?:\.[0-9]{1,4})?)\s*(mm|cm|in)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
