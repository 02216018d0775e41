namespace IdPhoto.Server.Store;

/// <summary>Ciphertexts as objects of the shared bucket.</summary>
internal sealed class S3Photos(S3Bucket bucket) : IPhotoFiles
{
    /// <summary>What their names begin with.</summary>
    public const string Place = "photos/";

    public bool WritesMayFollow => true;

    public Task WriteAsync(PhotoId id, ReadOnlyMemory<byte> ciphertext, CancellationToken cancel) => bucket.PutAsync(Place + id.Hex, ciphertext, cancel);

    public Task<byte[]?> ReadAsync(PhotoId id, CancellationToken cancel) => bucket.GetAsync(Place + id.Hex, cancel);

    public async Task<IReadOnlySet<PhotoId>> DeleteAsync(IReadOnlyList<PhotoId> photos)
    {
        try
        {
            IReadOnlySet<string> gone = await bucket.DeleteAsync([.. photos.Select(photo => Place + photo.Hex)], CancellationToken.None);
            return photos.Where(photo => gone.Contains(Place + photo.Hex)).ToHashSet();
        }
        catch (StoreException)
        {
            return new HashSet<PhotoId>();
        }
    }

    public Task PingAsync(CancellationToken cancel) => bucket.PingAsync(cancel);
}
