using System.Buffers.Text;
using System.Security.Cryptography;

namespace IdPhoto.Server.Store;

/// <summary>The name of a stored photo: 128 random bits, so that it says nothing and cannot be guessed.</summary>
/// <param name="Hex">32 lower-case hexadecimal digits: a file name on every file system.</param>
internal readonly record struct PhotoId(string Hex)
{
    public const int Bytes = 16;

    public static PhotoId New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));

    public static PhotoId Of(byte[] bytes) => new(Convert.ToHexStringLower(bytes));

    /// <summary>Reads what a caller wrote; null where it cannot be an identifier.</summary>
    public static PhotoId? Parse(string? text)
        => text is { Length: 2 * Bytes } && text.All(char.IsAsciiHexDigitLower) ? new PhotoId(text) : null;

    public byte[] ToBytes() => Convert.FromHexString(Hex);

    /// <summary>Says nothing, so that an identifier in an interpolated message stays out of it.</summary>
    public override string ToString() => "photo";
}

/// <summary>What its holder shows to get at a photo: 256 random bits that the server does not keep.</summary>
internal sealed class AccessToken
{
    private const int Bytes = 32;

    private AccessToken(byte[] secret) => Secret = secret;

    /// <summary>The random bits.</summary>
    public byte[] Secret { get; }

    /// <summary>What is kept in the token's place.</summary>
    public byte[] Hash => SHA256.HashData(Secret);

    public static AccessToken New() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads a token in Base64url; null where it cannot be one.</summary>
    public static AccessToken? Parse(string? text)
    {
        byte[] secret = new byte[Bytes];
        bool whole = text is not null && text.Length == Base64Url.GetEncodedLength(Bytes)
            && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, secret, out int written) && written == Bytes;
        return whole ? new AccessToken(secret) : null;
    }

    /// <summary>For its holder alone.</summary>
    public string Reveal() => Base64Url.EncodeToString(Secret);

    /// <summary>Says nothing.</summary>
    public override string ToString() => "token";
}
