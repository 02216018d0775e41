using IdPhoto.Codecs;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.App.Tests.Harness;

/// <summary>Reads files as the product does.</summary>
internal static class PhotoFile
{
    public static Picture Read(byte[] file) => PictureDecoder.Decode(file, cancel: TestContext.Current.CancellationToken).Picture;

    /// <summary>How opaque each pixel is; null where all are.</summary>
    public static byte[]? Alpha(byte[] file) => PictureDecoder.Decode(file, cancel: TestContext.Current.CancellationToken).Alpha;
}
