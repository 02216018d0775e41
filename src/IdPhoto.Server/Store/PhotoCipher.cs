using System.Security.Cryptography;

namespace IdPhoto.Server.Store;

/// <summary>Encrypts photos with AES-256-GCM, each under a key of its own.</summary>
/// <remarks>
/// A photo's key is random and is itself encrypted under a key that follows from the master key, the photo's identifier and
/// its holder's token. So neither the disk, nor the disk with the master key, opens a photo: the token is needed, and the
/// server does not keep it. Layout of what is kept: nonce (12 bytes), tag (16), ciphertext; all under the photo's identifier
/// as associated data, so that parts of two photos cannot be exchanged.
/// </remarks>
internal sealed class PhotoCipher(MasterKeys keys)
{
    private const int KeyBytes = 32;
    private const string Purpose = "idphoto photo key 1";

    /// <summary>Bytes of a wrapped key.</summary>
    public const int WrappedBytes = Overhead + KeyBytes;

    /// <summary>Bytes that encryption adds.</summary>
    public const int Overhead = NonceBytes + TagBytes;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Encrypts a photo under a new key.</summary>
    public SealedPhoto Seal(PhotoId id, AccessToken token, ReadOnlySpan<byte> photo)
    {
        byte[] name = id.ToBytes();
        byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);
        byte[] wrapping = keys.Current.Derive(token.Secret, name, Purpose, KeyBytes);
        try
        {
            return new SealedPhoto(Encrypt(wrapping, key, name), Encrypt(key, photo, name), keys.Current.Id);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    /// <summary>Decrypts a photo.</summary>
    /// <returns>The photo, for the caller to clear; null where anything does not fit.</returns>
    public byte[]? Open(PhotoId id, AccessToken token, SealedPhoto photo)
    {
        byte[] name = id.ToBytes();
        byte[]? key = keys.MayOpen(photo.Master).Select(master => Unwrap(master, token, photo.WrappedKey, name)).FirstOrDefault(found => found is not null);
        try
        {
            return key is null ? null : TryDecrypt(key, photo.Ciphertext, name);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The photo's key; null where it was wrapped under another master key, or changed.</summary>
    private static byte[]? Unwrap(MasterKey master, AccessToken token, byte[] wrapped, byte[] name)
    {
        byte[] wrapping = master.Derive(token.Secret, name, Purpose, KeyBytes);
        try
        {
            return TryDecrypt(wrapping, wrapped, name);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    private static byte[]? TryDecrypt(byte[] key, byte[] kept, byte[] name)
    {
        try
        {
            return Decrypt(key, kept, name);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>AES-256-GCM, with what the content is of as associated data.</summary>
    public static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain, byte[] name)
    {
        byte[] result = new byte[Overhead + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceBytes));
        using AesGcm cipher = new(key, TagBytes);
        cipher.Encrypt(result.AsSpan(0, NonceBytes), plain, result.AsSpan(Overhead), result.AsSpan(NonceBytes, TagBytes), name);
        return result;
    }

    /// <summary>Undoes <see cref="Encrypt"/>, into memory that does not move.</summary>
    /// <exception cref="CryptographicException">It was changed, or encrypted under another key or for another photo.</exception>
    public static byte[] Decrypt(byte[] key, byte[] kept, byte[] name)
    {
        if (kept.Length < Overhead)
            throw new CryptographicException("Too short.");
        byte[] plain = GC.AllocateUninitializedArray<byte>(kept.Length - Overhead, pinned: true);
        using AesGcm cipher = new(key, TagBytes);
        cipher.Decrypt(kept.AsSpan(0, NonceBytes), kept.AsSpan(Overhead), kept.AsSpan(NonceBytes, TagBytes), plain, name);
        return plain;
    }
}

/// <summary>What is kept of a photo: its key in a slot, its bytes in a file, both encrypted.</summary>
/// <param name="WrappedKey">The photo's key, under the master key and the holder's token.</param>
/// <param name="Ciphertext">The photo, under its key.</param>
/// <param name="Master">The <see cref="MasterKey.Id"/> of that master key; null where it is not known.</param>
internal sealed record SealedPhoto(byte[] WrappedKey, byte[] Ciphertext, string? Master);
