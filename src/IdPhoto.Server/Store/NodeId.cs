using System.Security.Cryptography;
using System.Text;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>What marks one of several servers: 16 random bytes, made with its data folder and kept in it.</summary>
internal static class NodeId
{
    private const int Bytes = 16;

    /// <summary>Reads it, or makes it with the first start.</summary>
    /// <exception cref="SettingException">The file holds something else.</exception>
    public static byte[] Open(string file)
    {
        if (!File.Exists(file))
            OwnerOnly.WriteOnce(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)) + "\n");
        string text = File.ReadAllText(file, Encoding.ASCII).Trim();
        return text.Length == 2 * Bytes && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw new SettingException(Message.Of("storing.node-invalid"));
    }
}
