using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace IdPhoto.Server.Store;

/// <summary>Keeps encrypted photos for a while, and forgets them.</summary>
/// <remarks>
/// A photo comes in this order: place for its key, entry in the ledger that nobody finds, ciphertext, entry confirmed. It goes
/// in this one: entry ended, key destroyed, ciphertext removed, entry forgotten, place free for another. Wherever a crash
/// falls, either the photo is whole, or the ledger knows what may be left of it, and a sweep removes that like a photo
/// whose time is over. Where the store belongs to one server, its next start does so at once.
/// </remarks>
internal sealed class PhotoStore(IPhotoLedger ledger, IPhotoKeys keys, IPhotoFiles files, PhotoCipher cipher, TimeProvider clock, SoleStore? sole = null)
{
    /// <summary>So few that uploads wait for some hundredths of a second at most.</summary>
    private const int Batch = 200;

    private static readonly byte[] NobodysHash = new byte[SHA256.HashSizeInBytes];

    /// <summary>Failed uploads that could not be removed at once.</summary>
    private readonly ConcurrentQueue<KeptPhoto> _undropped = new();

    private readonly Lock _lock = new();
    private StoreTotals _lastTotals;

    /// <summary>Raised when photos are erased or their time is over, here or on another server: what is made of these photos must go now.</summary>
    public event Action<IReadOnlyList<PhotoId>>? Gone;

    /// <summary>How much was stored when this server last heard of it, with photos whose time is over but that are not swept yet.</summary>
    public StoreTotals LastTotals
    {
        get
        {
            lock (_lock)
                return _lastTotals;
        }
        private set
        {
            lock (_lock)
                _lastTotals = value;
        }
    }

    /// <summary>How much is stored, with photos whose time is over but that are not swept yet.</summary>
    public ValueTask<StoreTotals> TotalsAsync() => NotFull(ledger.TotalsAsync);

    /// <summary>Catches up with what happened while the server was not running. To be called first.</summary>
    /// <returns>How many photos were removed because their time is over.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<int> StartAsync(CancellationToken cancel)
    {
        await CatchUpAsync(cancel);
        int removed = await SweepAsync(cancel);
        if (sole is not null)
        {
            (IReadOnlyList<KeptPhoto> whole, IReadOnlyList<KeptPhoto> broken) = sole.RemoveStray();
            await RemoveAsync(broken);
            sole.ReleaseUnused(whole);
        }
        await TidyAsync();
        LastTotals = await ledger.TotalsAsync();
        return removed;
    }

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
        UploadStep step = UploadStep.Announcing;
        try
        {
            LastTotals = await ledger.ComeAsync(new ComingPhoto(id, token.Hash, key.Place, kept.Ciphertext.Length, owner)) ?? throw new StoreException(isFull: true);
            step = UploadStep.Writing;
            await Task.WhenAll(files.WriteAsync(id, kept.Ciphertext, cancel), key.WriteAsync(cancel));
            step = UploadStep.Confirming;
            // Too late, or all photos were ended meanwhile: somebody may have begun to remove this one.
            DateTimeOffset expires = await ledger.ConfirmAsync(id) ?? throw new StoreException(isFull: false);
            return new Stay(id, token, expires);
        }
        catch
        {
            await DropAsync(new KeptPhoto(id, key.Place), step);
            throw;
        }
    }

    /// <summary>Finds a photo of which the caller shows the token.</summary>
    /// <returns>Null where it is absent, its time is over, it was deleted, or the token is another one.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<Stay?> FindAsync(PhotoId? id, AccessToken? token)
    {
        LedgerEntry? entry = id is { } known ? await NotFull(() => ledger.FindAsync(known)) : null;
        bool fits = CryptographicOperations.FixedTimeEquals(entry?.TokenHash ?? NobodysHash, token?.Hash ?? new byte[SHA256.HashSizeInBytes]);
        return entry is not null && token is not null && fits ? new Stay(entry.Id, token, entry.Expires) { Owner = entry.Owner } : null;
    }

    /// <summary>Decrypts a photo.</summary>
    /// <returns>The photo, for the caller to clear; null where it has gone meanwhile.</returns>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public async Task<byte[]?> OpenAsync(Stay stay, CancellationToken cancel)
    {
        if (await NotFull(() => ledger.FindAsync(stay.Id)) is not { } entry)
            return null;
        Task<byte[]?> ciphertext = files.ReadAsync(stay.Id, cancel), key = keys.ReadAsync(entry.Photo, cancel);
        await NotFull(async () => await Task.WhenAll(ciphertext, key));
        return await ciphertext is { } closed && await key is { } wrapped ? cipher.Open(stay.Id, stay.Token, new SealedPhoto(wrapped, closed)) : null;
    }

    /// <summary>Destroys a photo's key, then its bytes, then what is written down of it.</summary>
    /// <returns>What was done; null where somebody else has done it, or its time is over.</returns>
    /// <exception cref="StoreException">The key could not be destroyed, or the photo not be ended.</exception>
    public Task<Erasure?> EraseAsync(Stay stay) => EraseAsync(stay.Id);

    /// <summary>When the photos that an install has sent came, and when they will be gone.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<IReadOnlyList<(DateTimeOffset SentAt, DateTimeOffset ExpiresAt)>> OfOwnerAsync(byte[] owner)
        => [.. (await NotFull(() => ledger.OfOwnerAsync(owner))).Select(entry => (entry.Uploaded, entry.Expires))];

    /// <summary>Erases every photo that an install has sent.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="StoreException">A key could not be destroyed, or a photo not be ended.</exception>
    public async Task<int> EraseOfOwnerAsync(byte[] owner)
    {
        int erased = 0;
        foreach (LedgerEntry entry in await NotFull(() => ledger.OfOwnerAsync(owner)))
            erased += await EraseAsync(entry.Id) is null ? 0 : 1;
        return erased;
    }

    /// <summary>Erases every photo there is.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<int> EraseAllAsync(CancellationToken cancel)
    {
        await ledger.EndAllAsync();
        return await SweepAsync(cancel);
    }

    /// <summary>What is kept, and whether anything is kept that should have gone.</summary>
    /// <param name="patience">How long after its end a photo may wait for a sweep.</param>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<PhotoStanding> StandAsync(TimeSpan patience)
        => new(await TotalsAsync(), await NotFull(ledger.UntilNextAsync), await NotFull(() => ledger.CountLateAsync(patience)));

    /// <summary>Removes the last traces of erased photos from the ledger, if there may be any.</summary>
    /// <returns>Whether there are none; otherwise it is to be called again later.</returns>
    public ValueTask<bool> TidyAsync() => ledger.TidyAsync();

    /// <summary>Removes every photo whose time is over, in small steps that let uploads in between.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        for (int undropped = _undropped.Count; undropped > 0 && _undropped.TryDequeue(out KeptPhoto photo); undropped--)
            await DropAsync(photo, UploadStep.Confirming);
        int removed = 0;
        while (!cancel.IsCancellationRequested)
        {
            IReadOnlyList<KeptPhoto> over = await ledger.ClaimOverdueAsync(Batch);
            int gone = await RemoveAsync(over);
            removed += gone;
            if (gone < Batch)
                return removed;
        }
        return removed;
    }

    /// <summary>Writes the time down and follows a clock that was set back. To be called every few seconds.</summary>
    /// <returns>In how long the next photo's time is over; null without photos.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<TimeSpan?> WatchClockAsync()
    {
        await ledger.WatchClockAsync();
        LastTotals = await ledger.TotalsAsync();
        return await ledger.UntilNextAsync();
    }

    /// <summary>Another server has ended these photos.</summary>
    public void HeardOf(IReadOnlyList<PhotoId> gone) => Gone?.Invoke(gone);

    private async Task<Erasure?> EraseAsync(PhotoId id)
    {
        if (await EndAsync(id) is not { } photo)
            return null;
        Gone?.Invoke([id]);
        await DestroyAsync([photo]);
        DateTimeOffset destroyed = clock.GetUtcNow();
        bool bytesToo = await RemoveFilesAsync([photo]) is [_];
        if (!bytesToo)
            await GiveBackQuietlyAsync([photo]);
        return new Erasure(destroyed, bytesToo, bytesToo && await TryForgetAsync(photo));
    }

    private async Task CatchUpAsync(CancellationToken cancel)
    {
        try
        {
            await ledger.CatchUpAsync();
        }
        catch (StoreException)
        {
            // A full disk: what is over by the time of day goes first, and makes room.
            await SweepAsync(cancel);
            await ledger.CatchUpAsync();
        }
    }

    private async Task<int> RemoveAsync(IReadOnlyList<KeptPhoto> over)
    {
        if (over.Count == 0)
            return 0;
        Gone?.Invoke([.. over.Select(photo => photo.Id)]);
        await DestroyAsync(over);
        IReadOnlyList<KeptPhoto> gone = await RemoveFilesAsync(over);
        // On a full disk the ledger cannot be written until files have gone.
        await ForgetAsync(gone);
        if (gone.Count < over.Count)
            await ledger.GiveBackAsync([.. over.Except(gone).Select(photo => photo.Id)]);
        return gone.Count;
    }

    private async Task<KeptPhoto?> EndAsync(PhotoId id)
    {
        try
        {
            return await ledger.EndAsync(id);
        }
        catch (StoreException)
        {
            // A full disk: the key can be destroyed all the same, and removing the file makes room.
            if (await NotFull(() => ledger.FindAsync(id)) is not { } entry)
                return null;
            await DestroyAsync([entry.Photo]);
            await RemoveFilesAsync([entry.Photo]);
            return await NotFull(() => ledger.EndAsync(id));
        }
    }

    private async Task DestroyAsync(IReadOnlyList<KeptPhoto> photos)
    {
        try
        {
            await NotFull(async () => await keys.DestroyAsync(photos));
        }
        catch
        {
            // For the next sweep.
            await GiveBackQuietlyAsync(photos);
            throw;
        }
    }

    private async Task<IReadOnlyList<KeptPhoto>> RemoveFilesAsync(IReadOnlyList<KeptPhoto> photos)
    {
        IReadOnlySet<PhotoId> gone = await files.DeleteAsync([.. photos.Select(photo => photo.Id)]);
        return [.. photos.Where(photo => gone.Contains(photo.Id))];
    }

    private async Task DropAsync(KeptPhoto photo, UploadStep failed)
    {
        // Whatever follows is in the ledger for as long as the lease, and then swept.
        if (failed == UploadStep.Writing && files.WritesMayFollow)
            return;
        try
        {
            // By its own name it is nobody else's, and on a full disk this makes room for the rest.
            await RemoveFilesAsync([photo]);
            if (failed == UploadStep.Announcing)
                await DropKeyAsync(photo);
            else if (await ledger.AbandonAsync(photo.Id))
                await RemoveAsync([photo]);
        }
        catch (StoreException)
        {
            // A crash before that leaves it to its lease; a key without an entry is overwritten by the next start.
            if (failed != UploadStep.Announcing)
                _undropped.Enqueue(photo);
        }
    }

    // Most likely it is not in the ledger: nobody else removes it.
    private async Task DropKeyAsync(KeptPhoto photo)
    {
        await keys.DestroyAsync([photo]);
        await ledger.ForgetAsync([photo.Id]);
        keys.Release([photo]);
    }

    private async Task GiveBackQuietlyAsync(IReadOnlyList<KeptPhoto> photos)
    {
        try
        {
            await ledger.GiveBackAsync([.. photos.Select(photo => photo.Id)]);
        }
        catch (StoreException)
        {
            // The claim lapses.
        }
    }

    private async Task<bool> TryForgetAsync(KeptPhoto photo)
    {
        try
        {
            return await ForgetAsync([photo]);
        }
        catch (StoreException)
        {
            // The sweeper forgets it later.
            return false;
        }
    }

    // A place is free only once no entry refers to it: else the next sweep of that entry would destroy another photo's key.
    private async Task<bool> ForgetAsync(IReadOnlyList<KeptPhoto> photos)
    {
        Forgotten forgotten = await ledger.ForgetAsync([.. photos.Select(photo => photo.Id)]);
        keys.Release([.. photos.Where(photo => forgotten.Photos.Contains(photo.Id))]);
        LastTotals = forgotten.Left;
        return forgotten.FromLogToo;
    }

    private static ValueTask<bool> NotFull(Func<Task> call) => NotFull(async ValueTask<bool> () =>
    {
        await call();
        return true;
    });

    // Only an upload is refused for want of room.
    private static async ValueTask<T> NotFull<T>(Func<ValueTask<T>> call)
    {
        try
        {
            return await call();
        }
        catch (StoreException full) when (full.IsFull)
        {
            throw new StoreException(isFull: false, full);
        }
    }

    /// <summary>How far an upload has come.</summary>
    private enum UploadStep
    {
        Announcing,
        Writing,
        Confirming,
    }
}
