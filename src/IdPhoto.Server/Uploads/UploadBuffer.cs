using System.Security.Cryptography;
using IdPhoto.Decoding;
using IdPhoto.Server.Work;

namespace IdPhoto.Server.Uploads;

/// <summary>Grows with the bytes that have come, whatever length was announced, and takes its memory from the budget as it grows.</summary>
internal sealed class UploadBuffer(TransferMemory.Share share, int most)
{
    private const int First = 64 * 1024;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>Reads to the end.</summary>
    /// <param name="body">The photo.</param>
    /// <param name="announced">Its length, if it was announced; null otherwise.</param>
    /// <param name="cancel">It took too long.</param>
    /// <returns>The photo, which fills its array.</returns>
    public async Task<byte[]> ReadAsync(Stream body, int? announced, CancellationToken cancel)
    {
        try
        {
            Grow(Math.Min(First, announced ?? First));
            while (_length != announced && await body.ReadAsync(_bytes.AsMemory(_length), cancel) is > 0 and int read)
                if ((_length += read) == _bytes.Length && _length != announced)
                    Grow((int)Math.Min(2L * _bytes.Length, announced ?? (most + 1L)));
            if (_length > most)
                throw DecodeRefusal.TooLarge(_length, most);
            Grow(_length);
            return _bytes;
        }
        catch
        {
            CryptographicOperations.ZeroMemory(_bytes);
            throw;
        }
    }

    private void Grow(int capacity)
    {
        if (capacity == _bytes.Length)
            return;
        if (_length > most)
            throw DecodeRefusal.TooLarge(_length, most);
        share.Resize(capacity);
        // Pinned, so that the collector leaves no copies behind when it moves things.
        byte[] larger = GC.AllocateUninitializedArray<byte>(capacity, pinned: true);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = larger;
    }
}
