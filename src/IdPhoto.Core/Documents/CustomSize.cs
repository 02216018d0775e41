using System.Globalization;
using System.Text.RegularExpressions;
using IdPhoto.Messages;

namespace IdPhoto.Documents;

/// <summary>The size of a custom document, and what its lengths mean.</summary>
internal sealed partial record CustomSize(PrintSize? Print, PixelRule? Pixels)
{
    private const double MmPerInch = 25.4;

    /// <summary>Nearly as wide as high, so that the head has less of the height.</summary>
    public bool IsSquare => Print is { } print ? print.HeightMm < 1.15 * print.WidthMm : Pixels!.Height < 1.15 * Pixels.Width;

    /// <summary>Reads '35x45mm', '35-40x45-50mm', '3.5 x 4.5 cm', '2x2in' or '600x600px'; '×' and '*' are an x too, and the unit may stand behind both sides.</summary>
    public static CustomSize Parse(string text, int dpi)
    {
        string[] sides = Times().Split(text.ToLowerInvariant());
        string unit = Unit(sides[^1]);
        if (sides.Length != 2 || unit is "" or "%")
            throw Wrong(text);
        (double Min, double Max) width = Side(sides[0], unit) ?? throw Wrong(text);
        (double Min, double Max) height = Side(sides[1], unit) ?? throw Wrong(text);
        if (unit == "px")
            return InPixels(text, width, height);
        PrintSize print = new()
        {
            WidthMm = Mm(width.Min, unit),
            HeightMm = Mm(height.Min, unit),
            MinWidthMm = Limit(width, Mm(width.Min, unit)),
            MaxWidthMm = Limit(width, Mm(width.Max, unit)),
            MinHeightMm = Limit(height, Mm(height.Min, unit)),
            MaxHeightMm = Limit(height, Mm(height.Max, unit)),
        };
        // Inches are exact in pixels, where their millimetres are rounded.
        bool exact = unit == "in" && !print.IsRange;
        return new CustomSize(print, exact ? new PixelRule { Width = Round(width.Min * dpi), Height = Round(height.Min * dpi) } : null);
    }

    /// <summary>A range of lengths, as the record writes them; null where it is not given.</summary>
    public LengthRange? Length(Dictionary<string, string> values, string name)
    {
        if (!values.TryGetValue(name, out string? text))
            return null;
        text = text.Trim();
        string unit = Unit(text);
        if (unit.Length == 0 || Numbers(text[..^unit.Length]) is not (double min, double max))
            throw CustomSpec.Wrong(Message.Of("custom.not-a-range", ("setting", name), ("value", text)));
        if (unit is "mm" or "cm" or "in" && Print is null)
            throw CustomSpec.Wrong(Message.Of("custom.unit-of-paper", ("setting", name), ("unit", unit)));
        return unit switch
        {
            "px" => new LengthRange { Unit = LengthUnit.Percent, Min = min * 100 / HeightPx(name), Max = max * 100 / HeightPx(name) },
            "%" => new LengthRange { Unit = LengthUnit.Percent, Min = min, Max = max },
            _ => new LengthRange { Unit = LengthUnit.Mm, Min = Mm(min, unit), Max = Mm(max, unit) },
        };
    }

    private double HeightPx(string name)
        => Pixels?.Height ?? throw CustomSpec.Wrong(Message.Of("custom.unit-of-pixels", ("setting", name)));

    private static CustomSize InPixels(string text, (double Min, double Max) width, (double Min, double Max) height)
    {
        if (new[] { width.Min, width.Max, height.Min, height.Max }.Any(side => side != Math.Floor(side)))
            throw Wrong(text);
        return new CustomSize(null, new PixelRule
        {
            Width = (int)width.Min,
            Height = (int)height.Min,
            MinWidth = (int?)Limit(width, width.Min),
            MinHeight = (int?)Limit(height, height.Min),
            MaxWidth = (int?)Limit(width, width.Max),
            MaxHeight = (int?)Limit(height, height.Max),
        });
    }

    private static PhotoException Wrong(string text) => CustomSpec.Wrong(Message.Of("custom.not-a-size", ("value", text)));

    private static double? Limit((double Min, double Max) range, double value) => range.Min == range.Max ? null : value;

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    // Inches are no round numbers in binary: 1.5 of them are 38.1 mm and not 38.099999999999994.
    private static double Mm(double value, string unit) => Math.Round(value * (unit switch { "in" => MmPerInch, "cm" => 10, _ => 1 }), 6);

    private static (double Min, double Max)? Side(string text, string unit)
    {
        string side = text.Trim(), own = Unit(side);
        return own.Length == 0 || own == unit ? Numbers(side[..^own.Length]) : null;
    }

    private static string Unit(string text)
        => Array.Find(["mm", "cm", "in", "px", "%"], unit => text.AsSpan().Trim().EndsWith(unit, StringComparison.OrdinalIgnoreCase)) ?? "";

    private static (double Min, double Max)? Numbers(string text)
    {
        string[] ends = text.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length > 2 || !Number(ends[0], out double min) || !Number(ends[^1], out double max) || min > max)
            return null;
        return (min, max);
    }

    // Any sign of multiplication, but not the x of 'px'.
    [GeneratedRegex("(?<!p)[x×*]")]
    private static partial Regex Times();

    private static bool Number(string text, out double number)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number is > 0 and < 100_000;
}
