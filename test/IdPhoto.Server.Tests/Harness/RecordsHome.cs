using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using Microsoft.Extensions.Configuration;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A database for records, empty at first, that several servers open as their own.</summary>
internal sealed class RecordsHome : IDisposable
{
    private readonly Sandbox _sandbox;
    private readonly List<SharedDatabase> _open = [];

    /// <param name="sandbox">Where a file is, and the key.</param>
    /// <param name="connection">A database that is there; null for a file.</param>
    public RecordsHome(Sandbox sandbox, string? connection)
    {
        (_sandbox, Connection) = (sandbox, connection);
        Directory.CreateDirectory(sandbox.Data);
    }

    /// <summary>The database; null for a file.</summary>
    public string? Connection { get; }

    /// <summary>Opens it as another server does.</summary>
    public RecordStore Open()
    {
        if (Connection is null)
            return SqliteRecords.Open(_sandbox.Records);
        SharedDatabase database = SharedDatabase.Of(Connection);
        lock (_open)
            _open.Add(database);
        return PostgresRecords.Open(database, Guid.NewGuid().ToByteArray());
    }

    /// <summary>The settings of a server that works on it.</summary>
    public ServerSettings Settings(params string[] more)
    {
        Dictionary<string, string?> written = new() { ["DataFolder"] = _sandbox.Data, ["KeyFile"] = _sandbox.KeyFile };
        foreach (string setting in more)
            written[setting.Split('=', 2)[0]] = setting.Split('=', 2)[1];
        ServerSettings settings = ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(written).Build());
        return Connection is null ? settings : settings with { Shared = new SharedStore(Connection, "bucket", "", new Uri("http://127.0.0.1:1"), "key", "secret") };
    }

    public void Dispose() => _open.ForEach(database => database.Dispose());
}
