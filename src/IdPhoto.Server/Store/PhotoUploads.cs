using System.Collections.Concurrent;

namespace IdPhoto.Server.Store;

/// <summary>How photos come, and what becomes of those that do not arrive; see <see cref="PhotoStore"/>.</summary>
internal sealed class PhotoUploads(IPhotoLedger ledger, IPhotoKeys keys, IPhotoFiles files, PhotoCipher cipher, PhotoRemoval removal)
{
    /// <summary>Failed uploads that could not be removed at once.</summary>
    private readonly ConcurrentQueue<PhotoId> _undropped = new();

    /// <summary>Keeps a photo.</summary>
    /// <exception cref="StoreException">It is full or cannot be written; nobody gets at the photo, and nothing stays of it.</exception>
    /// <param name="photo">The file.</param>
    /// <param name="owner">The keyed hash of the install that sent it; null where none named itself.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Stay> KeepAsync(ReadOnlyMemory<byte> photo, byte[]? owner, CancellationToken cancel)
    {
        (PhotoId id, AccessToken token) = (PhotoId.New(), AccessToken.New());
        SealedPhoto kept = cipher.Seal(id, token, photo.Span);
        NewKey key = await keys.PutAsync(id, kept.WrappedKey);
        await AnnounceAsync(new ComingPhoto(id, token.Hash, key.Place with { Master = kept.Master }, kept.Ciphertext.Length, owner));
        bool written = false;
        try
        {
            await Task.WhenAll(files.WriteAsync(id, kept.Ciphertext, cancel), key.WriteAsync(cancel));
            written = true;
            // Too late, or all photos were ended meanwhile: somebody may have begun to remove this one.
            DateTimeOffset expires = await ledger.ConfirmAsync(id) ?? throw new StoreException(isFull: false);
            return new Stay(id, token, expires);
        }
        catch
        {
            // A write that may follow is in the ledger for as long as the lease, and then swept.
            if (written || !files.WritesMayFollow)
                await DropAsync(id);
            throw;
        }
    }

    /// <summary>Removes a photo that nobody will hear of, as its upload has failed, be it after it was kept. What cannot be removed now goes with a later sweep.</summary>
    public Task DropAsync(PhotoId id) => TryDropAsync(id);

    /// <summary>Removes what could not be removed before.</summary>
    public async Task DropRestAsync()
    {
        // Where one of them still cannot be removed, the others would only keep the sweep waiting.
        while (_undropped.TryDequeue(out PhotoId id) && await TryDropAsync(id))
        {
        }
    }

    private async Task AnnounceAsync(ComingPhoto photo)
    {
        try
        {
            removal.LastTotals = await ledger.ComeAsync(photo) ?? throw new StoreException(isFull: true);
        }
        catch (StoreException full) when (full.IsFull)
        {
            // Nothing was written down. Its key, to which there is no photo, is overwritten by the next in its place.
            keys.Release([new KeptPhoto(photo.Id, photo.Key)]);
            throw;
        }
    }

    private async Task<bool> TryDropAsync(PhotoId id)
    {
        try
        {
            // By their own names they are nobody else's: a sweep may have passed before they were written. On a full disk this makes room.
            await keys.TakeBackAsync(id);
            bool gone = (await files.DeleteAsync([id])).Contains(id);
            if (await ledger.AbandonAsync(id) is { } photo)
                await removal.RemoveAsync([photo]);
            else if (!gone)
                throw new StoreException(isFull: false);
            return true;
        }
        catch (StoreException)
        {
            _undropped.Enqueue(id);
            return false;
        }
    }
}
