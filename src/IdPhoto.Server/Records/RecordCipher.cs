using System.Security.Cryptography;
using System.Text;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Records;

/// <summary>Encrypts what records hold of people, such as addresses: AES-256-GCM (NIST SP 800-38D) under a key for each purpose.</summary>
internal sealed class RecordCipher(MasterKey master)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    /// <summary>Encrypts.</summary>
    /// <param name="purpose">What it is, such as 'address'; it opens for no other purpose.</param>
    /// <param name="clear">The bytes.</param>
    /// <returns>Nonce, ciphertext, tag.</returns>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> clear)
    {
        byte[] closed = new byte[NonceBytes + clear.Length + TagBytes];
        Span<byte> nonce = closed.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm cipher = new(Key("seal", purpose), TagBytes);
        cipher.Encrypt(nonce, clear, closed.AsSpan(NonceBytes, clear.Length), closed.AsSpan(NonceBytes + clear.Length), Encoding.ASCII.GetBytes(purpose));
        return closed;
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">It was changed, is for another purpose, or was written under another master key.</exception>
    public byte[] Open(string purpose, ReadOnlySpan<byte> closed)
    {
        if (closed.Length < NonceBytes + TagBytes)
            throw new CryptographicException();
        byte[] clear = new byte[closed.Length - NonceBytes - TagBytes];
        using AesGcm cipher = new(Key("seal", purpose), TagBytes);
        cipher.Decrypt(closed[..NonceBytes], closed.Slice(NonceBytes, clear.Length), closed[^TagBytes..], clear, Encoding.ASCII.GetBytes(purpose));
        return clear;
    }

    /// <summary>A keyed hash to find the same thing again by, 32 bytes.</summary>
    public byte[] Hash(string purpose, ReadOnlySpan<byte> clear) => HMACSHA256.HashData(Key("find", purpose), clear);

    private byte[] Key(string use, string purpose) => master.Derive([], Encoding.ASCII.GetBytes(purpose), $"idphoto records {use} 1", KeyBytes);
}
