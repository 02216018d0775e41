using System.Buffers.Text;
using System.Security.Cryptography;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>
/// Someone with a disk, the key file and a photo's identifier and token, who tries whether any bytes of the disk are the
/// photo's wrapped key: 12 bytes of nonce, 16 of tag, 32 of key, as AES-256-GCM leaves them.
/// </summary>
internal sealed class KeyHunt : IDisposable
{
    private const int Nonce = 12, Tag = 16, Key = 32, Wrapped = Nonce + Tag + Key;

    /// <summary>Sixty random bytes have some 53 different ones: with fewer than these a place is not tried.</summary>
    private const int FewestDifferent = 36;

    private readonly AesGcm _cipher;
    private readonly byte[] _name;

    public KeyHunt(string keyFile, Kept kept)
    {
        _name = Convert.FromHexString(kept.Id);
        _cipher = new AesGcm(MasterKeys.Open(keyFile, null).Current.Derive(Base64Url.DecodeFromChars(kept.Token), _name, "idphoto photo key 1", Key), Tag);
    }

    /// <summary>How many places of these files open.</summary>
    public int Count(params string[] files) => files.Sum(file => Count(LeakSearch.ReadShared(file)));

    public void Dispose() => _cipher.Dispose();

    private int Count(ReadOnlySpan<byte> disk)
    {
        int found = 0, different = 0;
        Span<int> seen = stackalloc int[256];
        seen.Clear();
        for (int end = 0; end < disk.Length; end++)
        {
            different += seen[disk[end]]++ == 0 ? 1 : 0;
            if (end >= Wrapped)
                different -= --seen[disk[end - Wrapped]] == 0 ? 1 : 0;
            if (end >= Wrapped - 1 && different >= FewestDifferent && Opens(disk.Slice(end - Wrapped + 1, Wrapped)))
                found++;
        }
        return found;
    }

    // Decrypted and encrypted again, because a tag that does not fit is an exception, and slow.
    private bool Opens(ReadOnlySpan<byte> wrapped)
    {
        Span<byte> stream = stackalloc byte[Key], result = stackalloc byte[Key], tag = stackalloc byte[Tag];
        stream.Clear();
        _cipher.Encrypt(wrapped[..Nonce], stream, result, tag, _name);
        for (int i = 0; i < Key; i++)
            stream[i] = (byte)(result[i] ^ wrapped[Nonce + Tag + i]);
        _cipher.Encrypt(wrapped[..Nonce], stream, result, tag, _name);
        return tag.SequenceEqual(wrapped.Slice(Nonce, Tag));
    }
}
