using System.Buffers;
using System.Buffers.Text;
using IdPhoto.Server.Uploads;

namespace IdPhoto.Server.Compatibility;

/// <summary>Turns the text of a picture into its bytes.</summary>
internal static class Base64Photo
{
    /// <summary>Decodes bare Base64, or what follows the first comma of anything that begins with 'data:image'.</summary>
    /// <param name="text">The text; decoded in its place, where it is left to be overwritten.</param>
    /// <returns>The picture in an array that it fills; null where the text is not Base64.</returns>
    public static byte[]? Decode(Span<byte> text)
    {
        Span<byte> data = WithoutPrefix(text);
        return Base64.DecodeFromUtf8InPlace(data, out int length) == OperationStatus.Done && length > 0 ? UploadBuffer.Copy(data[..length]) : null;
    }

    private static Span<byte> WithoutPrefix(Span<byte> text)
    {
        int comma = text.StartsWith("data:image"u8) ? text.IndexOf((byte)',') : -1;
        return text[(comma + 1)..];
    }
}
