using System.Security.Cryptography;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Records;

/// <summary>What an install of the app calls itself: a random UUID (RFC 9562, version 4) that it makes and may change.</summary>
/// <remarks>Whoever shows it is the install: it is a secret, sent in a header and never kept here.</remarks>
internal readonly record struct InstallId
{
    /// <summary>The header that holds it.</summary>
    public const string Header = "Install-Id";

    private const int Letters = 36;

    private readonly Guid _value;

    private InstallId(Guid value) => _value = value;

    /// <summary>Its 16 bytes, in the order in which they are written.</summary>
    public byte[] Bytes => _value.ToByteArray(bigEndian: true);

    /// <summary>Reads what a caller wrote; null where it is no random UUID in lower-case letters.</summary>
    public static InstallId? Parse(string? text)
    {
        bool whole = text is { Length: Letters } && !text.Any(char.IsAsciiLetterUpper) && Guid.TryParseExact(text, "D", out _);
        return whole && Guid.Parse(text!) is { Version: 4 } value ? new InstallId(value) : null;
    }

    /// <summary>Says nothing.</summary>
    public override string ToString() => "install";
}

/// <summary>Makes of an install's identifier what is kept in its place: a keyed hash, 32 bytes, that leads back to nobody without the master key.</summary>
internal sealed class PersonHashes(MasterKey master)
{
    private readonly byte[] _key = master.Derive([], [], "idphoto install id 1", 32);

    /// <summary>The hash that the tables call 'person'.</summary>
    public byte[] Of(InstallId install) => HMACSHA256.HashData(_key, install.Bytes);
}
