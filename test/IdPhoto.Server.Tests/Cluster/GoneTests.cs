using System.Net;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>What one server ends, the others hear of.</summary>
public sealed class GoneTests
{
    private static readonly byte[] Photo = SecretPhoto.Camera;

    [Fact]
    public async Task An_erased_photo_goes_from_memory_and_from_requests_under_way_on_every_server()
    {
        await using ClusterBench bench = await ClusterBench.NewAsync(hasManualClock: false);
        ClusterBench.Node one = await bench.StartAsync();
        await using Ear two = await Ear.ListenAsync(bench);
        Stay stay = await one.Store.KeepAsync(Photo, null, default), other = await one.Store.KeepAsync(Photo, null, default);
        two.Show(stay);
        two.Show(other);
        using StayUse use = two.Stays.Begin(stay.Id), otherUse = two.Stays.Begin(other.Id);

        await one.Store.EraseAsync(stay);

        await WaitAsync(() => use.Gone.IsCancellationRequested && two.Previews.Get(stay.Id, 100) is null);
        Assert.NotNull(two.Previews.Get(other.Id, 100));
        Assert.False(otherUse.Gone.IsCancellationRequested);
        await one.Store.EraseAllAsync(default);
        await WaitAsync(() => otherUse.Gone.IsCancellationRequested && two.Previews.Bytes == 0);
    }

    [Fact]
    public async Task What_was_ended_while_the_connection_was_lost_goes_when_it_is_there_again()
    {
        await using ClusterBench bench = await ClusterBench.NewAsync(hasManualClock: false);
        ClusterBench.Node one = await bench.StartAsync();
        await using Ear two = await Ear.ListenAsync(bench);
        Stay stay = await one.Store.KeepAsync(Photo, null, default), other = await one.Store.KeepAsync(Photo, null, default);
        two.Show(other);
        using StayUse use = two.Stays.Begin(stay.Id), otherUse = two.Stays.Begin(other.Id);
        // Ended by somebody who does not say so, as if nobody had listened.
        bench.Database.Execute($"UPDATE photos SET ended = true WHERE id = '\\x{stay.Id.Hex}'");
        bench.Database.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()");

        await WaitAsync(() => use.Gone.IsCancellationRequested && two.Previews.Bytes == 0);
        Assert.False(otherUse.Gone.IsCancellationRequested);
        await WaitAsync(() => bench.Database.Number("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()") > 0);
        await one.Store.EraseAsync(other);
        await WaitAsync(() => otherUse.Gone.IsCancellationRequested);
    }

    private static async Task WaitAsync(Func<bool> isTrue)
    {
        for (int i = 0; i < 600 && !isTrue(); i++)
            await Task.Delay(50);
        Assert.True(isTrue());
    }

    /// <summary>A server that listens.</summary>
    private sealed class Ear : IAsyncDisposable
    {
        private readonly GoneListener _listener;

        private Ear(ClusterBench.Node node, SharedDatabase database)
        {
            Stays = new LiveStays(node.Store);
            Previews.Follow(node.Store);
            ServerSettings settings = ServerSettings.Read(new ConfigurationBuilder().Build());
            _listener = new GoneListener(database, node.Ledger, node.Store, Stays, new StoreShares(settings, node.Store), Previews, NullLogger<GoneListener>.Instance);
        }

        public LiveStays Stays { get; }

        public PreviewCache Previews { get; } = new(1_000_000, TimeSpan.FromMinutes(15), MachineClock.Read);

        public static async Task<Ear> ListenAsync(ClusterBench bench)
        {
            Ear ear = new(await bench.StartAsync(), bench.Database.Database());
            await ear._listener.StartAsync(default);
            await WaitAsync(() => bench.Database.Number("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database() AND state = 'idle'") > 0);
            // It clears once it has begun.
            await Task.Delay(300);
            return ear;
        }

        public void Show(Stay stay) => Previews.Add(stay, 100, new CachedPreview([1, 2, 3], [4]));

        public async ValueTask DisposeAsync()
        {
            await _listener.StopAsync(default);
            _listener.Dispose();
        }
    }
}

/// <summary>Whole servers that share their store, set up by settings alone.</summary>
public sealed class SharedServersTests
{
    [Fact]
    public async Task Two_servers_answer_for_each_others_photos_and_leave_nothing_on_their_disks()
    {
        using Sandbox first = new(), second = new();
        string[] settings = Settings(await S3Server.NewBucketAsync(PostgresServer.NewDatabase()), first);
        await using HostedServer one = await HostedServer.StartInAsync(first, settings), two = await HostedServer.StartInAsync(second, settings);
        Kept kept = await one.Api.KeepAsync(SecretPhoto.Camera);

        await two.Api.CutoutAsync(kept).BodyAsync();
        await one.Api.MakeAsync(kept, "one-inch").BodyAsync();
        await two.Api.Client.GetAsync("readyz").BodyAsync();
        await two.Api.EraseAsync(kept).BodyAsync();
        await one.Api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token).IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
        Assert.Empty(SecretPhoto.Search().Find(first.Files().Concat(second.Files())));
        Assert.False(File.Exists(first.Database) || Directory.Exists(first.Photos) || File.Exists(first.Keys));
    }

    [Fact]
    public async Task A_folder_of_a_single_server_and_another_key_file_are_refused()
    {
        using Sandbox alone = new(), first = new(), stranger = new();
        string[] settings = Settings(await S3Server.NewBucketAsync(PostgresServer.NewDatabase()), first);
        await using (await HostedServer.StartInAsync(alone))
        {
        }
        Assert.Equal("storing.folder-of-one-server", (await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(alone, settings))).Said.Id);
        await using HostedServer one = await HostedServer.StartInAsync(first, settings);
        string other = KeyFile(stranger, 'b');
        Assert.Equal("storing.key-other", (await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(stranger, [.. settings, $"KeyFile={other}"]))).Said.Id);
    }

    private static string[] Settings(SharedStore shared, Sandbox sandbox)
    {
        return
        [
            $"Ledger={shared.Database}", $"Photos=s3://{shared.Bucket}/some/place", $"S3Endpoint={shared.Endpoint.GetLeftPart(UriPartial.Authority)}",
            $"S3AccessKey={shared.AccessKey}", $"S3SecretKey={shared.SecretKey}", $"KeyFile={KeyFile(sandbox, 'a')}",
        ];
    }

    private static string KeyFile(Sandbox sandbox, char digit)
    {
        string path = Path.Combine(sandbox.Root, "shared.key");
        using FileStream file = new(path, OwnerOnly.Options(FileMode.CreateNew));
        file.Write(System.Text.Encoding.ASCII.GetBytes(new string(digit, 64)));
        return path;
    }
}
