using System.Security.Cryptography;
using System.Text;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>The secret that every photo's key is wrapped with: 32 bytes in a file of its own, as 64 hexadecimal digits.</summary>
internal sealed class MasterKey
{
    private const int Bytes = 32;
    private const UnixFileMode OthersRights = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly byte[] _secret;

    private MasterKey(byte[] secret) => _secret = secret;

    /// <summary>A key that is kept nowhere.</summary>
    public static MasterKey Random() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads the key's file, or makes it on the first start.</summary>
    /// <param name="file">The file.</param>
    /// <param name="credentials">The folder of this service's credentials; null without a service manager that has them.</param>
    /// <exception cref="SettingException">The file holds no key, or the rights of anybody but its owner are not empty.</exception>
    public static MasterKey Open(string file, string? credentials)
    {
        if (!File.Exists(file))
            Make(file);
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read);
        // The rights of what is read, wherever links lead meanwhile.
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & Forbidden(file, credentials)) != 0)
            throw new SettingException(Message.Of("storing.key-open-to-others"));
        string text = new StreamReader(stream, Encoding.ASCII).ReadToEnd().Trim();
        return text.Length == 2 * Bytes && text.All(char.IsAsciiHexDigit)
            ? new MasterKey(Convert.FromHexString(text))
            : throw new SettingException(Message.Of("storing.key-invalid", ("digits", 2 * Bytes)));
    }

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

    // systemd gives the service its right by an access list, which shows as one of the group; nobody else gets into the folder.
    private static UnixFileMode Forbidden(string file, string? credentials)
        => !string.IsNullOrEmpty(credentials) && RealPath.IsWithin(file, credentials) ? OthersRights & ~UnixFileMode.GroupRead : OthersRights;

    // Written beside its place and then moved: a crash leaves a whole key or none.
    private static void Make(string file)
    {
        OwnerOnly.MakeFolder(Path.GetDirectoryName(file)!);
        string draft = $"{file}.{Path.GetRandomFileName()}";
        using (FileStream stream = new(draft, OwnerOnly.Options(FileMode.CreateNew)))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)) + "\n"));
            stream.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(draft, file);
        }
        catch (IOException)
        {
            // Another start was quicker: its key counts.
            File.Delete(draft);
        }
    }
}
