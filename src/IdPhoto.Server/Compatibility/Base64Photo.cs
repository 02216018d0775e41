using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace IdPhoto.Server.Compatibility;

/// <summary>Turns the text of a picture into its bytes.</summary>
internal static class Base64Photo
{
    /// <summary>Decodes bare Base64, or what follows the first comma of anything that begins with 'data:image'.</summary>
    /// <param name="text">The text; overwritten.</param>
    /// <returns>The picture in an array that it fills; null where the text is not Base64.</returns>
    public static byte[]? Decode(byte[] text)
    {
        Span<byte> data = WithoutPrefix(text);
        byte[]? file = null;
        if (Base64.DecodeFromUtf8InPlace(data, out int length) == OperationStatus.Done && length > 0)
        {
            file = GC.AllocateUninitializedArray<byte>(length, pinned: true);
            data[..length].CopyTo(file);
        }
        CryptographicOperations.ZeroMemory(text);
        return file;
    }

    private static Span<byte> WithoutPrefix(Span<byte> text)
    {
        int comma = text.StartsWith("data:image"u8) ? text.IndexOf((byte)',') : -1;
        return text[(comma + 1)..];
    }
}
