using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>A shared database and bucket, and the stores of several servers on them.</summary>
internal sealed class ClusterBench : IAsyncDisposable
{
    private readonly List<S3Bucket> _buckets = [];

    private ClusterBench(PostgresBench database, SharedStore shared) => (Database, Shared) = (database, shared);

    public PostgresBench Database { get; }

    public SharedStore Shared { get; }

    /// <summary>How long its servers wait for the bucket's service.</summary>
    public S3Times Times { get; set; } = S3Times.Standard;

    public MasterKey Master { get; } = MasterKey.Random();

    public PhotoCipher Cipher => new(MasterKeys.Of(Master));

    /// <summary>Makes one.</summary>
    /// <param name="hasManualClock">As in <see cref="PostgresBench"/>.</param>
    /// <param name="postgres">Null for the server of the test run.</param>
    /// <param name="link">The way to the S3 server of the test run; null for the straight one.</param>
    public static async Task<ClusterBench> NewAsync(bool hasManualClock = true, PostgresServer? postgres = null, TcpLink? link = null)
    {
        PostgresBench database = PostgresBench.New(hasManualClock, postgres);
        SharedStore shared = await S3Server.NewBucketAsync(database.Connection);
        return new ClusterBench(database, link is null ? shared : shared with { Endpoint = new UriBuilder(shared.Endpoint) { Port = link.Port }.Uri });
    }

    /// <summary>The store of one more server, which has started.</summary>
    /// <param name="hook">What a test puts around its ledger.</param>
    /// <param name="cover">What a test puts around its files.</param>
    public async Task<Node> StartAsync(Func<IPhotoLedger, IPhotoLedger>? hook = null, Func<IPhotoFiles, IPhotoFiles>? cover = null)
    {
        S3Bucket bucket = Bucket();
        PostgresLedger ledger = Database.Ledger();
        BucketKeys keys = new(bucket, MasterKeys.Of(Master));
        IPhotoFiles files = new S3Photos(bucket);
        PhotoStore store = new(hook?.Invoke(ledger) ?? ledger, keys, cover?.Invoke(files) ?? files, Cipher, TimeProvider.System);
        Node node = new(store, ledger, keys, bucket);
        await node.Store.StartAsync(default);
        return node;
    }

    /// <summary>Which keys are in use, as one more server sees it.</summary>
    public KeysInUse KeyUse() => new(Database.Database(), MasterKeys.Of(Master));

    /// <summary>The bucket as one more server sees it.</summary>
    public S3Bucket Bucket()
    {
        S3Bucket bucket = new(Shared, Times);
        _buckets.Add(bucket);
        return bucket;
    }

    /// <summary>Every object below the prefix, but the one that says whose they are.</summary>
    public async Task<IReadOnlyList<string>> ObjectsAsync()
    {
        List<string> names = [];
        await foreach (IReadOnlyList<(string Name, DateTimeOffset Written)> page in Bucket().ListAsync("", default))
            names.AddRange(page.Select(entry => entry.Name).Where(name => name != "store"));
        return names;
    }

    public ValueTask DisposeAsync()
    {
        _buckets.ForEach(bucket => bucket.Dispose());
        return Database.DisposeAsync();
    }

    /// <summary>What one server has.</summary>
    internal sealed record Node(PhotoStore Store, PostgresLedger Ledger, BucketKeys Keys, S3Bucket Bucket);
}
