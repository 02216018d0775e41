using System.Buffers.Text;
using System.Security.Cryptography;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Notices.Mail;

/// <summary>The secrets in the links of mails. They follow, with the master key, from random bytes in the table or from what the mails go to; the table has their hashes to find them by.</summary>
internal sealed class MailTokens(RecordCipher cipher)
{
    private const int SeedBytes = 16;

    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(SeedBytes);

    /// <summary>Of the link that confirms.</summary>
    public byte[] Confirm(byte[] seed) => cipher.Hash("confirm link", seed);

    /// <summary>Of the link that stops the mails: the same for this person and address each time, so that the link in an old mail still does what it says.</summary>
    /// <param name="person">The keyed hash of an install.</param>
    /// <param name="address">The keyed hash of the address.</param>
    public byte[] Stop(byte[] person, byte[] address) => cipher.Hash("stop link", [.. person, .. address]);

    /// <summary>Of the link that stops the mails, as an earlier version made it: its mails have it, and its rows the hash of it.</summary>
    public byte[] EarlierStop(byte[] seed) => cipher.Hash("stop link", seed);

    /// <summary>As it stands in a link.</summary>
    public static string Text(byte[] token) => Base64Url.EncodeToString(token);

    /// <summary>What a link's token is found by; null where it cannot be one.</summary>
    public static byte[]? Hash(string? text) => AccessToken.Parse(text)?.Hash;

    public static byte[] Hash(byte[] token) => SHA256.HashData(token);
}
