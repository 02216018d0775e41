using IdPhoto.Codecs;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.App.Tests.Harness;

/// <summary>Reads files as the product does.</summary>
internal static class PhotoFile
{
    public static Picture Read(byte[] file) => PictureDecoder.Decode(file, cancel: TestContext.Current.CancellationToken).Picture;
}
