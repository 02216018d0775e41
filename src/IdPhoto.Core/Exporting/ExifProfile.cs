using IdPhoto.Decoding;

namespace IdPhoto.Exporting;

/// <summary>Gives a JPEG the profile of the space that its EXIF data declare alone, for decoders that only read profiles.</summary>
internal static class ExifProfile
{
    private static readonly Lazy<byte[]> AdobeRgb = new(() => MatrixProfile.Build(
        StatedColour.AdobeRgb.Name, StatedColour.AdobeRgb.Primaries.ToD50()!, 0, StatedColour.AdobeRgb.Gamma!.Value));

    /// <summary>The file with that profile, or the same file where it has one, declares nothing, or holds grey or inks.</summary>
    /// <param name="file">A JPEG.</param>
    /// <param name="header">Its header.</param>
    public static ArraySegment<byte> Embedded(ArraySegment<byte> file, PictureHeader header)
        => header.Stated == StatedColour.AdobeRgb && JpegHeader.Components(file) == 3 && EmbeddedProfile.Of(file, FileKind.Jpeg) is null
            ? JpegSegments.WithProfile(file, AdobeRgb.Value)
            : file;
}
