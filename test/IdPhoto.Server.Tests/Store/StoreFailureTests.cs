using System.Security.Cryptography;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Cluster;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Store;

/// <summary>A disk or a ledger that is full, or does not do what it is told.</summary>
public sealed class StoreFailureTests : IDisposable
{
    private static readonly byte[] Photo = SecretPhoto.Camera;

    private readonly StoreBench _bench = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_disk_that_fails_leaves_nothing_of_the_photo(bool inTheLedger)
    {
        FailingFiles files = null!;
        _bench.Files = real => files = new FailingFiles(real);
        await _bench.StartAsync();
        if (inTheLedger)
            _bench.Sandbox.Execute("CREATE TRIGGER full BEFORE INSERT ON photos BEGIN SELECT raise(ABORT, 'disk full'); END");
        else
            files.CannotWrite = true;

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(KeepAsync);

        Assert.DoesNotContain(_bench.Sandbox.Root, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Sandbox.PhotoFiles());
        Assert.Empty(_bench.Ledger.All());
        Assert.Equal(default, await _bench.Store.TotalsAsync());
    }

    [Fact]
    public async Task Where_there_is_no_room_to_end_a_photo_its_key_and_its_file_go_first()
    {
        _bench.Ledgers = ledger => HookedLedger.Of(ledger, (name, call)
            => name == "EndAsync" && _bench.Sandbox.PhotoFiles().Length > 0 ? throw new StoreException(isFull: true) : call());
        await _bench.StartAsync();
        Stay stay = await KeepAsync();

        Assert.Equal(["key", "bytes", "record"], DeletionReceipts.Erased((await _bench.Store.EraseAsync(stay))!.Value));
        Assert.Empty(_bench.Sandbox.PhotoFiles());
        Assert.Empty(_bench.Ledger.All());
    }

    [Fact]
    public async Task A_photo_that_cannot_be_ended_for_another_reason_is_whole_until_it_is()
    {
        await _bench.StartAsync();
        Stay stay = await KeepAsync();
        _bench.Sandbox.Execute("CREATE TRIGGER trouble BEFORE UPDATE ON photos BEGIN SELECT raise(ABORT, 'trouble'); END");
        Assert.False((await Assert.ThrowsAsync<StoreException>(() => _bench.Store.EraseAsync(stay))).IsFull);
        Assert.True(await _bench.IsThereAsync(stay));

        _bench.Sandbox.Execute("DROP TRIGGER trouble");
        Assert.NotNull(await _bench.Store.EraseAsync(stay));
    }

    [Fact]
    public void What_a_file_of_keys_is_known_by_outlives_entries_of_a_lost_file_that_name_its_place()
    {
        Directory.CreateDirectory(_bench.Sandbox.Data);
        byte[] mark = RandomNumberGenerator.GetBytes(PhotoCipher.WrappedBytes), key = RandomNumberGenerator.GetBytes(PhotoCipher.WrappedBytes);
        using (KeySlots keys = KeySlots.Open(_bench.Sandbox.Keys))
        {
            Assert.Equal(0, keys.PutMark(mark));
            keys.Destroy([0, 1]);
            keys.Release([0, 1]);
            for (int i = 0; i < 2000; i++)
                Assert.NotEqual(0, keys.Put([key])[0]);
            keys.ReleaseUnused(new HashSet<int>());
        }
        using KeySlots again = KeySlots.Open(_bench.Sandbox.Keys);
        Assert.True(again.HasMark(0, mark));
    }

    [Fact]
    public async Task A_key_that_cannot_be_destroyed_yet_keeps_no_other_photo_and_stays_with_its_own()
    {
        PhotoId? stubborn = null;
        _bench.KeyPlaces = real => new StubbornKeys(real, id => id == stubborn);
        await _bench.StartAsync();
        Stay[] stays = [await KeepAsync(), await KeepAsync(), await KeepAsync()];
        // More than one step of a sweep.
        for (int i = 0; i < 210; i++)
            await _bench.Store.KeepAsync(new byte[100], null, default);
        stubborn = stays[1].Id;

        await Assert.ThrowsAsync<StoreException>(() => _bench.Store.EraseAsync(stays[1]));
        _bench.Pass(_bench.Retention);
        // The sweeper hears of it, and writes it down.
        await Assert.ThrowsAsync<StoreException>(() => _bench.Store.SweepAsync(default));
        Assert.Equal([stays[1].Id], _bench.Ledger.All().Select(photo => photo.Id));
        Assert.Single(_bench.Sandbox.PhotoFiles());
        Assert.False(await _bench.IsThereAsync(stays[1]));

        stubborn = null;
        Assert.Equal(1, await _bench.Store.SweepAsync(default));
        Assert.Empty(_bench.Sandbox.PhotoFiles());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upload_for_which_there_is_no_room_costs_neither_a_key_slot_nor_work_on_the_ledger(bool onTheDisk)
    {
        List<string> calls = [];
        _bench.Ledgers = ledger => HookedLedger.Of(ledger, (name, call) =>
        {
            calls.Add(name);
            return name != "ComeAsync" ? call() : onTheDisk ? throw new StoreException(isFull: true) : default(ValueTask<StoreTotals?>);
        });
        await _bench.StartAsync();
        int next = FreeSlot();
        calls.Clear();

        Assert.True((await Assert.ThrowsAsync<StoreException>(KeepAsync)).IsFull);
        Assert.Equal(["ComeAsync"], calls);
        Assert.Equal(next, FreeSlot());

        int FreeSlot()
        {
            IReadOnlyList<int> slots = _bench.Keys.Put([new byte[PhotoCipher.WrappedBytes]]);
            _bench.Keys.Release(slots);
            return slots[0];
        }
    }

    [Fact]
    public async Task A_kept_photo_that_nobody_will_hear_of_goes_with_a_later_sweep_where_it_cannot_go_at_once()
    {
        bool away = false;
        _bench.Ledgers = ledger => HookedLedger.Of(ledger, (name, call) => away ? throw new StoreException(isFull: false) : call());
        await _bench.StartAsync();
        Stay stay = await KeepAsync();
        List<PhotoId> gone = [];
        _bench.Store.Gone += gone.AddRange;
        away = true;
        await _bench.Store.DropAsync(stay.Id);
        Assert.Single(_bench.Ledger.All());

        away = false;
        await _bench.Store.SweepAsync(default);
        Assert.Empty(_bench.Ledger.All());
        Assert.Empty(_bench.Sandbox.PhotoFiles());
        Assert.Equal([stay.Id], gone);
    }

    [Fact]
    public async Task What_a_sweep_has_removed_counts_even_where_it_fails_later()
    {
        int claims = 0;
        _bench.Ledgers = ledger => HookedLedger.Of(ledger, (name, call) => name == "ClaimOverdueAsync" && ++claims == 2 ? throw new StoreException(isFull: false) : call());
        await _bench.StartAsync();
        for (int i = 0; i < 250; i++)
            await _bench.Store.KeepAsync(new byte[] { 1, 2, 3 }, null, default);
        _bench.Pass(TimeSpan.FromHours(24));
        List<int> removed = [];
        claims = 0;

        await Assert.ThrowsAsync<StoreException>(() => _bench.Store.SweepAsync(default, removed.Add));
        await _bench.Store.SweepAsync(default, removed.Add);
        Assert.Equal([200, 50], removed);
    }

    [Fact]
    public async Task A_full_store_says_so_and_takes_photos_again_when_there_is_room()
    {
        await _bench.StartAsync();
        Stay large = await _bench.Store.KeepAsync(new byte[60_000_000], null, default);

        Assert.True((await Assert.ThrowsAsync<StoreException>(() => _bench.Store.KeepAsync(new byte[60_000_000], null, default))).IsFull);
        await _bench.Store.EraseAsync(large);
        await _bench.Store.EraseAsync(await _bench.Store.KeepAsync(new byte[60_000_000], null, default));
        Assert.Equal(default, await _bench.Store.TotalsAsync());
    }

    public void Dispose() => _bench.Dispose();

    private Task<Stay> KeepAsync() => _bench.Store.KeepAsync(Photo, null, default);

    /// <summary>Keys of which some are not destroyed, as in a bucket that refuses to delete them.</summary>
    private sealed class StubbornKeys(IPhotoKeys real, Func<PhotoId, bool> stays) : IPhotoKeys
    {
        public Task<NewKey> PutAsync(PhotoId id, byte[] wrapped) => real.PutAsync(id, wrapped);

        public Task<byte[]?> ReadAsync(KeptPhoto photo, CancellationToken cancel) => real.ReadAsync(photo, cancel);

        public Task<IReadOnlyList<KeptPhoto>> DestroyAsync(IReadOnlyList<KeptPhoto> photos) => real.DestroyAsync([.. photos.Where(photo => !stays(photo.Id))]);

        public Task TakeBackAsync(PhotoId id) => real.TakeBackAsync(id);

        public void Release(IReadOnlyList<KeptPhoto> photos) => real.Release(photos);
    }
}
