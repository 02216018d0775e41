using System.Security.Cryptography;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Store;

/// <summary>Folders of earlier versions, and of a later one.</summary>
public sealed class StoreVersionTests : IDisposable
{
    private static readonly byte[] Photo = SecretPhoto.Camera;

    private readonly StoreBench _bench = new();

    [Fact]
    public async Task A_folder_of_the_first_version_opens_with_all_its_photos_and_their_keys_leave_the_database()
    {
        PhotoId id = PhotoId.New();
        AccessToken token = AccessToken.New();
        SealedPhoto kept = _bench.Cipher.Seal(id, token, Photo);
        Directory.CreateDirectory(Path.Combine(_bench.Sandbox.Photos, id.Hex[..2]));
        await File.WriteAllBytesAsync(Path.Combine(_bench.Sandbox.Photos, id.Hex[..2], id.Hex), kept.Ciphertext);
        long wall = _bench.Clock().WallMs + 1000, uptime = _bench.Clock().UptimeMs + 1000;
        _bench.Sandbox.Execute($"""
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
        Assert.False(_bench.IsInData(kept.WrappedKey));
    }

    [Fact]
    public async Task A_database_that_knew_no_owners_is_taken_with_its_photos()
    {
        await _bench.StartAsync();
        Stay stay = await KeepAsync();
        _bench.Sandbox.Execute("DROP TABLE totals; DROP TABLE key_file; DROP TRIGGER photos_come; DROP TRIGGER photos_go; DROP INDEX photos_owner; ALTER TABLE photos DROP COLUMN owner; ALTER TABLE photos DROP COLUMN coming; ALTER TABLE photos DROP COLUMN master; PRAGMA user_version = 2");
        await _bench.RestartAsync();
        byte[] owner = RandomNumberGenerator.GetBytes(32);
        await _bench.Store.KeepAsync(Photo, owner, default);

        Assert.True(await _bench.IsThereAsync(stay));
        Assert.Single(await _bench.Store.OfOwnerAsync(owner));
        Assert.Equal(1, await _bench.Store.EraseOfOwnerAsync(owner));
        Assert.True(await _bench.IsThereAsync(stay));
    }

    [Theory]
    [InlineData("ALTER TABLE photos DROP COLUMN master; DROP TABLE key_file; PRAGMA user_version = 4")]
    [InlineData("ALTER TABLE photos DROP COLUMN master; PRAGMA user_version = 5")]
    public async Task A_database_that_knew_no_names_of_keys_is_taken_with_its_photos(string back)
    {
        await _bench.StartAsync();
        Stay before = await KeepAsync();
        _bench.Sandbox.Execute(back);
        await _bench.RestartAsync();
        Stay after = await KeepAsync();

        foreach (Stay stay in new[] { before, after })
            Assert.Equal(Photo, await _bench.Store.OpenAsync((await _bench.Store.FindAsync(stay.Id, stay.Token))!, default));
        Assert.Equal(1L, _bench.Sandbox.Execute("SELECT count(*) FROM photos WHERE master IS NULL"));
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("wal")]
    public async Task A_database_of_a_newer_version_is_refused_with_a_sentence_and_not_touched(string journal)
    {
        Directory.CreateDirectory(_bench.Sandbox.Data);
        _bench.Sandbox.Execute($"PRAGMA journal_mode = {journal}; PRAGMA user_version = 7; CREATE TABLE photos (id BLOB)");
        byte[] before = SHA256.HashData(await File.ReadAllBytesAsync(_bench.Sandbox.Database));

        Assert.Contains("newer version", ServerWords.English.Say((await Assert.ThrowsAsync<SettingException>(() => _bench.StartAsync())).Said), StringComparison.Ordinal);
        Assert.Equal(before, SHA256.HashData(await File.ReadAllBytesAsync(_bench.Sandbox.Database)));
        Assert.Equal(["photos.db"], Directory.GetFiles(_bench.Sandbox.Data, "photos.db*").Select(Path.GetFileName));
    }

    public void Dispose() => _bench.Dispose();

    private Task<Stay> KeepAsync() => _bench.Store.KeepAsync(Photo, null, default);
}
