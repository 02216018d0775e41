using System.Security.Cryptography;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Extensions.Configuration;
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
    public async Task A_photo_that_has_gone_before_its_upload_is_answered_takes_nothing_of_its_callers_share()
    {
        await _bench.StartAsync();
        StoreShares shares = new(ServerSettings.Read(new ConfigurationBuilder().Build()), _bench.Store);
        await shares.KeepAsync("caller", Photo.Length, async () =>
        {
            Stay stay = await KeepAsync();
            await _bench.Store.EraseAsync(stay);
            return stay;
        });
        Assert.Empty(shares.Photos);
        Stay kept = await shares.KeepAsync("caller", Photo.Length, KeepAsync);
        Assert.Equal([kept.Id], shares.Photos);
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
        Assert.Null(_bench.Cipher.Open(one.Id, other.Token, new SealedPhoto(key, file, null)));
        Assert.Equal(Photo, _bench.Cipher.Open(one.Id, one.Token, new SealedPhoto(key, file, null)));
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
        Assert.True(_bench.IsInData(key));

        files.CannotDelete = true;
        Erasure erasure = (await _bench.Store.EraseAsync(stay))!.Value;
        Assert.False(erasure.BytesToo || erasure.RecordToo);
        Assert.Single(_bench.Sandbox.PhotoFiles());
        Assert.False(_bench.IsInData(key));
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

        Assert.False(_bench.IsInData(orphan));
        for (int i = 0; i < 1100; i++)
            _bench.Keys.Release(_bench.Keys.Put([orphan]));
        Assert.Equal(length, new FileInfo(_bench.Sandbox.Keys).Length);
        Assert.True(await _bench.IsThereAsync(stays));
    }

    public void Dispose() => _bench.Dispose();

    private Task<Stay> KeepAsync() => _bench.Store.KeepAsync(Photo, null, default);

    private async Task<byte[]> KeyOfAsync(Stay stay) => _bench.Keys.Read((await _bench.Ledger.FindAsync(stay.Id))!.Key.Slot);
}
