using System.Globalization;
using System.Net;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Npgsql;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>Three servers in processes of their own, behind a proxy, on one database and one bucket.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    /// <summary>In seconds.</summary>
    private const int Impatience = 3;

    private const int Tries = 3;

    private readonly Sandbox[] _sandboxes;
    private readonly ServerProcess[] _nodes;
    private readonly Stack<IDisposable> _parts = [];
    private string[] _settings = [];
    private TcpLink? _toS3, _door;

    private TestCluster(int nodes)
    {
        _sandboxes = [.. Enumerable.Range(0, nodes).Select(_ => Own(new Sandbox()))];
        _nodes = new ServerProcess[nodes];
    }

    /// <summary>Why there is none; null where it can be started.</summary>
    public static string? Missing => PostgresServer.Missing ?? S3Server.Missing ?? ProxyServer.Missing;

    /// <summary>Their database.</summary>
    public PostgresServer Database { get; private set; } = null!;

    /// <summary>What they share, as their settings say it.</summary>
    public SharedStore Shared { get; private set; } = null!;

    /// <summary>What is in front of them.</summary>
    public ProxyServer Proxy { get; private set; } = null!;

    /// <summary>The way from the first server to the database; null where it cannot be cut.</summary>
    public TcpLink? Link { get; private set; }

    /// <summary>Where the first server is, if the way can be cut and that may be made: then the way leads through a network that can be cut itself.</summary>
    public NetworkRoom? Room { get; private set; }

    /// <summary>Where their bucket is.</summary>
    public S3Server S3 { get; private set; } = null!;

    /// <summary>The servers; one that was killed is another after its restart.</summary>
    public IReadOnlyList<ServerProcess> Nodes => _nodes;

    /// <summary>How many restarts failed and were tried again.</summary>
    public int StartsAgain { get; private set; }

    /// <summary>Starts all of it, with a database server and an S3 service of its own.</summary>
    /// <param name="nodes">How many servers.</param>
    /// <param name="settings">Of each of them, as Name=value.</param>
    public static Task<TestCluster> StartAsync(int nodes, params string[] settings) => StartAsync(nodes, PostgresServer.Start(), settings);

    /// <summary>Starts all of it, with an S3 service of its own.</summary>
    /// <param name="nodes">How many servers.</param>
    /// <param name="database">Theirs alone; it ends with them.</param>
    /// <param name="settings">Of each of them, as Name=value.</param>
    public static Task<TestCluster> StartAsync(int nodes, PostgresServer database, params string[] settings) => StartAsync(nodes, database, s3: null, withLink: false, settings);

    /// <summary>Starts all of it.</summary>
    /// <param name="nodes">How many servers.</param>
    /// <param name="s3">Where their bucket is; null for a service of its own.</param>
    /// <param name="withLink">Whether the way from the first server to the database can be cut.</param>
    /// <param name="settings">Of each server, as Name=value.</param>
    public static Task<TestCluster> StartAsync(int nodes, S3Server? s3, bool withLink, params string[] settings) => StartAsync(nodes, PostgresServer.Start(), s3, withLink, settings);

    /// <summary>Where callers of this machine reach a server.</summary>
    public Uri AddressOf(int node) => node == 0 && _door is not null ? new Uri($"http://{_door.At}/") : _nodes[node].Address;

    /// <summary>Starts one again at the same address.</summary>
    public async Task RestartAsync(int node)
    {
        Uri address = _nodes[node].Address;
        _nodes[node].Dispose();
        for (int tried = 1; ; tried++)
        {
            try
            {
                await StartNodeAsync(node, $"Listen=http://{address.Authority}");
                return;
            }
            catch (InvalidOperationException) when (tried < Tries)
            {
                // A connection of anybody's may have been given its port meanwhile.
                StartsAgain++;
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>Photos in the database, as addresses write their identifiers, and whether each is only expected, or somebody is removing it.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> RowsAsync()
    {
        await using NpgsqlConnection connection = new(Shared.Database + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new("SELECT encode(id, 'hex'), coming OR claimed_until > idphoto_now() FROM photos", connection);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync();
        Dictionary<string, bool> found = [];
        while (await rows.ReadAsync())
            found[rows.GetString(0)] = rows.GetBoolean(1);
        return found;
    }

    /// <summary>Whether there is a photo that ends at this moment.</summary>
    public async Task<bool> HasAnyOfAsync(DateTimeOffset end)
    {
        await using NpgsqlConnection connection = new(Shared.Database + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new("SELECT EXISTS (SELECT 1 FROM photos WHERE expires = @end)", connection);
        command.Parameters.AddWithValue("@end", end.ToUnixTimeMilliseconds());
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>An empty database and an empty bucket beside theirs, on the same services.</summary>
    public Task<SharedStore> NewStoreAsync() => S3.CreateAsync(Database.Create());

    /// <summary>Names of all objects of photos.</summary>
    public async Task<IReadOnlyList<string>> ObjectsAsync()
    {
        using S3Bucket bucket = new(Shared);
        return await ObjectsAsync(bucket);
    }

    /// <summary>What all objects of photos hold, with their names.</summary>
    public async Task<IReadOnlyList<(string Name, byte[] Content)>> ContentsAsync()
    {
        using S3Bucket bucket = new(Shared);
        List<(string Name, byte[] Content)> contents = [];
        foreach (string name in await ObjectsAsync(bucket))
            if (await bucket.GetAsync(name, CancellationToken.None) is { } content)
                contents.Add((name, content));
        return contents;
    }

    /// <summary>Every file that servers, proxy and database have written.</summary>
    public IReadOnlyList<string> Files() => [.. _sandboxes.SelectMany(sandbox => sandbox.Files()), .. Proxy.Files(), .. Database.Files()];

    public ValueTask DisposeAsync()
    {
        foreach (ServerProcess? node in _nodes)
            node?.Dispose();
        while (_parts.TryPop(out IDisposable? part))
            part.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<TestCluster> StartAsync(int nodes, PostgresServer database, S3Server? s3, bool withLink, string[] settings)
    {
        TestCluster cluster = new(nodes);
        try
        {
            cluster.Database = cluster.Own(database);
            await cluster.StartPartsAsync(s3, withLink, settings);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private async Task StartPartsAsync(S3Server? s3, bool withLink, string[] settings)
    {
        S3 = s3 ?? Own(S3Server.Start());
        Shared = await NewStoreAsync();
        if (withLink)
            LayWays();
        _settings =
        [
            $"Photos=s3://{Shared.Bucket}/{Shared.Prefix}", $"S3Endpoint={Shared.Endpoint}", $"S3AccessKey={Shared.AccessKey}", $"S3SecretKey={Shared.SecretKey}",
            "TrustedProxies=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"Nodes={_nodes.Length}"), .. settings,
        ];
        ShareKey();
        await Task.WhenAll(Enumerable.Range(0, _nodes.Length).Select(node => StartNodeAsync(node)));
        if (Room is not null)
            _door = Own(new TcpLink(new IPEndPoint(Room.There, _nodes[0].Address.Port), IPAddress.Loopback));
        Proxy = Own(await ProxyServer.StartAsync([.. _nodes.Select(node => node.Address)]));
    }

    private T Own<T>(T part)
        where T : IDisposable
    {
        _parts.Push(part);
        return part;
    }

    private static async Task<IReadOnlyList<string>> ObjectsAsync(S3Bucket bucket)
    {
        List<string> names = [];
        foreach (string place in new[] { S3Photos.Place, BucketKeys.Place })
            await foreach (IReadOnlyList<(string Name, DateTimeOffset Written)> page in bucket.ListAsync(place, CancellationToken.None))
                names.AddRange(page.Select(entry => entry.Name));
        return names;
    }

    private void LayWays()
    {
        Room = NetworkRoom.Missing is null ? Own(NetworkRoom.Start()) : null;
        Link = Own(new TcpLink(new IPEndPoint(IPAddress.Loopback, Database.Port), Room?.Database ?? IPAddress.Loopback));
        _toS3 = Room is null ? null : Own(new TcpLink(new IPEndPoint(IPAddress.Loopback, Shared.Endpoint.Port), Room.Here));
    }

    private async Task StartNodeAsync(int node, params string[] more)
        => _nodes[node] = await ServerProcess.StartAsync(_sandboxes[node], node == 0 && Room is not null ? Room.Wrapper : [], [.. SettingsOf(node), .. more]);

    private string[] SettingsOf(int node)
    {
        NpgsqlConnectionStringBuilder database = new(Shared.Database);
        // Where the way can be cut, it is not waited for as long as an operator would.
        if (node == 0 && Link is not null)
            (database.Host, database.Port, database.Timeout, database.CommandTimeout, database.CancellationTimeout) = (Link.At.Address.ToString(), Link.Port, Impatience, Impatience, 500);
        string[] place = node == 0 && Room is not null ? [$"Listen=http://{Room.There}:0", $"S3Endpoint=http://{_toS3!.At}/", $"TrustedProxies=127.0.0.1;{Room.Here}"] : [];
        return [$"Ledger={database}", .. _settings, .. place];
    }

    // No server of several makes the key itself.
    private void ShareKey()
    {
        string key = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)) + "\n";
        foreach (Sandbox sandbox in _sandboxes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(sandbox.KeyFile)!);
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using StreamWriter file = new(sandbox.KeyFile, options);
            file.Write(key);
        }
    }
}
