using IdPhoto.Pictures;

namespace IdPhoto.Printing;

/// <summary>A photo to be put into a PDF: as a JPEG that is embedded byte for byte, or else as pixels without loss.</summary>
/// <param name="Picture">The pixels; used where there is no JPEG or it cannot be embedded.</param>
/// <param name="Jpeg">A JPEG with a JFIF header, upright and sRGB.</param>
public sealed record PdfPhoto(Picture Picture, byte[]? Jpeg);
