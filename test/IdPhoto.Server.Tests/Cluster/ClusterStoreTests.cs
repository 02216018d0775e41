using System.Diagnostics;
using System.Security.Cryptography;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>What several servers keep together, and how they forget it.</summary>
public sealed class ClusterStoreTests
{
    private static readonly byte[] Photo = SecretPhoto.Camera;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task What_one_server_keeps_the_others_open_and_erase_and_nothing_is_left()
    {
        await using ClusterBench bench = await ClusterBench.NewAsync();
        ClusterBench.Node one = await bench.StartAsync(), two = await bench.StartAsync(), three = await bench.StartAsync();
        Stay stay = await one.Store.KeepAsync(Photo, null, default);

        Assert.Equal(Photo, await two.Store.OpenAsync((await two.Store.FindAsync(stay.Id, stay.Token))!, default));
        Assert.Equal(2, (await bench.ObjectsAsync()).Count);
        Erasure erasure = (await three.Store.EraseAsync(stay))!.Value;
        Assert.Equal((true, false), (erasure.BytesToo, erasure.RecordToo));
        Assert.Null(await one.Store.FindAsync(stay.Id, stay.Token));
        Assert.Null(await one.Store.EraseAsync(stay));
        Assert.Empty(await bench.ObjectsAsync());
        Assert.Equal(default, await two.Store.TotalsAsync());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task An_upload_that_was_killed_before_it_was_confirmed_leaves_nothing_after_its_lease_and_no_start_removes_it_before(bool shareWritten, bool bytesWritten)
    {
        await using ClusterBench bench = await ClusterBench.NewAsync();
        ClusterBench.Node killed = await bench.StartAsync();
        PhotoId id = PhotoId.New();
        SealedPhoto photo = bench.Cipher.Seal(id, AccessToken.New(), Photo);
        NewKey key = await killed.Keys.PutAsync(id, photo.WrappedKey);
        Assert.NotNull(await killed.Ledger.ComeAsync(new ComingPhoto(id, new byte[32], key.Place, photo.Ciphertext.Length, null)));
        if (shareWritten)
            await key.WriteAsync(default);
        if (bytesWritten)
            await new S3Photos(killed.Bucket).WriteAsync(id, photo.Ciphertext, default);
        int written = (shareWritten ? 1 : 0) + (bytesWritten ? 1 : 0);

        ClusterBench.Node later = await bench.StartAsync();
        await new StraySweeper(later.Bucket, later.Ledger, bench.KeyUse(), TimeProvider.System, NullLogger<StraySweeper>.Instance) { Age = -Hour }.SweepAsync(default);
        Assert.Equal(0, await later.Store.SweepAsync(default));
        Assert.Equal(written, (await bench.ObjectsAsync()).Count);
        bench.Database.Pass(IPhotoLedger.Lease);
        Assert.Equal(1, await later.Store.SweepAsync(default));
        Assert.Empty(await bench.ObjectsAsync());
        Assert.Equal(default, await later.Store.TotalsAsync());
    }

    [Fact]
    public async Task Another_server_may_start_at_any_moment_of_an_upload_and_it_comes_through()
    {
        await using ClusterBench bench = await ClusterBench.NewAsync(hasManualClock: false);
        ClusterBench.Node node = await bench.StartAsync();
        Task<List<Stay>> uploads = Task.Run(async () =>
        {
            List<Stay> stays = [];
            for (int i = 0; i < 40; i++)
                stays.Add(await node.Store.KeepAsync(Photo, null, default));
            return stays;
        });
        int starts = 0;
        for (; !uploads.IsCompleted || starts < 3; starts++)
            await bench.StartAsync();

        foreach (Stay stay in await uploads)
            Assert.Equal(Photo, await node.Store.OpenAsync(stay, default));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Sweepers_of_several_servers_claim_two_thousand_overdue_photos_each_exactly_once(int sweepers)
    {
        await using PostgresBench bench = PostgresBench.New();
        bench.Execute("""
            INSERT INTO photos (id, token_hash, sealed_key, bytes, uploaded, expires, coming)
              SELECT decode(md5(n::text), 'hex'), '\x00', '\x00', 10, 0, idphoto_now() - n, false FROM generate_series(1, 2000) AS n;
            UPDATE photo_totals SET photos = 2000, bytes = 20000;
            """);
        List<PhotoId>[] claimed = await Task.WhenAll(Enumerable.Range(0, sweepers).Select(_ => Task.Run(async () =>
        {
            PostgresLedger ledger = bench.Ledger();
            List<PhotoId> mine = [];
            while (await ledger.ClaimOverdueAsync(37) is { Count: > 0 } batch)
            {
                mine.AddRange(batch.Select(photo => photo.Id));
                Assert.Equal(batch.Count, (await ledger.ForgetAsync([.. batch.Select(photo => photo.Id)])).Photos.Count);
            }
            return mine;
        })));

        Assert.All(claimed, mine => Assert.NotEmpty(mine));
        Assert.Equal(2000, claimed.Sum(mine => mine.Count));
        Assert.Equal(2000, claimed.SelectMany(mine => mine).Distinct().Count());
        Assert.Equal(default, await bench.Ledger().TotalsAsync());
    }

    [Fact]
    public async Task A_step_back_of_the_clock_is_made_good_once_however_many_servers_see_it()
    {
        await using PostgresBench bench = PostgresBench.New();
        PostgresLedger[] servers = [bench.Ledger(), bench.Ledger(), bench.Ledger()];
        foreach (PostgresLedger server in servers)
            await server.CatchUpAsync();
        PhotoId id = await KeepAsync(servers[0]);
        bench.Pass(Hour);
        await Task.WhenAll(servers.Select(server => server.WatchClockAsync()));
        bench.SetClock(-10 * Hour);
        await Task.WhenAll(servers.Select(server => server.WatchClockAsync()));
        await Task.WhenAll(servers.Select(server => server.WatchClockAsync()));
        PostgresLedger later = bench.Ledger();
        await later.CatchUpAsync();

        LedgerEntry entry = (await later.FindAsync(id))!;
        Assert.InRange(entry.Expires - TimeNow(bench), 23 * Hour - TimeSpan.FromSeconds(1), 23 * Hour);
        bench.Pass(23 * Hour);
        Assert.Null(await later.FindAsync(id));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_while_no_server_ran_ends_all_photos_and_one_that_runs_saves_them()
    {
        await using PostgresBench bench = PostgresBench.New();
        PostgresLedger running = bench.Ledger();
        await running.CatchUpAsync();
        PhotoId id = await KeepAsync(running);
        bench.SetClock(-Hour);
        Task start = bench.Ledger(patience: TimeSpan.FromMinutes(1)).CatchUpAsync();
        await Task.Delay(200);
        Assert.False(start.IsCompleted);
        await running.WatchClockAsync();
        await start;
        Assert.NotNull(await running.FindAsync(id));

        bench.SetClock(-Hour);
        await bench.Ledger().CatchUpAsync();
        Assert.Null(await running.FindAsync(id));
        // Who slept through it moves nothing of what came since.
        PhotoId after = await KeepAsync(running);
        await running.WatchClockAsync();
        bench.Pass(24 * Hour - TimeSpan.FromSeconds(1));
        Assert.NotNull(await running.FindAsync(after));
    }

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
        bench.Times = new S3Times(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
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
        Assert.False(await health.WaitAsync(TimeSpan.FromSeconds(20)));
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

    /// <summary>
    /// The thief has a dump of the database and a copy of the ciphertext from before the erasure, the key file, the holder's
    /// token, and all that is in the bucket after it.
    /// </summary>
    [Fact]
    public async Task No_copy_of_database_and_ciphertext_opens_a_photo_once_it_is_erased()
    {
        await using ClusterBench bench = await ClusterBench.NewAsync();
        ClusterBench.Node node = await bench.StartAsync();
        Stay stay = await node.Store.KeepAsync(Photo, null, default), other = await node.Store.KeepAsync(Photo, null, default);
        byte[] sealedKey = SealedKeyIn(await PostgresServer.DumpAsync(bench.Database.Connection), stay.Id);
        byte[] ciphertext = (await node.Bucket.GetAsync(S3Photos.Place + stay.Id.Hex, default))!;
        Assert.Equal(Photo, await StealAsync(bench, stay, sealedKey, ciphertext));

        Assert.NotNull(await node.Store.EraseAsync(stay));

        Assert.Null(await StealAsync(bench, stay, sealedKey, ciphertext));
        Assert.NotNull(await node.Store.OpenAsync(other, default));
    }

    [Fact]
    public async Task Objects_that_belong_to_no_photo_go_once_they_are_old_and_nothing_else_does()
    {
        await using ClusterBench bench = await ClusterBench.NewAsync();
        ClusterBench.Node node = await bench.StartAsync();
        Stay kept = await node.Store.KeepAsync(Photo, null, default);
        string nobodys = PhotoId.New().Hex;
        foreach (string name in new[] { S3Photos.Place + nobodys, BucketKeys.Place + nobodys, "photos/README", "elsewhere/" + nobodys })
            await node.Bucket.PutAsync(name, new byte[] { 1 }, default);
        StraySweeper Sweeper(TimeSpan age) => new(node.Bucket, node.Ledger, bench.KeyUse(), TimeProvider.System, NullLogger<StraySweeper>.Instance) { Age = age };

        Assert.Equal(0, await Sweeper(Hour).SweepAsync(default));
        Assert.Equal(2, await Sweeper(-Hour).SweepAsync(default));
        string[] stay = ["elsewhere/" + nobodys, "photos/README", BucketKeys.Place + kept.Id.Hex, S3Photos.Place + kept.Id.Hex];
        Assert.Equal(stay.Order(StringComparer.Ordinal), (await bench.ObjectsAsync()).Order(StringComparer.Ordinal));
        Assert.True(await node.Ledger.TakeListingAsync(Hour));
        Assert.False(await node.Ledger.TakeListingAsync(Hour));
    }

    [Fact]
    public async Task An_erasure_of_which_the_answer_was_lost_is_carried_through()
    {
        await using ClusterBench bench = await ClusterBench.NewAsync();
        ClusterBench.Node node = await bench.StartAsync(ledger => HookedLedger.Of(ledger, (name, call) =>
        {
            object? answer = call();
            if (name != "EndAsync")
                return answer;
            ((ValueTask<KeptPhoto?>)answer!).AsTask().GetAwaiter().GetResult();
            throw new StoreException(isFull: false);
        }));
        Stay stay = await node.Store.KeepAsync(Photo, null, default);

        Assert.Equal(["key", "bytes"], DeletionReceipts.Erased((await node.Store.EraseAsync(stay))!.Value));
        Assert.Empty(await bench.ObjectsAsync());
        Assert.Equal(default, await node.Store.TotalsAsync());
    }

    [Fact]
    public async Task A_photo_that_two_servers_remove_as_the_first_took_too_long_is_counted_once()
    {
        await using ClusterBench bench = await ClusterBench.NewAsync();
        ClusterBench.Node fast = await bench.StartAsync();
        int others = 0;
        ClusterBench.Node slow = await bench.StartAsync(cover: files => new SlowFiles(files, delete: async () =>
        {
            bench.Database.Pass(IPhotoLedger.Claim);
            others = await fast.Store.SweepAsync(default);
        }));
        await fast.Store.KeepAsync(Photo, null, default);
        bench.Database.Pass(24 * Hour);

        Assert.Equal(0, await slow.Store.SweepAsync(default));
        Assert.Equal(1, others);
        Assert.Equal(default, await fast.Store.TotalsAsync());
    }

    [Fact]
    public async Task What_is_written_once_a_sweep_has_passed_is_taken_back_by_whoever_wrote_it()
    {
        await using ClusterBench bench = await ClusterBench.NewAsync();
        ClusterBench.Node other = await bench.StartAsync();
        ClusterBench.Node late = await bench.StartAsync(cover: files => new SlowFiles(files, write: async () => await other.Store.EraseAllAsync(default)));

        await Assert.ThrowsAsync<StoreException>(() => late.Store.KeepAsync(Photo, null, default));
        Assert.Empty(await bench.ObjectsAsync());
        Assert.Equal(default, await other.Store.TotalsAsync());
    }

    [Fact]
    public void A_claim_is_longer_than_its_photos_take_to_go_even_where_every_call_is_tried_twice()
        => Assert.True(IPhotoLedger.Claim > 2 * S3Times.Standard.Longest && IPhotoLedger.Lease > IPhotoLedger.Claim);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upload_that_is_not_in_the_ledger_asks_nothing_of_the_bucket(bool full)
    {
        await using HttpStandIn service = await HttpStandIn.StartAsync();
        await using PostgresBench bench = PostgresBench.New(maxBytes: 10);
        using S3Bucket bucket = new(new SharedStore("", "photos", "", service.Address, "test", "secret"));
        MasterKey master = MasterKey.Random();
        IPhotoLedger ledger = full ? bench.Ledger() : HookedLedger.Of(bench.Ledger(), (_, _) => throw new StoreException(isFull: false));
        PhotoStore store = new(ledger, new BucketKeys(bucket, [master]), new S3Photos(bucket), new PhotoCipher(MasterKeys.Of(master)), TimeProvider.System);

        Assert.Equal(full, (await Assert.ThrowsAsync<StoreException>(() => store.KeepAsync(Photo, null, default))).IsFull);
        Assert.Empty(service.Calls);
    }

    /// <summary>Something happens before it writes or deletes.</summary>
    private sealed class SlowFiles(IPhotoFiles real, Func<Task>? write = null, Func<Task>? delete = null) : IPhotoFiles
    {
        public bool WritesMayFollow => real.WritesMayFollow;

        // Before it returns: nothing is written beside it meanwhile.
        public Task WriteAsync(PhotoId id, ReadOnlyMemory<byte> ciphertext, CancellationToken cancel)
        {
            if (write is not null)
                Task.Run(write, cancel).GetAwaiter().GetResult();
            return real.WriteAsync(id, ciphertext, cancel);
        }

        public Task<byte[]?> ReadAsync(PhotoId id, CancellationToken cancel) => real.ReadAsync(id, cancel);

        public async Task<IReadOnlySet<PhotoId>> DeleteAsync(IReadOnlyList<PhotoId> photos)
        {
            await (delete?.Invoke() ?? Task.CompletedTask);
            return await real.DeleteAsync(photos);
        }

        public Task PingAsync(CancellationToken cancel) => real.PingAsync(cancel);
    }

    private static async Task<Stay> KeepOtherAsync(ClusterBench.Node node)
    {
        // Ended and claimed in the ledger, with a share that cannot be deleted now.
        PhotoId id = await KeepAsync(node.Ledger);
        return new Stay(id, AccessToken.New(), default);
    }

    private static async Task<PhotoId> KeepAsync(PostgresLedger ledger)
    {
        ComingPhoto photo = new(PhotoId.New(), RandomNumberGenerator.GetBytes(32), KeyPlace.Of(new byte[88]), 10, null);
        Assert.NotNull(await ledger.ComeAsync(photo));
        Assert.NotNull(await ledger.ConfirmAsync(photo.Id));
        return photo.Id;
    }

    private static DateTimeOffset TimeNow(PostgresBench bench) => DateTimeOffset.FromUnixTimeMilliseconds(bench.Number("SELECT idphoto_now()"));

    private static byte[] SealedKeyIn(string dump, PhotoId id)
    {
        // A line of COPY: id, hash of the token, sealed key and more, each with \x before its digits.
        string line = dump.Split('\n').Single(line => line.StartsWith(@"\\x" + id.Hex, StringComparison.Ordinal));
        return Convert.FromHexString(line.Split('\t')[2][3..]);
    }

    private static async Task<byte[]?> StealAsync(ClusterBench bench, Stay stay, byte[] sealedKey, byte[] ciphertext)
    {
        BucketKeys keys = new(bench.Bucket(), [bench.Master]);
        byte[]? wrapped = await keys.ReadAsync(new KeptPhoto(stay.Id, KeyPlace.Of(sealedKey)), default);
        return wrapped is null ? null : bench.Cipher.Open(stay.Id, stay.Token, new SealedPhoto(wrapped, ciphertext));
    }

    private static async Task WaitAsync(Func<Task<bool>> isTrue)
    {
        for (Stopwatch waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                if (await isTrue())
                    return;
            }
            catch (StoreException) when (waited.Elapsed < TimeSpan.FromMinutes(2))
            {
                // Not yet.
            }
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "It does not come about.");
        }
    }
}
