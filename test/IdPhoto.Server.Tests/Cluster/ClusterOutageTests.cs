using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>A database or a bucket that is away for a while.</summary>
public sealed class ClusterOutageTests
{
    private static readonly byte[] Photo = SecretPhoto.Camera;

    [Fact]
    public async Task A_database_that_is_restarted_under_use_costs_requests_and_no_photo()
    {
        Assert.SkipWhen((PostgresServer.Missing ?? S3Server.Missing) is not null, PostgresServer.Missing ?? S3Server.Missing ?? "");
        using PostgresServer postgres = PostgresServer.Start();
        await using ClusterBench bench = await ClusterBench.NewAsync(hasManualClock: false, postgres);
        ClusterBench.Node one = await bench.StartAsync(), two = await bench.StartAsync();
        using CancellationTokenSource end = new();
        int troubles = 0;
        List<Stay> kept = [];
        Task[] users = [.. new[] { one, two, one, two }.Select(node => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    Stay stay = await node.Store.KeepAsync(Photo, null, default);
                    if (stay.Id.Hex[0] < '8')
                        await two.Store.EraseAsync(stay);
                    else
                        lock (kept)
                            kept.Add(stay);
                }
                catch (StoreException)
                {
                    Interlocked.Increment(ref troubles);
                    await Task.Delay(20);
                }
            }
        }))];
        await Task.Delay(500);
        postgres.Crash();
        await Task.Delay(500);
        postgres.Resume();
        await WaitAsync(async () => await one.Store.KeepAsync(Photo, null, default) is not null);
        await end.CancelAsync();
        await Task.WhenAll(users);

        Assert.True(troubles > 0, "Nobody noticed the restart: nothing is proved.");
        foreach (Stay stay in kept)
            Assert.Equal(Photo, await two.Store.OpenAsync(stay, default));
        await one.Ledger.EndAllAsync();
        // What was claimed when the database went is free in a minute.
        bench.Database.Execute("UPDATE photos SET claimed_until = 0");
        await WaitAsync(async () =>
        {
            await one.Store.SweepAsync(default);
            return (await one.Store.TotalsAsync()).Photos == 0;
        });
        Assert.Empty(await bench.ObjectsAsync());
    }

    [Fact]
    public async Task An_S3_server_that_stops_answering_is_told_within_seconds_and_used_again_once_it_answers()
    {
        using TcpLink link = new(S3Server.OfRun.Endpoint.Port);
        await using ClusterBench bench = await ClusterBench.NewAsync(link: link);
        // Long enough for a call on a busy machine.
        bench.Times = new S3Times(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4));
        ClusterBench.Node node = await bench.StartAsync();
        Stay stay = await node.Store.KeepAsync(Photo, null, default);
        link.Cut();
        Task<StoreException>[] refused =
        [
            Assert.ThrowsAsync<StoreException>(() => node.Store.KeepAsync(Photo, null, default)),
            Assert.ThrowsAsync<StoreException>(() => node.Store.OpenAsync(stay, default)),
            Assert.ThrowsAsync<StoreException>(async () => await node.Store.EraseAsync(await KeepOtherAsync(node))),
        ];
        Task<bool> health = new StoreHealth(node.Ledger, new S3Photos(node.Bucket), TimeProvider.System).IsWellAsync();
        Assert.False(await health.WaitAsync(TimeSpan.FromSeconds(30)));
        // As often as one call may wait for the call before.
        await Task.WhenAll(refused).WaitAsync(5 * bench.Times.Longest);

        link.Mend();
        await WaitAsync(async () => (await node.Store.OpenAsync(stay, default))!.AsSpan().SequenceEqual(Photo));
        Assert.NotNull(await node.Store.EraseAsync(stay));
        // What was written although nobody waited for it is in the ledger until its lease is over.
        bench.Database.Pass(IPhotoLedger.Lease);
        await WaitAsync(async () =>
        {
            await node.Store.SweepAsync(default);
            return (await bench.ObjectsAsync()).Count == 0;
        });
        Assert.Equal(default, await node.Store.TotalsAsync());
    }

    private static async Task<Stay> KeepOtherAsync(ClusterBench.Node node)
    {
        // Ended and claimed in the ledger, with a share that cannot be deleted now.
        PhotoId id = await PostgresBench.KeepInAsync(node.Ledger);
        return new Stay(id, AccessToken.New(), default);
    }

    // As long as the store is away, it is not yet so.
    private static Task WaitAsync(Func<Task<bool>> isTrue) => Wait.UntilAsync(async () =>
    {
        try
        {
            return await isTrue();
        }
        catch (StoreException)
        {
            return false;
        }
    });
}
