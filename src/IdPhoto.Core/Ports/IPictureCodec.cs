using IdPhoto.Decoding;
using IdPhoto.Exporting;
using IdPhoto.Pictures;

namespace IdPhoto.Ports;

/// <summary>
/// Reads and writes picture files; an implementation per platform: native libraries on a desktop or server, the browser's own
/// decoder in a browser. Thread-safe; keeps nothing of the pictures it sees.
/// </summary>
public interface IPictureCodec
{
    /// <summary>Decodes a file: turned upright, converted to sRGB, flattened on white.</summary>
    /// <param name="file">The whole file; read, never kept.</param>
    /// <param name="limits">What is refused before decoding, as <see cref="PictureHeader.Read"/> does.</param>
    /// <param name="cancel">Checked before and during decoding.</param>
    /// <exception cref="PhotoException">
    /// The codes of <see cref="PictureHeader.Read"/>; <see cref="Refusals.Truncated"/> or <see cref="Refusals.Corrupt"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<Decoded> DecodeAsync(ReadOnlyMemory<byte> file, DecodeLimits limits, CancellationToken cancel);

    /// <summary>Writes a picture, neither smaller nor larger than it may be. The same picture and target give the same bytes.</summary>
    /// <param name="picture">The picture; not changed.</param>
    /// <param name="target">Format, density, sizes.</param>
    /// <param name="cancel">Checked before every attempt at a size.</param>
    /// <returns>The file, marked as sRGB and with its density, and with nothing about its origin.</returns>
    /// <exception cref="PhotoException"><see cref="Refusals.FileSizeUnreachable"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<EncodedFile> EncodeAsync(Picture picture, FileTarget target, CancellationToken cancel);

    /// <summary>The same of a picture with transparency, as a PNG.</summary>
    /// <param name="picture">Straight colours; not changed.</param>
    /// <param name="alpha">A byte for each pixel, 0 transparent .. 255 opaque; not changed.</param>
    /// <param name="target">Density and sizes; its format is PNG.</param>
    /// <param name="cancel">Checked before encoding.</param>
    /// <exception cref="ArgumentException">The format is another, or the alpha of another size.</exception>
    /// <exception cref="PhotoException"><see cref="Refusals.FileSizeUnreachable"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<EncodedFile> EncodeAsync(Picture picture, byte[] alpha, FileTarget target, CancellationToken cancel);
}
