using System.Runtime.InteropServices;
using IdPhoto.Decoding;

namespace IdPhoto.Codecs;

/// <summary>Decodes photos. Thread-safe; nothing is kept between calls and nothing is written to disk.</summary>
public static class PictureDecoder
{
    /// <summary>Reads a file's header only: some microseconds and no native code.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">What is refused; null for <see cref="DecodeLimits.Default"/>.</param>
    /// <exception cref="PhotoException">As <see cref="Decode"/>, as far as the header tells.</exception>
    public static PictureHeader ReadHeader(ReadOnlySpan<byte> file, DecodeLimits? limits = null) =>
        PictureHeader.Read(file, limits ?? DecodeLimits.Default);

    /// <summary>Decodes a photo: turned upright, converted to sRGB, flattened on white.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">What is refused before decoding; null for <see cref="DecodeLimits.Default"/>.</param>
    /// <param name="cancel">Checked before and during decoding.</param>
    /// <exception cref="PhotoException">
    /// <see cref="Refusals.EmptyFile"/>, <see cref="Refusals.FileTooLarge"/>, <see cref="Refusals.NotAPicture"/>,
    /// <see cref="Refusals.UnsupportedFormat"/>, <see cref="Refusals.TooManyPixels"/>, <see cref="Refusals.TooFewPixels"/>,
    /// <see cref="Refusals.Truncated"/> or <see cref="Refusals.Corrupt"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Decoded Decode(ReadOnlyMemory<byte> file, DecodeLimits? limits = null, CancellationToken cancel = default)
    {
        limits ??= DecodeLimits.Default;
        cancel.ThrowIfCancellationRequested();
        PictureHeader header = ReadHeader(file.Span, limits);
        Decoded decoded = header.Kind == FileKind.Heic
            ? HeicReader.Read(file, header, limits, cancel)
            : VipsReader.Read(WholeArray(file), header, limits, cancel);
        cancel.ThrowIfCancellationRequested();
        return decoded;
    }

    /// <summary>NetVips takes arrays only; a file that fills its array is not copied.</summary>
    private static byte[] WholeArray(ReadOnlyMemory<byte> file) =>
        MemoryMarshal.TryGetArray(file, out ArraySegment<byte> segment) && segment.Count == segment.Array!.Length
            ? segment.Array
            : file.ToArray();
}
