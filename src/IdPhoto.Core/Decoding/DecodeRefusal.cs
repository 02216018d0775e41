using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>The refusals of the decoder, so that each is worded once. None quotes the file or a decoder's own text.</summary>
internal static class DecodeRefusal
{
    /// <summary><see cref="Refusals.EmptyFile"/>.</summary>
    public static PhotoException Empty() =>
        new(Refusals.EmptyFile, Message.Of("decoding.empty"));

    /// <summary><see cref="Refusals.FileTooLarge"/>.</summary>
    /// <param name="bytes">Bytes in the file.</param>
    /// <param name="limit">Bytes allowed.</param>
    public static PhotoException TooLarge(long bytes, long limit) =>
        new(Refusals.FileTooLarge, Message.Of("decoding.too-large", ("size", Megabytes(bytes)), ("most", Megabytes(limit))));

    /// <summary><see cref="Refusals.NotAPicture"/>.</summary>
    public static PhotoException NotAPicture() =>
        new(Refusals.NotAPicture, Message.Of("decoding.not-a-picture"));

    /// <summary><see cref="Refusals.UnsupportedFormat"/>.</summary>
    /// <param name="format">A phrase for the format, of the area decoding.</param>
    public static PhotoException Unsupported(Message format) =>
        new(Refusals.UnsupportedFormat, Message.Of("decoding.unsupported", ("format", format)));

    /// <summary><see cref="Refusals.UnsupportedFormat"/>, of a TIFF.</summary>
    /// <param name="method">The proper name of how it is compressed.</param>
    public static PhotoException TiffCompression(string method) =>
        new(Refusals.UnsupportedFormat, Message.Of("decoding.tiff-compression", ("method", method)));

    /// <summary><see cref="Refusals.UnsupportedFormat"/>, of a TIFF.</summary>
    public static PhotoException TiffSamples() =>
        new(Refusals.UnsupportedFormat, Message.Of("decoding.tiff-samples"));

    /// <summary><see cref="Refusals.TooManyPixels"/>.</summary>
    /// <param name="declared">The size in the header.</param>
    /// <param name="limit">Pixels allowed.</param>
    public static PhotoException TooManyPixels(PixelSize declared, long limit) =>
        new(Refusals.TooManyPixels, Message.Of("decoding.too-many-pixels", ("size", Size(declared)), ("most", Argument.RoundedQuantity(limit / 1e6, Units.Megapixels, 1))));

    /// <summary><see cref="Refusals.TooManyPixels"/>, of one side.</summary>
    /// <param name="declared">The size in the header.</param>
    /// <param name="side">Longest side allowed, in pixels.</param>
    public static PhotoException TooLong(PixelSize declared, int side) =>
        new(Refusals.TooManyPixels, Message.Of("decoding.side-too-long", ("size", Size(declared)), ("most", side)));

    /// <summary><see cref="Refusals.TooFewPixels"/>.</summary>
    /// <param name="declared">The size in the header.</param>
    /// <param name="side">Smallest side allowed, in pixels.</param>
    public static PhotoException TooFewPixels(PixelSize declared, int side) =>
        new(Refusals.TooFewPixels, Message.Of("decoding.too-few-pixels", ("size", Size(declared)), ("least", side)));

    /// <summary><see cref="Refusals.Truncated"/>.</summary>
    public static PhotoException Truncated() =>
        new(Refusals.Truncated, Message.Of("decoding.truncated"));

    /// <summary><see cref="Refusals.Corrupt"/>.</summary>
    public static PhotoException Corrupt() =>
        new(Refusals.Corrupt, Message.Of("decoding.corrupt"));

    private static Argument Megabytes(long bytes) => Argument.Quantity(bytes / 1048576.0, Units.Megabytes, 1);

    private static Argument Size(PixelSize size) => Argument.Size(size.Width, size.Height, 0);
}
