namespace IdPhoto.Server.Store;

/// <summary>How photos go; see <see cref="PhotoStore"/>.</summary>
internal sealed class PhotoRemoval(IPhotoLedger ledger, IPhotoKeys keys, IPhotoFiles files, TimeProvider clock)
{
    /// <summary>So few that uploads wait for some hundredths of a second at most.</summary>
    private const int Batch = 200;

    private readonly Lock _lock = new();
    private StoreTotals _lastTotals;

    /// <inheritdoc cref="PhotoStore.Gone"/>
    public event Action<IReadOnlyList<PhotoId>>? Gone;

    /// <inheritdoc cref="PhotoStore.LastTotals"/>
    public StoreTotals LastTotals
    {
        get
        {
            lock (_lock)
                return _lastTotals;
        }
        set
        {
            lock (_lock)
                _lastTotals = value;
        }
    }

    /// <summary>Raises <see cref="Gone"/>.</summary>
    public void Tell(IReadOnlyList<PhotoId> gone) => Gone?.Invoke(gone);

    /// <inheritdoc cref="PhotoStore.EraseAsync"/>
    public async Task<Erasure?> EraseAsync(PhotoId id)
    {
        if (await EndAsync(id) is not { } photo)
            return null;
        Tell([id]);
        await DestroyOneAsync(photo);
        DateTimeOffset destroyed = clock.GetUtcNow();
        bool bytesToo = await RemoveFilesAsync([photo]) is [_];
        if (!bytesToo)
            await GiveBackQuietlyAsync([photo]);
        return new Erasure(destroyed, bytesToo, bytesToo && await TryForgetAsync(photo));
    }

    /// <summary>Removes every photo whose time is over.</summary>
    /// <param name="cancel">Ends it after a batch.</param>
    /// <param name="forgotten">Told how many of each batch are forgotten: what is removed counts, even where a later batch fails.</param>
    /// <returns>How many; a photo that several servers remove, as the claim of one has lapsed, is counted by one of them.</returns>
    /// <exception cref="StoreException">The store cannot be used, or some keys could not be destroyed; all others were.</exception>
    public async Task<int> SweepAsync(CancellationToken cancel, Action<int>? forgotten = null)
    {
        int removed = 0;
        bool resisted = false, more = true;
        while (more && !cancel.IsCancellationRequested)
        {
            IReadOnlyList<KeptPhoto> over = await ledger.ClaimOverdueAsync(Batch);
            (int gone, bool resists) = await RemoveBatchAsync(over, forgotten);
            removed += gone;
            resisted |= resists;
            more = over.Count == Batch && gone > 0;
        }
        return resisted ? throw new StoreException(isFull: false) : removed;
    }

    /// <summary>Removes photos that are ended and claimed.</summary>
    /// <param name="over">These.</param>
    /// <returns>How many were forgotten.</returns>
    /// <exception cref="StoreException">The store cannot be used, or some keys could not be destroyed; all others were.</exception>
    public async Task<int> RemoveAsync(IReadOnlyList<KeptPhoto> over)
    {
        (int forgotten, bool resisted) = await RemoveBatchAsync(over, told: null);
        return resisted ? throw new StoreException(isFull: false) : forgotten;
    }

    /// <returns>How many were forgotten, and whether a key could not be destroyed.</returns>
    private async Task<(int Forgotten, bool Resisted)> RemoveBatchAsync(IReadOnlyList<KeptPhoto> over, Action<int>? told)
    {
        if (over.Count == 0)
            return (0, false);
        Tell([.. over.Select(photo => photo.Id)]);
        // Some may resist for long, as in a bucket with a rule of somebody else's: the others go.
        IReadOnlyList<KeptPhoto> destroyed = await DestroyAsync(over), gone = await RemoveFilesAsync(destroyed);
        // On a full disk the ledger cannot be written until files have gone.
        Forgotten forgotten = await ForgetAsync(gone);
        told?.Invoke(forgotten.Photos.Count);
        if (gone.Count < over.Count)
            await ledger.GiveBackAsync([.. over.Except(gone).Select(photo => photo.Id)]);
        return (forgotten.Photos.Count, destroyed.Count < over.Count);
    }

    private async Task<KeptPhoto?> EndAsync(PhotoId id)
    {
        try
        {
            return await ledger.EndAsync(id);
        }
        catch (StoreException full) when (full.IsFull)
        {
            // The key can be destroyed all the same, and removing the file makes room.
            if (await StoreCalls.NotFull(() => ledger.FindAsync(id)) is not { } entry)
                return null;
            await DestroyOneAsync(entry.Photo);
            await RemoveFilesAsync([entry.Photo]);
            return await StoreCalls.NotFull(() => ledger.EndAsync(id));
        }
        catch (StoreException)
        {
            // Whoever has ended it is the one to remove it, and may not know that it has.
            return await StoreCalls.NotFull(() => ledger.ResumeAsync(id));
        }
    }

    private async Task DestroyOneAsync(KeptPhoto photo)
    {
        if (await DestroyAsync([photo]) is [_])
            return;
        await GiveBackQuietlyAsync([photo]);
        throw new StoreException(isFull: false);
    }

    private async Task<IReadOnlyList<KeptPhoto>> DestroyAsync(IReadOnlyList<KeptPhoto> photos)
    {
        try
        {
            return await StoreCalls.NotFull(async ValueTask<IReadOnlyList<KeptPhoto>> () => await keys.DestroyAsync(photos));
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
            return (await ForgetAsync([photo])).FromLogToo;
        }
        catch (StoreException)
        {
            // The sweeper forgets it later.
            return false;
        }
    }

    // A place is free only once no entry refers to it: else the next sweep of that entry would destroy another photo's key.
    private async Task<Forgotten> ForgetAsync(IReadOnlyList<KeptPhoto> photos)
    {
        Forgotten forgotten = await ledger.ForgetAsync([.. photos.Select(photo => photo.Id)]);
        keys.Release([.. photos.Where(photo => forgotten.Photos.Contains(photo.Id))]);
        LastTotals = forgotten.Left;
        return forgotten;
    }
}
