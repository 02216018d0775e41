using IdPhoto.Decoding;
using IdPhoto.Pictures;
using IdPhoto.Preflight;

namespace IdPhoto.Tests.Preflight;

/// <summary>What is known of files, by hand.</summary>
internal static class Facts
{
    /// <summary>A file that <see cref="Documents.Records.Print"/> accepts without a warning.</summary>
    public static FileFacts Good { get; } = new()
    {
        Kind = FileKind.Jpeg,
        Size = new PixelSize(600, 800),
        Bytes = 90_000,
        End = 90_000,
        BitsPerChannel = 8,
        Channels = 3,
        Coding = "baseline",
        Profile = ColourSpaceName.Srgb,
        Dpi = (508, 508),
        JpegQuality = 90,
    };

    public static FileFacts Sized(int width, int height) => Good with { Size = new PixelSize(width, height) };

    public static FileFacts Of(int bytes) => Good with { Bytes = bytes, End = bytes };
}
