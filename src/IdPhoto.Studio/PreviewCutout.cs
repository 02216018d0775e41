using IdPhoto.Heads;
using IdPhoto.Matting;
using IdPhoto.Pictures;

namespace IdPhoto.Studio;

/// <summary>A small cut-out to try documents and backgrounds on, upright, with the head's measures in its pixels.</summary>
/// <param name="Cutout">The person.</param>
/// <param name="Head">The main head; null where no face was found.</param>
/// <param name="SourceSize">Size of the upright source.</param>
public sealed record PreviewCutout(Cutout Cutout, HeadMeasure? Head, PixelSize SourceSize);
