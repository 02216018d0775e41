using System.Security.Cryptography;
using IdPhoto.Decoding;
using IdPhoto.Server.Work;

namespace IdPhoto.Server.Uploads;

/// <summary>Grows with the bytes that have come, whatever length was announced, and takes its memory from the budget as it grows.</summary>
/// <param name="share">Its part of the budget.</param>
/// <param name="most">Bytes of the largest photo.</param>
/// <param name="around">Bytes of a form that may be around it.</param>
internal sealed class UploadBuffer(TransferMemory.Share share, int most, int around = 0)
{
    private const int First = 64 * 1024;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>Reads to the end.</summary>
    /// <param name="body">The photo, or the form.</param>
    /// <param name="announced">Its length, if it was announced; null otherwise.</param>
    /// <param name="cancel">It took too long.</param>
    /// <returns>What was read, which fills its array.</returns>
    public async Task<byte[]> ReadAsync(Stream body, int? announced, CancellationToken cancel)
    {
        try
        {
            Grow(Math.Min(First, announced ?? First));
            while (_length != announced && await body.ReadAsync(_bytes.AsMemory(_length), cancel) is > 0 and int read)
                if ((_length += read) == _bytes.Length && _length != announced)
                    Grow((int)Math.Min(2L * _bytes.Length, announced ?? (most + around + 1L)));
            ThrowIfTooLarge();
            Grow(_length);
            return _bytes;
        }
        catch
        {
            CryptographicOperations.ZeroMemory(_bytes);
            throw;
        }
    }

    /// <summary>Bytes in an array of their own.</summary>
    public static byte[] Copy(ReadOnlySpan<byte> bytes)
    {
        byte[] own = New(bytes.Length);
        bytes.CopyTo(own);
        return own;
    }

    private void Grow(int capacity)
    {
        if (capacity == _bytes.Length)
            return;
        ThrowIfTooLarge();
        share.Resize(capacity);
        byte[] larger = New(capacity);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = larger;
    }

    private void ThrowIfTooLarge()
    {
        if (_length > most + (long)around)
            throw DecodeRefusal.TooLarge(_length, most);
    }

    // Pinned, so that the collector leaves no copies behind when it moves things.
    private static byte[] New(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);
}
