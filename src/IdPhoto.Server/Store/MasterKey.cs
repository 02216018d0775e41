using System.Security.Cryptography;
using System.Text;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>The secret that every photo's key is wrapped with: 32 bytes in a file of its own, as 64 hexadecimal digits.</summary>
internal sealed class MasterKey
{
    private const int Bytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] _secret;

    private MasterKey(byte[] secret) => _secret = secret;

    /// <summary>A key that is kept nowhere.</summary>
    public static MasterKey Random() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads the key's file, or makes it on the first start.</summary>
    /// <exception cref="SettingException">The file holds no key, or strangers can read it.</exception>
    public static MasterKey Open(string file)
    {
        if (!File.Exists(file))
            Make(file);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)) != 0)
            throw new SettingException(Message.Of("storing.key-open-to-others"));
        string text = File.ReadAllText(file, Encoding.ASCII).Trim();
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

    // Written beside its place and then moved: a crash leaves a whole key or none.
    private static void Make(string file)
    {
        string folder = Path.GetDirectoryName(file)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        string draft = $"{file}.{Path.GetRandomFileName()}";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (FileStream stream = new(draft, options))
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
