using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace IdPhoto.Server.Store;

/// <summary>Signs that a photo was erased.</summary>
/// <remarks>
/// A receipt is a JSON Web Signature (RFC 7515) with ES256. Its subject is a hash over the photo's identifier and token:
/// who has both can show that the receipt is for that photo, and to everyone else it says nothing about anybody.
/// </remarks>
internal sealed class DeletionReceipts : IDisposable
{
    private readonly IReadOnlyList<ReceiptSigner> _signers;

    /// <summary>Signs under the current key; those of before are still known.</summary>
    public DeletionReceipts(MasterKeys keys) => _signers = [.. keys.All.Select(key => new ReceiptSigner(key))];

    /// <summary>What receipts are checked with, the current key first.</summary>
    public IReadOnlyList<ReceiptKey> Keys => [.. _signers.Select(signer => signer.Key)];

    /// <summary>The receipt for a photo that was erased.</summary>
    public string Sign(Stay stay, Erasure erasure) => Sign(Subject(stay), erasure.At, Erased(erasure));

    /// <summary>The receipt for anything that was erased.</summary>
    /// <param name="subject">A hash that says whose it is to nobody who does not know it already.</param>
    /// <param name="at">When.</param>
    /// <param name="erased">What, in words of docs/api.md.</param>
    public string Sign(string subject, DateTimeOffset at, IReadOnlyList<string> erased)
    {
        string header = Part(new { alg = "ES256", typ = "JWT", kid = _signers[0].Key.Kid });
        string payload = Part(new { iss = "idphoto", iat = at.ToUnixTimeSeconds(), sub = subject, erased });
        string signed = $"{header}.{payload}";
        return $"{signed}.{Base64Url.EncodeToString(_signers[0].Sign(signed))}";
    }

    /// <summary>Reads a receipt that this server has signed; null for any other text.</summary>
    public ReceiptFacts? Read(string receipt)
    {
        string[] parts = receipt.Split('.');
        if (parts.Length != 3 || !TryDecode(parts[1], out byte[] payload) || !TryDecode(parts[2], out byte[] signature)
            || !_signers.Any(signer => signer.HasSigned($"{parts[0]}.{parts[1]}", signature)))
            return null;
        using JsonDocument content = JsonDocument.Parse(payload);
        return new ReceiptFacts(
            DateTimeOffset.FromUnixTimeSeconds(content.RootElement.GetProperty("iat").GetInt64()),
            [.. content.RootElement.GetProperty("erased").EnumerateArray().Select(word => word.GetString()!)],
            content.RootElement.GetProperty("sub").GetString()!);
    }

    /// <summary>What has been erased, each word only if that step is done: docs/api.md has their meanings.</summary>
    public static string[] Erased(Erasure erasure) => ["key", .. erasure.BytesToo ? ["bytes"] : Array.Empty<string>(), .. erasure.RecordToo ? ["record"] : Array.Empty<string>()];

    /// <summary>SHA-256 over the identifier's 16 bytes and the token's 32.</summary>
    public static string Subject(Stay stay) => Subject([.. stay.Id.ToBytes(), .. stay.Token.Secret]);

    /// <summary>SHA-256 over a secret that its holder alone knows, such as the 16 bytes of an install's identifier.</summary>
    public static string Subject(byte[] secret) => Base64Url.EncodeToString(SHA256.HashData(secret));

    public void Dispose()
    {
        foreach (ReceiptSigner signer in _signers)
            signer.Dispose();
    }

    // Only as it is written here: the last letter of Base64url has bits that a lenient reader passes over.
    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
        return bytes.Length > 0 && Base64Url.EncodeToString(bytes) == text;
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}

/// <summary>What a receipt says.</summary>
/// <param name="ErasedAt">When, to the second.</param>
/// <param name="Erased">What, in words of docs/api.md.</param>
/// <param name="Subject">A hash that says whose it is to nobody who does not know it already.</param>
internal sealed record ReceiptFacts(DateTimeOffset ErasedAt, IReadOnlyList<string> Erased, string Subject)
{
    /// <summary>Whether it is for one photo; otherwise for everything of an install. No photo goes without its key.</summary>
    public bool IsOfPhoto => Erased.Contains("key");
}
