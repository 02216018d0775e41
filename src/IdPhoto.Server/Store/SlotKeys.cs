namespace IdPhoto.Server.Store;

/// <summary>The keys of one server's photos, each in a slot that is overwritten: docs/adr/0006-key-slots.md.</summary>
internal sealed class SlotKeys(KeySlots slots) : IPhotoKeys
{
    public Task<NewKey> PutAsync(PhotoId id, byte[] wrapped)
        => Guarded(() => new NewKey(KeyPlace.In(slots.Put([wrapped])[0]), _ => Task.CompletedTask));

    public Task<byte[]?> ReadAsync(KeptPhoto photo, CancellationToken cancel) => Guarded(() => (byte[]?)slots.Read(photo.Key.Slot));

    public Task<IReadOnlyList<KeptPhoto>> DestroyAsync(IReadOnlyList<KeptPhoto> photos) => Guarded(() =>
    {
        slots.Destroy(Of(photos));
        return photos;
    });

    // All of it was written before its photo was in the ledger.
    public Task TakeBackAsync(PhotoId id) => Task.CompletedTask;

    public void Release(IReadOnlyList<KeptPhoto> photos) => slots.Release(Of(photos));

    private static int[] Of(IReadOnlyList<KeptPhoto> photos) => [.. photos.Select(photo => photo.Key.Slot)];

    private static Task<T> Guarded<T>(Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Task.FromException<T>(StoreException.Of(error));
        }
    }
}
