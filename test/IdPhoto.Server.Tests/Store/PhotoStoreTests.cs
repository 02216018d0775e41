using System.Security.Cryptography;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Cluster;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Data.Sqlite;
using Xunit;

namespace IdPhoto.Server.Tests.Store;

/// <summary>What the store keeps, and how it forgets.</summary>
public sealed class PhotoStoreTests : IDisposable
{
    private static readonly byte[] Photo = SecretPhoto.Camera;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly StoreBench _bench = new();

    [Fact]
    public async Task A_photo_comes_back_whole_until_its_time_is_over()
    {
        await _bench.StartAsync();
        Stay stay = await KeepAsync();

        Assert.Equal(_bench.Wall + TimeSpan.FromHours(24), stay.ExpiresAt);
        _bench.Pass(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(Photo, await _bench.Store.OpenAsync(stay, default));
        _bench.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Null(await _bench.Store.FindAsync(stay.Id, stay.Token));
        Assert.Null(await _bench.Store.OpenAsync(stay, default));
        Assert.Null(await _bench.Store.EraseAsync(stay));
    }

    [Fact]
    public async Task A_sweep_removes_everything_of_what_is_over_and_nothing_else()
    {
        await _bench.StartAsync();
        for (int i = 0; i < 450; i++)
            await _bench.Store.KeepAsync(new byte[] { 1, 2, 3 }, null, default);
        _bench.Pass(Hour);
        Stay later = await KeepAsync();
        _bench.Pass(23 * Hour);

        Assert.Equal(450, await _bench.Store.SweepAsync(default));
        Assert.Equal(new StoreTotals(1, Photo.Length + PhotoCipher.Overhead), await _bench.Store.TotalsAsync());
        Assert.Single(_bench.Sandbox.PhotoFiles());
        Assert.Equal([later.Id], _bench.Ledger.All().Select(photo => photo.Id));
        Assert.True(await _bench.IsThereAsync(later));
    }

    [Fact]
    public async Task A_photo_opens_with_its_own_token_alone()
    {
        await _bench.StartAsync();
        Stay one = await KeepAsync(), other = await KeepAsync();
        byte[] key = await KeyOfAsync(one);
        byte[] file = await File.ReadAllBytesAsync(_bench.Sandbox.PhotoFiles().Single(path => path.EndsWith(one.Id.Hex, StringComparison.Ordinal)));

        Assert.Null(await _bench.Store.FindAsync(one.Id, other.Token));
        Assert.Null(await _bench.Store.FindAsync(one.Id, null));
        Assert.Null(await _bench.Store.FindAsync(null, one.Token));
        // Not even whoever has the disk and the master key opens it without the token.
        Assert.Null(_bench.Cipher.Open(one.Id, other.Token, new SealedPhoto(key, file)));
        Assert.Equal(Photo, _bench.Cipher.Open(one.Id, one.Token, new SealedPhoto(key, file)));
    }

    [Fact]
    public async Task A_file_that_was_changed_or_exchanged_does_not_open()
    {
        await _bench.StartAsync();
        Stay one = await KeepAsync(), other = await KeepAsync();
        string file = _bench.Sandbox.PhotoFiles().Single(path => path.EndsWith(one.Id.Hex, StringComparison.Ordinal));
        byte[] bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Null(await _bench.Store.OpenAsync(one, default));

        File.Copy(_bench.Sandbox.PhotoFiles().Single(path => path.EndsWith(other.Id.Hex, StringComparison.Ordinal)), file, overwrite: true);
        Assert.Null(await _bench.Store.OpenAsync(one, default));
        await File.WriteAllBytesAsync(file, [1, 2, 3]);
        Assert.Null(await _bench.Store.OpenAsync(one, default));
        File.Delete(file);
        Assert.Null(await _bench.Store.OpenAsync(one, default));
    }

    [Fact]
    public async Task Erasing_overwrites_the_key_before_the_file_goes_and_happens_once()
    {
        FailingFiles files = null!;
        _bench.Files = real => files = new FailingFiles(real);
        await _bench.StartAsync();
        Stay stay = await KeepAsync();
        byte[] key = await KeyOfAsync(stay);
        Assert.True(IsInData(key));

        files.CannotDelete = true;
        Erasure erasure = (await _bench.Store.EraseAsync(stay))!.Value;
        Assert.False(erasure.BytesToo || erasure.RecordToo);
        Assert.Single(_bench.Sandbox.PhotoFiles());
        Assert.False(IsInData(key));
        Assert.False(await _bench.IsThereAsync(stay));
        Assert.Null(await _bench.Store.EraseAsync(stay));

        files.CannotDelete = false;
        Assert.Equal(1, await _bench.Store.SweepAsync(default));
        Assert.Empty(_bench.Sandbox.PhotoFiles());
        Assert.Equal(default, await _bench.Store.TotalsAsync());
    }

    [Fact]
    public async Task A_crash_between_any_two_steps_leaves_nothing_after_the_next_start()
    {
        await _bench.StartAsync();
        Stay whole = await KeepAsync(), noKey = await KeepAsync(), noFile = await KeepAsync(), keyless = await KeepAsync();
        string FileOf(Stay stay) => Path.Combine(_bench.Sandbox.Photos, stay.Id.Hex[..2], stay.Id.Hex);
        string folder = Path.GetDirectoryName(FileOf(whole))!;
        // While a photo comes: a draft, or a file without an entry. While it goes: an entry ended, then a key destroyed and a file removed.
        string nobodys = Path.GetFileName(folder) + PhotoId.New().Hex[2..];
        await File.WriteAllBytesAsync(Path.Combine(folder, nobodys + ".part"), [1, 2, 3]);
        await File.WriteAllBytesAsync(Path.Combine(folder, nobodys), [1, 2, 3]);
        await _bench.Ledger.EndAsync(noKey.Id);
        _bench.Keys.Destroy([(await _bench.Ledger.EndAsync(keyless.Id))!.Value.Key.Slot]);
        File.Delete(FileOf(keyless));
        File.Delete(FileOf(noFile));
        await _bench.RestartAsync();

        Assert.Equal([FileOf(whole)], _bench.Sandbox.PhotoFiles());
        Assert.Equal([whole.Id], _bench.Ledger.All().Select(photo => photo.Id));
        Assert.Equal(1, (await _bench.Store.TotalsAsync()).Photos);
        Assert.True(await _bench.IsThereAsync(whole));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_disk_that_fails_leaves_nothing_of_the_photo(bool inTheLedger)
    {
        FailingFiles files = null!;
        _bench.Files = real => files = new FailingFiles(real);
        await _bench.StartAsync();
        if (inTheLedger)
            Execute("CREATE TRIGGER full BEFORE INSERT ON photos BEGIN SELECT raise(ABORT, 'disk full'); END");
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
        Execute("CREATE TRIGGER trouble BEFORE UPDATE ON photos BEGIN SELECT raise(ABORT, 'trouble'); END");
        Assert.False((await Assert.ThrowsAsync<StoreException>(() => _bench.Store.EraseAsync(stay))).IsFull);
        Assert.True(await _bench.IsThereAsync(stay));

        Execute("DROP TRIGGER trouble");
        Assert.NotNull(await _bench.Store.EraseAsync(stay));
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
    public async Task A_full_store_says_so_and_takes_photos_again_when_there_is_room()
    {
        await _bench.StartAsync();
        Stay large = await _bench.Store.KeepAsync(new byte[60_000_000], null, default);

        Assert.True((await Assert.ThrowsAsync<StoreException>(() => _bench.Store.KeepAsync(new byte[60_000_000], null, default))).IsFull);
        await _bench.Store.EraseAsync(large);
        await _bench.Store.EraseAsync(await _bench.Store.KeepAsync(new byte[60_000_000], null, default));
        Assert.Equal(default, await _bench.Store.TotalsAsync());
    }

    [Fact]
    public async Task A_folder_of_the_first_version_opens_with_all_its_photos_and_their_keys_leave_the_database()
    {
        PhotoId id = PhotoId.New();
        AccessToken token = AccessToken.New();
        SealedPhoto kept = _bench.Cipher.Seal(id, token, Photo);
        Directory.CreateDirectory(Path.Combine(_bench.Sandbox.Photos, id.Hex[..2]));
        await File.WriteAllBytesAsync(Path.Combine(_bench.Sandbox.Photos, id.Hex[..2], id.Hex), kept.Ciphertext);
        long wall = _bench.Clock().WallMs + 1000, uptime = _bench.Clock().UptimeMs + 1000;
        Execute($"""
            PRAGMA journal_mode = WAL;
            CREATE TABLE photos (
              id BLOB PRIMARY KEY, token_hash BLOB NOT NULL, wrapped_key BLOB NOT NULL, bytes INTEGER NOT NULL, uploaded INTEGER NOT NULL,
              expires INTEGER NOT NULL, expires_uptime INTEGER NOT NULL, destroyed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
            CREATE INDEX photos_uploaded ON photos (uploaded);
            CREATE INDEX photos_expires ON photos (expires);
            CREATE INDEX photos_expires_uptime ON photos (expires_uptime);
            CREATE INDEX photos_destroyed ON photos (destroyed) WHERE destroyed = 1;
            CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), wall INTEGER NOT NULL, uptime INTEGER NOT NULL, boot TEXT NOT NULL);
            INSERT INTO clock VALUES (1, {_bench.Clock().WallMs}, {_bench.Clock().UptimeMs}, '{_bench.Boot}');
            INSERT INTO photos VALUES (x'{id.Hex}', x'{Convert.ToHexString(token.Hash)}', x'{Convert.ToHexString(kept.WrappedKey)}', {kept.Ciphertext.Length}, {wall - 1000}, {wall}, {uptime}, 0);
            """);

        await _bench.StartAsync();
        await _bench.RestartAsync();

        Stay stay = (await _bench.Store.FindAsync(id, token))!;
        Assert.Equal(Photo, await _bench.Store.OpenAsync(stay, default));
        Assert.DoesNotContain(Directory.GetFiles(_bench.Sandbox.Data, "photos.db*"), file => LeakSearch.ReadShared(file).AsSpan().IndexOf(kept.WrappedKey) >= 0);
        Assert.Equal(["key", "bytes", "record"], DeletionReceipts.Erased((await _bench.Store.EraseAsync(stay))!.Value));
        Assert.False(IsInData(kept.WrappedKey));
    }

    [Fact]
    public async Task A_database_that_knew_no_owners_is_taken_with_its_photos()
    {
        await _bench.StartAsync();
        Stay stay = await KeepAsync();
        Execute("DROP TABLE totals; DROP TRIGGER photos_come; DROP TRIGGER photos_go; DROP INDEX photos_owner; ALTER TABLE photos DROP COLUMN owner; ALTER TABLE photos DROP COLUMN coming; PRAGMA user_version = 2");
        await _bench.RestartAsync();
        byte[] owner = RandomNumberGenerator.GetBytes(32);
        await _bench.Store.KeepAsync(Photo, owner, default);

        Assert.True(await _bench.IsThereAsync(stay));
        Assert.Single(await _bench.Store.OfOwnerAsync(owner));
        Assert.Equal(1, await _bench.Store.EraseOfOwnerAsync(owner));
        Assert.True(await _bench.IsThereAsync(stay));
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("wal")]
    public async Task A_database_of_a_newer_version_is_refused_with_a_sentence_and_not_touched(string journal)
    {
        Directory.CreateDirectory(_bench.Sandbox.Data);
        Execute($"PRAGMA journal_mode = {journal}; PRAGMA user_version = 5; CREATE TABLE photos (id BLOB)");
        byte[] before = SHA256.HashData(await File.ReadAllBytesAsync(_bench.Sandbox.Database));

        Assert.Contains("newer version", ServerWords.English.Say((await Assert.ThrowsAsync<SettingException>(() => _bench.StartAsync())).Said), StringComparison.Ordinal);
        Assert.Equal(before, SHA256.HashData(await File.ReadAllBytesAsync(_bench.Sandbox.Database)));
        Assert.Equal(["photos.db"], Directory.GetFiles(_bench.Sandbox.Data, "photos.db*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Photos_whose_keys_are_lost_go_with_the_next_start_and_new_ones_are_kept()
    {
        await _bench.StartAsync();
        await KeepAsync();
        File.Delete(_bench.Sandbox.Keys);
        await _bench.RestartAsync();

        Assert.Empty(_bench.Sandbox.PhotoFiles());
        Assert.True(await _bench.IsThereAsync(await KeepAsync()));
    }

    [Fact]
    public async Task A_slot_is_used_again_and_a_crash_leaves_no_key_without_a_photo()
    {
        await _bench.StartAsync();
        Stay stays = await KeepAsync();
        byte[] orphan = RandomNumberGenerator.GetBytes(PhotoCipher.WrappedBytes);
        // Written, and then the machine stopped: nothing in the ledger refers to it.
        _bench.Keys.Put([orphan]);
        long length = new FileInfo(_bench.Sandbox.Keys).Length;
        await _bench.RestartAsync();

        Assert.False(IsInData(orphan));
        for (int i = 0; i < 1100; i++)
            _bench.Keys.Release(_bench.Keys.Put([orphan]));
        Assert.Equal(length, new FileInfo(_bench.Sandbox.Keys).Length);
        Assert.True(await _bench.IsThereAsync(stays));
    }

    public void Dispose() => _bench.Dispose();

    private Task<Stay> KeepAsync() => _bench.Store.KeepAsync(Photo, null, default);

    private async Task<byte[]> KeyOfAsync(Stay stay) => _bench.Keys.Read((await _bench.Ledger.FindAsync(stay.Id))!.Key.Slot);

    private bool IsInData(byte[] secret) => Directory.GetFiles(_bench.Sandbox.Data, "*", SearchOption.AllDirectories)
        .Any(file => LeakSearch.ReadShared(file).AsSpan().IndexOf(secret) >= 0);

    private void Execute(string sql)
    {
        using SqliteConnection other = new($"Data Source={_bench.Sandbox.Database};Pooling=False");
        other.Open();
        using SqliteCommand command = other.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A disk that does not do what it is told.</summary>
    private sealed class FailingFiles(IPhotoFiles real) : IPhotoFiles
    {
        public bool CannotDelete { get; set; }

        public bool CannotWrite { get; set; }

        public bool WritesMayFollow => real.WritesMayFollow;

        public Task WriteAsync(PhotoId id, ReadOnlyMemory<byte> ciphertext, CancellationToken cancel)
            => CannotWrite ? throw StoreException.Of(new IOException("No space left on device: " + id.Hex)) : real.WriteAsync(id, ciphertext, cancel);

        public Task<byte[]?> ReadAsync(PhotoId id, CancellationToken cancel) => real.ReadAsync(id, cancel);

        public Task<IReadOnlySet<PhotoId>> DeleteAsync(IReadOnlyList<PhotoId> photos)
            => CannotDelete ? Task.FromResult<IReadOnlySet<PhotoId>>(new HashSet<PhotoId>()) : real.DeleteAsync(photos);

        public Task PingAsync(CancellationToken cancel) => real.PingAsync(cancel);
    }
}
