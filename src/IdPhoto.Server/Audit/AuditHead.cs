using System.Data.Common;
using System.Security.Cryptography;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Audit;

/// <summary>Where the log ends.</summary>
/// <param name="Lines">Number of its last line; 0 for none.</param>
/// <param name="Hash">SHA-256 of that line, in hexadecimal; zeros for none.</param>
internal sealed record AuditHead(long Lines, string Hash)
{
    /// <summary>The end of a log without lines.</summary>
    public static readonly AuditHead Empty = new(0, new string('0', 2 * SHA256.HashSizeInBytes));
}

/// <summary>What is noted of the end of the log.</summary>
/// <param name="Head">The end; null where the note has no or a wrong MAC, or is missing.</param>
/// <param name="IsThere">Whether there is a note at all.</param>
/// <param name="Version">The software that wrote it; null where nothing is noted.</param>
internal sealed record AuditNote(AuditHead? Head, bool IsThere, string? Version)
{
    public static readonly AuditNote Missing = new(null, IsThere: false, Version: null);
}

/// <summary>The end of the log is noted beside it, so that lines that were cut off are missed.</summary>
internal static class AuditSchema
{
    public const string Tables = """
        CREATE TABLE IF NOT EXISTS audit_head (
          id {node} PRIMARY KEY, lines {int} NOT NULL, hash {text} NOT NULL, mac {blob} NOT NULL, version {text} NOT NULL);
        """;

    public const string Select = "SELECT lines, hash, mac, version FROM audit_head WHERE id = @node";

    public const string Upsert = """
        INSERT INTO audit_head (id, lines, hash, mac, version) VALUES (@node, @lines, @hash, @mac, @version)
        ON CONFLICT (id) DO UPDATE SET lines = @lines, hash = @hash, mac = @mac, version = @version
        """;

    /// <summary>Reads a row of <see cref="Select"/>.</summary>
    public static AuditNote Read(DbDataReader row, AuditKey key)
    {
        AuditHead head = new(row.GetInt64(0), row.GetString(1));
        return new AuditNote(CryptographicOperations.FixedTimeEquals(key.OfHead(head), (byte[])row[2]) ? head : null, IsThere: true, row.GetString(3));
    }
}

/// <summary>The note of a running server.</summary>
internal sealed class AuditHeads(RecordStore records, AuditKey key, string version)
{
    /// <summary>The software that notes the end now.</summary>
    public string Version { get; } = version;

    public AuditNote Read() => records.Query(AuditSchema.Select, row => AuditSchema.Read(row, key), ("@node", records.Node)).SingleOrDefault() ?? AuditNote.Missing;

    /// <summary>Notes it; on the disk when it returns.</summary>
    public void Write(AuditHead head) => records.Run(
        AuditSchema.Upsert, ("@node", records.Node), ("@lines", head.Lines), ("@hash", head.Hash), ("@mac", key.OfHead(head)), ("@version", Version));
}
