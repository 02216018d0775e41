using System.Security.Cryptography;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>What every place for ciphertexts does.</summary>
public abstract class PhotoFilesContract : IAsyncDisposable
{
    private protected abstract Task<IPhotoFiles> OpenAsync();

    [Fact]
    public async Task A_ciphertext_comes_back_as_it_was_written_whatever_its_length()
    {
        IPhotoFiles files = await OpenAsync();
        await files.PingAsync(default);
        foreach (int length in new[] { 0, 1, 1000, 6_000_000 })
        {
            byte[] content = RandomNumberGenerator.GetBytes(length);
            PhotoId id = PhotoId.New();
            await files.WriteAsync(id, content, default);
            Assert.Equal(content, await files.ReadAsync(id, default));
        }
        Assert.Null(await files.ReadAsync(PhotoId.New(), default));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_nothing_else_and_it_need_not_have_been_there()
    {
        IPhotoFiles files = await OpenAsync();
        PhotoId[] photos = [.. Enumerable.Range(0, 5).Select(_ => PhotoId.New())];
        foreach (PhotoId id in photos)
            await files.WriteAsync(id, new byte[] { 1, 2, 3 }, default);
        PhotoId absent = PhotoId.New();

        Assert.Equal([photos[0], photos[1], absent], (await files.DeleteAsync([photos[0], photos[1], absent])).OrderBy(id => Array.IndexOf(photos, id) is >= 0 and int at ? at : 9));
        Assert.Null(await files.ReadAsync(photos[0], default));
        Assert.Null(await files.ReadAsync(photos[1], default));
        Assert.NotNull(await files.ReadAsync(photos[2], default));
        Assert.Empty(await files.DeleteAsync([]));
    }

    [Fact]
    public async Task A_write_that_is_cancelled_says_so()
    {
        IPhotoFiles files = await OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => files.WriteAsync(PhotoId.New(), new byte[1000], new CancellationToken(canceled: true)));
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A folder of one server.</summary>
public sealed class DiskPhotosTests : PhotoFilesContract
{
    private readonly Sandbox _sandbox = new();

    private protected override Task<IPhotoFiles> OpenAsync() => Task.FromResult<IPhotoFiles>(DiskPhotos.Open(_sandbox.Photos));

    public override ValueTask DisposeAsync()
    {
        _sandbox.Dispose();
        return base.DisposeAsync();
    }
}

/// <summary>A bucket that servers share.</summary>
public sealed class S3PhotosTests : PhotoFilesContract
{
    private S3Bucket? _bucket;

    private protected override async Task<IPhotoFiles> OpenAsync() => new S3Photos(_bucket = new S3Bucket(await S3Server.NewBucketAsync("")));

    public override ValueTask DisposeAsync()
    {
        _bucket?.Dispose();
        return base.DisposeAsync();
    }
}

/// <summary>What every place for keys does.</summary>
public abstract class PhotoKeysContract : IAsyncDisposable
{
    private protected abstract Task<IPhotoKeys> OpenAsync();

    [Fact]
    public async Task A_key_comes_back_until_it_is_destroyed_and_no_other_goes_with_it()
    {
        IPhotoKeys keys = await OpenAsync();
        List<(KeptPhoto Photo, byte[] Key)> kept = [];
        for (int i = 0; i < 4; i++)
            kept.Add(await PutAsync(keys));
        foreach ((KeptPhoto photo, byte[] key) in kept)
            Assert.Equal(key, await keys.ReadAsync(photo, default));

        await keys.DestroyAsync([kept[1].Photo, kept[2].Photo]);
        // A second server may be at it as well.
        await keys.DestroyAsync([kept[1].Photo]);
        keys.Release([kept[1].Photo, kept[2].Photo]);
        foreach ((KeptPhoto photo, byte[] key) in kept[1..3])
            Assert.NotEqual(key, await keys.ReadAsync(photo, default));
        foreach ((KeptPhoto photo, byte[] key) in new[] { kept[0], kept[3], await PutAsync(keys) })
            Assert.Equal(key, await keys.ReadAsync(photo, default));
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static async Task<(KeptPhoto Photo, byte[] Key)> PutAsync(IPhotoKeys keys)
    {
        byte[] wrapped = RandomNumberGenerator.GetBytes(PhotoCipher.WrappedBytes);
        PhotoId id = PhotoId.New();
        NewKey key = await keys.PutAsync(id, wrapped);
        await key.WriteAsync(default);
        return (new KeptPhoto(id, key.Place), wrapped);
    }
}

/// <summary>Slots that one server overwrites.</summary>
public sealed class SlotKeysTests : PhotoKeysContract
{
    private readonly Sandbox _sandbox = new();
    private KeySlots? _slots;

    private protected override Task<IPhotoKeys> OpenAsync()
    {
        Directory.CreateDirectory(_sandbox.Data);
        return Task.FromResult<IPhotoKeys>(new SlotKeys(_slots = KeySlots.Open(_sandbox.Keys)));
    }

    public override ValueTask DisposeAsync()
    {
        _slots?.Dispose();
        _sandbox.Dispose();
        return base.DisposeAsync();
    }
}

/// <summary>Shares in a bucket.</summary>
public sealed class BucketKeysTests : PhotoKeysContract
{
    private S3Bucket? _bucket;

    [Fact]
    public async Task Neither_ledger_nor_bucket_alone_holds_a_key_and_a_share_opens_with_an_older_master_key_too()
    {
        SharedStore shared = await S3Server.NewBucketAsync("");
        using S3Bucket bucket = new(shared);
        MasterKey old = MasterKey.Random(), current = MasterKey.Random();
        BucketKeys before = new(bucket, MasterKeys.Of(old));
        byte[] wrapped = RandomNumberGenerator.GetBytes(PhotoCipher.WrappedBytes);
        PhotoId id = PhotoId.New();
        NewKey key = await before.PutAsync(id, wrapped);
        KeptPhoto photo = new(id, key.Place);

        Assert.Null(await before.ReadAsync(photo, default));
        await key.WriteAsync(default);
        byte[] share = (await bucket.GetAsync(BucketKeys.Place + id.Hex, default))!;
        Assert.True(key.Place.Sealed!.AsSpan().IndexOf(wrapped.AsSpan(12, 16)) < 0 && share.AsSpan().IndexOf(wrapped.AsSpan(12, 16)) < 0);
        // As a version left it that wrote no key's name down, and as this one does.
        foreach (KeptPhoto named in new[] { photo, new KeptPhoto(id, key.Place with { Master = old.Id }) })
            Assert.Equal(wrapped, await new BucketKeys(bucket, MasterKeys.Of(current, old)).ReadAsync(named, default));
        await Assert.ThrowsAsync<StoreException>(() => new BucketKeys(bucket, MasterKeys.Of(current, old)).ReadAsync(new KeptPhoto(id, key.Place with { Master = current.Id }), default));
        // The photo is there: a server that lacks its key must not call it absent.
        await Assert.ThrowsAsync<StoreException>(() => new BucketKeys(bucket, MasterKeys.Of(current)).ReadAsync(photo, default));
    }

    private protected override async Task<IPhotoKeys> OpenAsync() => new BucketKeys(_bucket = new S3Bucket(await S3Server.NewBucketAsync("")), MasterKeys.Of(MasterKey.Random()));

    public override ValueTask DisposeAsync()
    {
        _bucket?.Dispose();
        return base.DisposeAsync();
    }
}
