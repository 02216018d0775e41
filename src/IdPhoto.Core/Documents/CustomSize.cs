using System.Globalization;
using IdPhoto.Messages;

namespace IdPhoto.Documents;

/// <summary>The size of a custom document, and what its lengths mean.</summary>
internal sealed record CustomSize(PrintSize? Print, PixelRule? Pixels)
{
    private const double MmPerInch = 25.4;

    /// <summary>Nearly as wide as high, so that the head has less of the height.</summary>
    public bool IsSquare => Print is { } print ? print.HeightMm < 1.15 * print.WidthMm : Pixels!.Height < 1.15 * Pixels.Width;

    /// <summary>Reads '35x45mm', '35-40x45-50mm', '2x2in' or '600x600px'.</summary>
    public static CustomSize Parse(string text, int dpi)
    {
        string unit = Unit(text);
        string[] sides = text[..^unit.Length].ToLowerInvariant().Split('x');
        if (sides.Length != 2 || unit is not ("mm" or "in" or "px"))
            throw Wrong(text);
        (double Min, double Max) width = Numbers(sides[0]) ?? throw Wrong(text);
        (double Min, double Max) height = Numbers(sides[1]) ?? throw Wrong(text);
        if (unit == "px")
            return InPixels(text, width, height);
        double mm = unit == "in" ? MmPerInch : 1;
        PrintSize print = new()
        {
            WidthMm = width.Min * mm,
            HeightMm = height.Min * mm,
            MinWidthMm = Limit(width, width.Min * mm),
            MaxWidthMm = Limit(width, width.Max * mm),
            MinHeightMm = Limit(height, height.Min * mm),
            MaxHeightMm = Limit(height, height.Max * mm),
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
        string unit = Unit(text);
        if (unit.Length == 0 || Numbers(text[..^unit.Length]) is not (double min, double max))
            throw CustomSpec.Wrong(Message.Of("custom.not-a-range", ("setting", name), ("value", text)));
        if (unit is "mm" or "in" && Print is null)
            throw CustomSpec.Wrong(Message.Of("custom.unit-of-paper", ("setting", name), ("unit", unit)));
        double factor = unit switch { "px" => 100 / HeightPx(name), "in" => MmPerInch, _ => 1 };
        return new LengthRange { Unit = unit is "mm" or "in" ? LengthUnit.Mm : LengthUnit.Percent, Min = min * factor, Max = max * factor };
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

    private static string Unit(string text)
        => Array.Find(["mm", "in", "px", "%"], unit => text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) ?? "";

    private static (double Min, double Max)? Numbers(string text)
    {
        string[] ends = text.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length > 2 || !Number(ends[0], out double min) || !Number(ends[^1], out double max) || min > max)
            return null;
        return (min, max);
    }

    private static bool Number(string text, out double number)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number is > 0 and < 100_000;
}
