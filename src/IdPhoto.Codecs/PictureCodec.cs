using IdPhoto.Decoding;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Ports;

namespace IdPhoto.Codecs;

/// <summary>Reads and writes picture files with libvips and ImageMagick, on the caller's thread. Thread-safe.</summary>
public sealed class PictureCodec : IPictureCodec
{
    /// <summary>A codec.</summary>
    /// <param name="threads">Threads that libvips and ImageMagick may use for one picture, from 1. The process has one such bound: the newest codec's.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one.</exception>
    public PictureCodec(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        NativeThreads.Most = threads;
    }

    /// <inheritdoc />
    public ValueTask<Decoded> DecodeAsync(ReadOnlyMemory<byte> file, DecodeLimits limits, CancellationToken cancel)
        => ValueTask.FromResult(PictureDecoder.Decode(file, limits, cancel));

    /// <inheritdoc />
    public ValueTask<EncodedFile> EncodeAsync(Picture picture, FileTarget target, CancellationToken cancel)
        => ValueTask.FromResult(PictureEncoder.Encode(picture, target, cancel));

    /// <inheritdoc />
    public ValueTask<EncodedFile> EncodeAsync(Picture picture, byte[] alpha, FileTarget target, CancellationToken cancel)
        => ValueTask.FromResult(PictureEncoder.Encode(picture, alpha, target, cancel));
}
