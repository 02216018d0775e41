using System.Security.Cryptography;
using System.Text;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>The master keys of a server, in a file of their own: one a line, as 64 hexadecimal digits.</summary>
/// <remarks>
/// The first one is used for what comes from now on; the others open what came before, so that a key can be changed without
/// losing photos. What is kept longer than photos stays under one key, which a line names that begins with 'records'; where
/// there is one key alone, that line may be missing.
/// </remarks>
internal sealed class MasterKeys
{
    private const string RecordsWord = "records ";

    private MasterKeys(IReadOnlyList<MasterKey> all, MasterKey records) => (All, Records) = (all, records);

    /// <summary>All of them for photos and receipts, the current one first.</summary>
    public IReadOnlyList<MasterKey> All { get; }

    /// <summary>The one for what comes from now on.</summary>
    public MasterKey Current => All[0];

    /// <summary>The one under which records are encrypted and installs are known: it stays.</summary>
    public MasterKey Records { get; }

    /// <summary>Those that may open what was closed under the key of this name: that one, or none where it was removed.</summary>
    /// <param name="id">Its <see cref="MasterKey.Id"/>; null for a photo of a version that wrote none down, which any may open.</param>
    public IEnumerable<MasterKey> MayOpen(string? id) => All.Where(key => id is null || key.Id == id);

    /// <summary>These keys, the current one first; the last one is that of the records.</summary>
    public static MasterKeys Of(params IReadOnlyList<MasterKey> keys) => new(keys, keys[^1]);

    /// <summary>Reads the keys' file, or makes it with one key on the first start.</summary>
    /// <param name="file">The file.</param>
    /// <param name="credentials">The folder of this service's credentials; null without a service manager that has them.</param>
    /// <param name="makes">Whether a missing file is made.</param>
    /// <exception cref="SettingException">The file is missing, holds no keys, or the rights of anybody but its owner are not empty.</exception>
    public static MasterKeys Open(string file, string? credentials, bool makes = true)
    {
        if (!File.Exists(file))
            Make(file, makes);
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read);
        SecretFile.Check(KnownSettings.KeyFile.Name, file, stream.SafeFileHandle, credentials);
        return Read(new StreamReader(stream, Encoding.ASCII).ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private static MasterKeys Read(string[] lines)
    {
        MasterKey[] keys = [.. lines.Where(line => !NamesRecords(line)).Distinct(StringComparer.OrdinalIgnoreCase).Select(Parse)];
        MasterKey[] records = [.. lines.Where(NamesRecords).Select(line => Parse(line[RecordsWord.Length..].TrimStart()))];
        if (keys.Length == 0)
            throw Invalid();
        // Else whoever removes an old line would lose all records with it.
        if (records.Length > 1 || (records.Length == 0 && keys.Length > 1))
            throw new SettingException(Message.Of("storing.key-records", ("digits", 2 * MasterKey.Bytes)));
        return new MasterKeys(keys, records.Length == 1 ? records[0] : keys[0]);
    }

    private static bool NamesRecords(string line) => line.StartsWith(RecordsWord, StringComparison.OrdinalIgnoreCase);

    private static MasterKey Parse(string digits) => MasterKey.Parse(digits) ?? throw Invalid();

    private static SettingException Invalid() => new(Message.Of("storing.key-invalid", ("digits", 2 * MasterKey.Bytes)));

    private static void Make(string file, bool makes)
    {
        // Photos of others would not open under a key of its own.
        if (!makes)
            throw new SettingException(Message.Of("storing.key-missing", ("digits", 2 * MasterKey.Bytes)));
        OwnerOnly.MakeFolder(Path.GetDirectoryName(file)!);
        OwnerOnly.WriteOnce(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MasterKey.Bytes)) + "\n");
    }
}
