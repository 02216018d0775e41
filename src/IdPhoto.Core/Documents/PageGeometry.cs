using IdPhoto.Pictures;

namespace IdPhoto.Documents;

/// <summary>A range of lengths in output pixels.</summary>
/// <param name="Min">Smallest length; 0 where the document sets none.</param>
/// <param name="Max">Largest length; positive infinity where the document sets none.</param>
/// <param name="Target">The length to aim at, inside the range.</param>
public readonly record struct PixelRange(double Min, double Max, double Target);

/// <summary>A document's geometry in output pixels, whatever units its authority writes.</summary>
public sealed record PageGeometry
{
    /// <summary>Size of the photo.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Dots per inch to write into the file.</summary>
    public required int Dpi { get; init; }

    /// <summary>Width on paper in millimetres; null for a photo that is never printed.</summary>
    public double? WidthMm { get; init; }

    /// <summary>Height on paper in millimetres; null for a photo that is never printed.</summary>
    public double? HeightMm { get; init; }

    /// <summary>Output pixels per millimetre down the photo; null for a photo that is never printed.</summary>
    public double? PixelsPerMm { get; init; }

    /// <summary>Chin to <see cref="HeadTop"/>.</summary>
    public required PixelRange Head { get; init; }

    /// <summary>Where the head is measured from.</summary>
    public required HeadTop HeadTop { get; init; }

    /// <summary>The eye line above the lower edge, or null.</summary>
    public PixelRange? EyesFromBottom { get; init; }

    /// <summary>Upper edge to <see cref="TopMarginFrom"/>, or null.</summary>
    public PixelRange? TopMargin { get; init; }

    /// <summary>Where the head begins for <see cref="TopMargin"/>.</summary>
    public HeadTop TopMarginFrom { get; init; }

    /// <summary>Chin to the lower edge, or null.</summary>
    public PixelRange? ChinMargin { get; init; }

    /// <summary>Width of the head, or null.</summary>
    public PixelRange? HeadWidth { get; init; }

    /// <summary>How far the face's midline may lie from the middle, as a fraction of the width.</summary>
    public double CentringTolerance { get; init; }

    /// <summary>The unit in which lengths are told to people: 'mm', or '%' of the height for a photo that is never printed.</summary>
    public string Unit => PixelsPerMm is null ? "%" : "mm";

    /// <summary>A length in <see cref="Unit"/>.</summary>
    /// <param name="pixels">Output pixels.</param>
    public double InUnits(double pixels) => PixelsPerMm is double perMm ? pixels / perMm : 100 * pixels / Size.Height;
}
