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
        PhotoStore store = new(ledger, new BucketKeys(bucket, MasterKeys.Of(master)), new S3Photos(bucket), new PhotoCipher(MasterKeys.Of(master)), TimeProvider.System);

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
}
