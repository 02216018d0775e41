using System.Globalization;
using System.Text.Json.Serialization;
using IdPhoto.Documents;

namespace IdPhoto.Cli.Reports;

/// <summary>A document in the list.</summary>
internal sealed record SpecLine(
    string Id, string Title, double? WidthMm, double? HeightMm, int WidthPx, int HeightPx, int Dpi, HeadRangeLine Head, string Background, string BackgroundHex)
{
    public static SpecLine Of(PhotoSpec spec)
    {
        PageGeometry page = spec.Resolve();
        return new SpecLine(
            spec.Id, spec.Title, page.WidthMm, page.HeightMm, page.Size.Width, page.Size.Height, page.Dpi,
            HeadRangeLine.Of(spec.Head), spec.Background.Default.Name, spec.Background.Default.Hex);
    }

    [JsonIgnore]
    public string SizeText => WidthMm is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{WidthMm} x {HeightMm} mm");

    [JsonIgnore]
    public string PixelText => $"{WidthPx} x {HeightPx}";
}

/// <summary>A document's head height.</summary>
internal sealed record HeadRangeLine(double Min, double Max, string Unit, string Top)
{
    public static HeadRangeLine Of(HeadRule rule) => new(
        rule.Min!.Value, rule.Max!.Value, rule.Unit == LengthUnit.Mm ? "mm" : "%", rule.Top == HeadTop.Crown ? "crown" : "hair");

    [JsonIgnore]
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Min} to {Max} {Unit}, chin to {Top}");
}
