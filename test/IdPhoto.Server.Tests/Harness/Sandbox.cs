using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A folder with everything that a server may write: data, key, temporary files, home, its own folder and what it prints.</summary>
/// <param name="root">One that is there already; null for a new one.</param>
internal sealed class Sandbox(string? root = null) : IDisposable
{
    public string Root { get; } = root ?? Directory.CreateTempSubdirectory("idphoto-server-test").FullName;

    public string Data => Path.Combine(Root, "data");

    public string Photos => Path.Combine(Data, "photos");

    public string Database => Path.Combine(Data, "photos.db");

    /// <summary>The wrapped keys.</summary>
    public string Keys => Path.Combine(Data, "photos.keys");

    public string KeyFile => Path.Combine(Root, "keys", "server.key");

    /// <summary>Where the server's temporary files would be.</summary>
    public string Temporary => Directory.CreateDirectory(Path.Combine(Root, "tmp")).FullName;

    /// <summary>Where it runs, and what it calls home.</summary>
    public string Home => Directory.CreateDirectory(Path.Combine(Root, "home")).FullName;

    /// <summary>The setting of a server that is to make no photo: loading the networks is half of its start.</summary>
    public string NoNetworks => "ModelFolder=" + Directory.CreateDirectory(Path.Combine(Root, "no-networks")).FullName;

    /// <summary>What it printed, over all starts.</summary>
    public string Log => Path.Combine(Root, "log.txt");

    /// <summary>The socket of administration.</summary>
    public string AdminSocket => Path.Combine(Data, "admin.sock");

    /// <summary>The audit log.</summary>
    public string Audit => Path.Combine(Data, "audit.log");

    /// <summary>The database of what is kept longer than photos.</summary>
    public string Records => Path.Combine(Data, "records.db");

    /// <summary>Every file in it, but the one that a running server locks, which is always empty, and the socket, which holds nothing.</summary>
    public string[] Files() =>
    [
        .. Directory.GetFiles(Root, "*", SearchOption.AllDirectories)
            .Where(file => file != AdminSocket && (file != Path.Combine(Data, "lock") || new FileInfo(file).Length > 0)),
    ];

    /// <summary>The files with photos.</summary>
    public string[] PhotoFiles() => Directory.Exists(Photos) ? Directory.GetFiles(Photos, "*", SearchOption.AllDirectories) : [];

    /// <summary>Changes the photos' database beside whoever else uses it, or asks it for one value.</summary>
    public object? Execute(string sql)
    {
        using SqliteConnection other = new($"Data Source={Database};Pooling=False");
        other.Open();
        using SqliteCommand command = other.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
