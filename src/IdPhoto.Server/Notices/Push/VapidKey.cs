using System.Buffers.Text;
using System.Security.Cryptography;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Notices.Push;

/// <summary>The key by which push services and browsers know this server (RFC 8292): P-256, in a PEM file of its own.</summary>
internal sealed class VapidKey
{
    private VapidKey(ECParameters key)
    {
        Public = Base64Url.EncodeToString([0x04, .. key.Q.X!, .. key.Q.Y!]);
        Private = Base64Url.EncodeToString(key.D);
    }

    /// <summary>The point, uncompressed, Base64url: what a browser subscribes with.</summary>
    public string Public { get; }

    /// <summary>The scalar, Base64url.</summary>
    public string Private { get; }

    /// <summary>Reads the file, or makes it with the first start, for its owner alone.</summary>
    /// <exception cref="SettingException">It holds no such key, or cannot be made.</exception>
    public static VapidKey Open(string file)
    {
        try
        {
            if (!File.Exists(file))
                Make(file);
            using ECDsa key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(file));
            ECParameters parameters = key.ExportParameters(includePrivateParameters: true);
            return parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value ? new VapidKey(parameters) : throw Unusable();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw Unusable();
        }
    }

    // Written beside its place and then moved: a crash leaves a whole key or none.
    private static void Make(string file)
    {
        OwnerOnly.MakeFolder(Path.GetDirectoryName(file)!);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string draft = $"{file}.{Path.GetRandomFileName()}";
        using (FileStream stream = new(draft, OwnerOnly.Options(FileMode.CreateNew)))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
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

    private static SettingException Unusable() => new(Message.Of("notices.setting-vapid-key"));
}
