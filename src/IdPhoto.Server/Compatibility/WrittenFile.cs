using IdPhoto.Codecs;
using IdPhoto.Exporting;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Server.Compatibility.Cropping;

namespace IdPhoto.Server.Compatibility;

/// <summary>A picture as a file.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="IsJpeg">Otherwise a PNG.</param>
internal sealed record WrittenFile(byte[] Bytes, bool IsJpeg)
{
    /// <summary>Marker and length of a comment: a file comes no closer to a size without being it.</summary>
    private const int EmptyComment = 4;

    /// <summary>What is not as it was asked for, for programs.</summary>
    public string? Code { get; private init; }

    /// <summary>What is not as it was asked for.</summary>
    public Message? Note { get; private init; }

    /// <summary>A PNG with transparency.</summary>
    public static WrittenFile Of(CutoutPicture person, int dpi, CancellationToken cancel)
        => new(PictureEncoder.EncodePng(person.Size, person.ToRgba(), dpi, cancel), IsJpeg: false);

    /// <summary>A PNG, or a JPEG of exactly so many kilobytes of 1024 bytes.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="kb">Null for a PNG.</param>
    /// <param name="dpi">Dots per inch, written to the file.</param>
    /// <param name="mode">Whether a larger file is answered where that is out of reach.</param>
    /// <param name="cancel">Checked before every attempt at a size.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.FileSizeUnreachable"/>.</exception>
    public static WrittenFile Of(Picture picture, int? kb, int dpi, CompatibilityMode mode, CancellationToken cancel)
    {
        if (kb is not int kilobytes)
            return new WrittenFile(PictureEncoder.EncodePng(picture, dpi, cancel), IsJpeg: false);
        int wanted = 1024 * kilobytes;
        try
        {
            byte[] fitted = PictureEncoder.EncodeJpeg(picture, new JpegOptions { Dpi = dpi, MaxBytes = wanted - EmptyComment }, cancel);
            return new WrittenFile(JpegSegments.Pad(fitted, wanted - fitted.Length), IsJpeg: true);
        }
        catch (PhotoException unreachable) when (unreachable.Code == Refusals.FileSizeUnreachable && mode == CompatibilityMode.Strict)
        {
            byte[] smallest = PictureEncoder.EncodeJpeg(picture, new JpegOptions { Dpi = dpi, Quality = JpegOptions.LowestQuality }, cancel);
            return new WrittenFile(smallest, IsJpeg: true) { Code = unreachable.Code, Note = unreachable.Said };
        }
    }
}
