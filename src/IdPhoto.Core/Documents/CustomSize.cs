using IdPhoto.Messages;
using IdPhoto.Printing;

namespace IdPhoto.Documents;

/// <summary>The size of a custom document, and what its lengths mean.</summary>
internal sealed record CustomSize(PrintSize? Print, PixelRule? Pixels)
{
    /// <summary>Nearly as wide as high, so that the head has less of the height.</summary>
    public bool IsSquare => Print is { } print ? print.HeightMm < 1.15 * print.WidthMm : Pixels!.Height < 1.15 * Pixels.Width;

    /// <summary>Reads '35x45mm', '35-40x45-50mm', '3,5 x 4,5 cm', '35mm x 4.5cm', '2x2in' or '600x600px'.</summary>
    public static CustomSize Parse(string text, int dpi)
    {
        if (WrittenSize.Read(text) is not var (width, height) || width.Unit is "" or "%" || height.Unit is "" or "%")
            throw Wrong(text);
        if (width.Unit == "px" && height.Unit == "px")
            return InPixels(text, width, height);
        if (width.Unit == "px" || height.Unit == "px")
            throw Wrong(text);
        PrintSize print = new()
        {
            WidthMm = width.Mm(width.Min),
            HeightMm = height.Mm(height.Min),
            MinWidthMm = Limit(width, width.Mm(width.Min)),
            MaxWidthMm = Limit(width, width.Mm(width.Max)),
            MinHeightMm = Limit(height, height.Mm(height.Min)),
            MaxHeightMm = Limit(height, height.Mm(height.Max)),
        };
        // Inches are exact in pixels, where their millimetres are rounded.
        bool exact = width.Unit == "in" && height.Unit == "in" && !print.IsRange;
        return new CustomSize(print, exact ? new PixelRule { Width = Round(width.Min * dpi), Height = Round(height.Min * dpi) } : null);
    }

    /// <summary>A range of lengths, as the record writes them; null where it is not given.</summary>
    public LengthRange? Length(Dictionary<string, string> values, string name)
    {
        if (!values.TryGetValue(name, out string? text))
            return null;
        text = text.Trim();
        if (WrittenLength.Read(WrittenSize.Plain(text)) is not var (min, max, unit) || unit.Length == 0)
            throw CustomSpec.Wrong(Message.Of("custom.not-a-range", ("setting", name), ("value", text)));
        if (unit is "mm" or "cm" or "in" && Print is null)
            throw CustomSpec.Wrong(Message.Of("custom.unit-of-paper", ("setting", name), ("unit", unit)));
        WrittenLength length = new(min, max, unit);
        return unit switch
        {
            "px" => new LengthRange { Unit = LengthUnit.Percent, Min = min * 100 / HeightPx(name), Max = max * 100 / HeightPx(name) },
            "%" => new LengthRange { Unit = LengthUnit.Percent, Min = min, Max = max },
            _ => new LengthRange { Unit = LengthUnit.Mm, Min = length.Mm(min), Max = length.Mm(max) },
        };
    }

    private double HeightPx(string name)
        => Pixels?.Height ?? throw CustomSpec.Wrong(Message.Of("custom.unit-of-pixels", ("setting", name)));

    private static CustomSize InPixels(string text, WrittenLength width, WrittenLength height)
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

    private static double? Limit(WrittenLength range, double value) => range.Min == range.Max ? null : value;

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);
}
