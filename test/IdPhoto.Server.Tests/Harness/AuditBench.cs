using IdPhoto.Server.Audit;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>An audit log in a folder, which a test can leave as a crash leaves it, and change as a thief would.</summary>
internal sealed class AuditBench : IDisposable
{
    private const byte EndOfLine = (byte)'\n';

    public AuditBench()
    {
        Directory.CreateDirectory(Sandbox.Data);
        Key = new AuditKey(MasterKey.Random());
    }

    /// <summary>A copy of another one.</summary>
    public AuditBench(AuditBench other)
    {
        Directory.CreateDirectory(Sandbox.Data);
        Key = other.Key;
        foreach (string file in Directory.GetFiles(other.Sandbox.Data))
            File.Copy(file, Path.Combine(Sandbox.Data, Path.GetFileName(file)));
    }

    public Sandbox Sandbox { get; } = new();

    public AuditKey Key { get; }

    /// <summary>The lines of the file.</summary>
    public List<byte[]> Lines => [.. AuditFile.Lines(Sandbox.Audit, long.MaxValue)];

    /// <summary>What the acts of the log are, from the first line on.</summary>
    public IEnumerable<string> Acts => Lines.Select(line => AuditLine.Read(line, Key)?.Act ?? "?");

    /// <summary>Opens the log as a server that starts, does something with it and ends.</summary>
    public void Run(Action<AuditLog> work)
    {
        using SqliteRecords records = SqliteRecords.Open(Sandbox.Records);
        using AuditLog log = AuditLog.Open(Sandbox.Audit, records, Key, TimeProvider.System);
        work(log);
    }

    /// <summary>A log with some lines.</summary>
    public void Fill(int lines) => Run(log =>
    {
        while (log.Lines < lines)
            log.Append(AuditActs.PhotosPurged, ("scope", "all"), ("photos", log.Lines), ("traceless", true));
    });

    /// <summary>Puts other lines into the file.</summary>
    public void Write(IEnumerable<byte[]> lines) => File.WriteAllBytes(Sandbox.Audit, [.. lines.SelectMany(line => line.Append(EndOfLine))]);

    public AuditVerdict Verify() => AuditCheck.Run(Sandbox.Audit, () => AuditNotes.InFile(Sandbox.Records, Key), Key);

    public void Dispose() => Sandbox.Dispose();
}
