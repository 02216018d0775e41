using System.Buffers.Text;
using System.Security.Cryptography;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Notices.Mail;

/// <summary>The secrets in the links of mails. The table holds random bytes that they follow from, with the master key, and their hashes to find them by.</summary>
internal sealed class MailTokens(RecordCipher cipher)
{
    private const int SeedBytes = 16;

    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(SeedBytes);

    /// <summary>Of the link that confirms.</summary>
    public byte[] Confirm(byte[] seed) => cipher.Hash("confirm link", seed);

    /// <summary>Of the link that stops the mails.</summary>
    public byte[] Stop(byte[] seed) => cipher.Hash("stop link", seed);

    /// <summary>As it stands in a link.</summary>
    public static string Text(byte[] token) => Base64Url.EncodeToString(token);

    /// <summary>What a link's token is found by; null where it cannot be one.</summary>
    public static byte[]? Hash(string? text) => AccessToken.Parse(text)?.Hash;

    public static byte[] Hash(byte[] token) => SHA256.HashData(token);
}
