using System.Security.Cryptography;
using System.Text;

namespace IdPhoto.Server.Store;

/// <summary>A secret of 32 bytes from which keys for every purpose follow.</summary>
internal sealed class MasterKey
{
    /// <summary>Its length.</summary>
    public const int Bytes = 32;

    private const string Purpose = "idphoto master key name 1";
    private const int NameBytes = 8;

    private readonly byte[] _secret;

    private MasterKey(byte[] secret)
    {
        _secret = secret;
        Id = Convert.ToHexStringLower(Derive([], [], Purpose, NameBytes));
    }

    /// <summary>What it is known by, in 16 hexadecimal digits: it follows from the key one way only, and says nothing of it.</summary>
    public string Id { get; }

    /// <summary>A key that is kept nowhere.</summary>
    public static MasterKey Random() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads 64 hexadecimal digits; null for any other text.</summary>
    public static MasterKey? Parse(string digits)
        => digits.Length == 2 * Bytes && digits.All(char.IsAsciiHexDigit) ? new MasterKey(Convert.FromHexString(digits)) : null;

    /// <summary>A key for one purpose.</summary>
    /// <param name="more">A secret that is needed beside the master key, or nothing.</param>
    /// <param name="salt">What the key is for, among its kind.</param>
    /// <param name="purpose">The kind.</param>
    /// <param name="length">Bytes of the result.</param>
    public byte[] Derive(ReadOnlySpan<byte> more, byte[] salt, string purpose, int length)
    {
        byte[] secret = [.. _secret, .. more];
        byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, length, salt, Encoding.ASCII.GetBytes(purpose));
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }
}
