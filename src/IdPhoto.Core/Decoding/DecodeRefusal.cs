using System.Globalization;
using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>The refusals of the decoder, so that each is worded once. None quotes the file or a decoder's own text.</summary>
public static class DecodeRefusal
{
    private const string ReadHere = "JPEG, PNG, WebP, AVIF, HEIC or TIFF";

    /// <summary><see cref="Refusals.EmptyFile"/>.</summary>
    public static PhotoException Empty() =>
        new(Refusals.EmptyFile, "The file is empty. Choose the photo again; it may not have been copied completely.");

    /// <summary><see cref="Refusals.FileTooLarge"/>.</summary>
    /// <param name="bytes">Bytes in the file.</param>
    /// <param name="limit">Bytes allowed.</param>
    public static PhotoException TooLarge(long bytes, long limit) =>
        new(Refusals.FileTooLarge, $"The file has {Megabytes(bytes)} MB; at most {Megabytes(limit)} MB are read. Save the photo as JPEG or at a smaller size.");

    /// <summary><see cref="Refusals.NotAPicture"/>.</summary>
    public static PhotoException NotAPicture() =>
        new(Refusals.NotAPicture, $"This is not a picture file, whatever its name says. Choose a photo saved as {ReadHere}.");

    /// <summary><see cref="Refusals.UnsupportedFormat"/>.</summary>
    /// <param name="what">The format with its article: 'a GIF picture'.</param>
    public static PhotoException Unsupported(string what) =>
        new(Refusals.UnsupportedFormat, $"This is {what}, which is not read here. Save the photo as {ReadHere} and try again.");

    /// <summary><see cref="Refusals.TooManyPixels"/>.</summary>
    /// <param name="declared">The size in the header.</param>
    /// <param name="limit">Pixels allowed.</param>
    public static PhotoException TooManyPixels(PixelSize declared, long limit) =>
        new(Refusals.TooManyPixels, $"The picture is {declared.Width} x {declared.Height} pixels; at most {Millions(limit)} million pixels are read. Save it at a smaller size.");

    /// <summary><see cref="Refusals.TooFewPixels"/>.</summary>
    /// <param name="declared">The size in the header.</param>
    /// <param name="side">Smallest side allowed, in pixels.</param>
    public static PhotoException TooFewPixels(PixelSize declared, int side) =>
        new(Refusals.TooFewPixels, $"The picture is only {declared.Width} x {declared.Height} pixels; each side needs at least {side}. Use the original photo, not a preview of it.");

    /// <summary><see cref="Refusals.Truncated"/>.</summary>
    public static PhotoException Truncated() =>
        new(Refusals.Truncated, "The file ends before the picture does, as after a broken copy or download. Copy the photo again from where it was taken.");

    /// <summary><see cref="Refusals.Corrupt"/>.</summary>
    public static PhotoException Corrupt() =>
        new(Refusals.Corrupt, "The file is damaged and its picture cannot be read. Copy the photo again, or open it in a photo program and save it as a new JPEG.");

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Millions(long pixels) => (pixels / 1e6).ToString("0.#", CultureInfo.InvariantCulture);
}
