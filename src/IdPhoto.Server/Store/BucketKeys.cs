using System.Security.Cryptography;

namespace IdPhoto.Server.Store;

/// <summary>The keys of photos that several servers share, in two parts of which each is worthless without the other.</summary>
/// <remarks>
/// The ledger has the photo's wrapped key, encrypted under a random share of that photo alone. The share is an object in the
/// bucket, encrypted under a key from the master key. A database keeps what was deleted in logs, replicas and
/// backups; a bucket without versions does not. So a key is destroyed by deleting the share: docs/adr/0007-several-servers.md.
/// </remarks>
internal sealed class BucketKeys(S3Bucket bucket, MasterKeys masters) : IPhotoKeys
{
    /// <summary>What the names of shares begin with.</summary>
    public const string Place = "keys/";

    private const string Purpose = "idphoto key share 1";
    private const int ShareBytes = 32;

    public Task<NewKey> PutAsync(PhotoId id, byte[] wrapped)
    {
        byte[] share = RandomNumberGenerator.GetBytes(ShareBytes), wrapping = Wrapping(masters.Current, id);
        try
        {
            byte[] closed = PhotoCipher.Encrypt(wrapping, share, id.ToBytes());
            return Task.FromResult(new NewKey(KeyPlace.Of(PhotoCipher.Encrypt(share, wrapped, id.ToBytes())), cancel => bucket.PutAsync(Place + id.Hex, closed, cancel)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(share);
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    public async Task<byte[]?> ReadAsync(KeptPhoto photo, CancellationToken cancel)
    {
        byte[]? closed = await bucket.GetAsync(Place + photo.Id.Hex, cancel);
        byte[]? share = closed is null ? null : masters.MayOpen(photo.Key.Master).Select(master => TryDecrypt(Wrapping(master, photo.Id), closed, photo.Id)).FirstOrDefault(opened => opened is not null);
        // It is there, and this server lacks the key: that is no absent photo.
        if (closed is not null && share is null)
            throw new StoreException(isFull: false);
        return share is null ? null : TryDecrypt(share, photo.Key.Sealed!, photo.Id);
    }

    public async Task<IReadOnlyList<KeptPhoto>> DestroyAsync(IReadOnlyList<KeptPhoto> photos)
    {
        IReadOnlySet<string> gone = await bucket.DeleteAsync([.. photos.Select(photo => Place + photo.Id.Hex)], CancellationToken.None);
        return [.. photos.Where(photo => gone.Contains(Place + photo.Id.Hex))];
    }

    public async Task TakeBackAsync(PhotoId id)
    {
        if ((await bucket.DeleteAsync([Place + id.Hex], CancellationToken.None)).Count == 0)
            throw new StoreException(isFull: false);
    }

    public void Release(IReadOnlyList<KeptPhoto> photos)
    {
        // Each photo's place has its own name.
    }

    private static byte[] Wrapping(MasterKey master, PhotoId id) => master.Derive([], id.ToBytes(), Purpose, ShareBytes);

    // Clears the key.
    private static byte[]? TryDecrypt(byte[] key, byte[] closed, PhotoId id)
    {
        try
        {
            return PhotoCipher.Decrypt(key, closed, id.ToBytes());
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
