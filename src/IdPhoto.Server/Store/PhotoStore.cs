using System.Security.Cryptography;

namespace IdPhoto.Server.Store;

/// <summary>Keeps encrypted photos for a while, and forgets them.</summary>
/// <remarks>
/// A photo comes in this order: place for its key, entry in the ledger that nobody finds, ciphertext, entry confirmed. It goes
/// in this one: entry ended, key destroyed, ciphertext removed, entry forgotten, place free for another. Wherever a crash
/// falls, either the photo is whole, or the ledger knows what may be left of it, and a sweep removes that like a photo
/// whose time is over. Where the store belongs to one server, its next start does so at once.
/// </remarks>
internal sealed class PhotoStore
{
    private static readonly byte[] NobodysHash = new byte[SHA256.HashSizeInBytes];

    private readonly IPhotoLedger _ledger;
    private readonly IPhotoKeys _keys;
    private readonly IPhotoFiles _files;
    private readonly PhotoCipher _cipher;
    private readonly StartCleanup? _sole;
    private readonly PhotoRemoval _removal;
    private readonly PhotoUploads _uploads;

    /// <param name="ledger">What is known of each photo.</param>
    /// <param name="keys">The photos' keys.</param>
    /// <param name="files">The ciphertexts.</param>
    /// <param name="cipher">Encrypts them.</param>
    /// <param name="clock">The time of day, for receipts.</param>
    /// <param name="sole">Where nobody else uses the store; null otherwise.</param>
    public PhotoStore(IPhotoLedger ledger, IPhotoKeys keys, IPhotoFiles files, PhotoCipher cipher, TimeProvider clock, StartCleanup? sole = null)
    {
        (_ledger, _keys, _files, _cipher, _sole) = (ledger, keys, files, cipher, sole);
        _removal = new PhotoRemoval(ledger, keys, files, clock);
        _uploads = new PhotoUploads(ledger, keys, files, cipher, _removal);
    }

    /// <summary>Raised when photos are erased or their time is over, here or on another server: what is made of these photos must go now.</summary>
    public event Action<IReadOnlyList<PhotoId>>? Gone
    {
        add => _removal.Gone += value;
        remove => _removal.Gone -= value;
    }

    /// <summary>How much was stored when this server last heard of it, with photos whose time is over but that are not swept yet.</summary>
    public StoreTotals LastTotals => _removal.LastTotals;

    /// <summary>How much is stored, with photos whose time is over but that are not swept yet.</summary>
    public ValueTask<StoreTotals> TotalsAsync() => StoreCalls.NotFull(_ledger.TotalsAsync);

    /// <summary>Catches up with what happened while the server was not running. To be called first.</summary>
    /// <returns>How many photos were removed because their time is over.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<int> StartAsync(CancellationToken cancel)
    {
        await CatchUpAsync(cancel);
        int removed = await SweepAsync(cancel);
        if (_sole is not null)
        {
            (IReadOnlyList<KeptPhoto> whole, IReadOnlyList<KeptPhoto> broken) = _sole.RemoveStray();
            await _removal.RemoveAsync(broken);
            _sole.ReleaseUnused(whole);
        }
        await TidyAsync();
        _removal.LastTotals = await _ledger.TotalsAsync();
        return removed;
    }

    /// <inheritdoc cref="PhotoUploads.KeepAsync"/>
    public Task<Stay> KeepAsync(ReadOnlyMemory<byte> photo, byte[]? owner, CancellationToken cancel) => _uploads.KeepAsync(photo, owner, cancel);

    /// <inheritdoc cref="PhotoUploads.DropAsync"/>
    public Task DropAsync(PhotoId id) => _uploads.DropAsync(id);

    /// <summary>Finds a photo of which the caller shows the token.</summary>
    /// <returns>Null where it is absent, its time is over, it was deleted, or the token is another one.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<Stay?> FindAsync(PhotoId? id, AccessToken? token)
    {
        LedgerEntry? entry = id is { } known ? await StoreCalls.NotFull(() => _ledger.FindAsync(known)) : null;
        bool fits = CryptographicOperations.FixedTimeEquals(entry?.TokenHash ?? NobodysHash, token?.Hash ?? new byte[SHA256.HashSizeInBytes]);
        return entry is not null && token is not null && fits ? new Stay(entry.Id, token, entry.Expires) { Owner = entry.Owner } : null;
    }

    /// <summary>Decrypts a photo.</summary>
    /// <returns>The photo, for the caller to clear; null where it has gone meanwhile.</returns>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public async Task<byte[]?> OpenAsync(Stay stay, CancellationToken cancel)
    {
        if (await StoreCalls.NotFull(() => _ledger.FindAsync(stay.Id)) is not { } entry)
            return null;
        Task<byte[]?> ciphertext = _files.ReadAsync(stay.Id, cancel), key = _keys.ReadAsync(entry.Photo, cancel);
        await StoreCalls.NotFull(async () => await Task.WhenAll(ciphertext, key));
        return await ciphertext is { } closed && await key is { } wrapped ? _cipher.Open(stay.Id, stay.Token, new SealedPhoto(wrapped, closed, entry.Key.Master)) : null;
    }

    /// <summary>Destroys a photo's key, then its bytes, then what is written down of it.</summary>
    /// <returns>What was done; null where somebody else has done it, or its time is over.</returns>
    /// <exception cref="StoreException">The key could not be destroyed, or the photo not be ended.</exception>
    public Task<Erasure?> EraseAsync(Stay stay) => _removal.EraseAsync(stay.Id);

    /// <summary>When the photos that an install has sent came, and when they will be gone.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<IReadOnlyList<(DateTimeOffset SentAt, DateTimeOffset ExpiresAt)>> OfOwnerAsync(byte[] owner)
        => [.. (await StoreCalls.NotFull(() => _ledger.OfOwnerAsync(owner))).Select(entry => (entry.Uploaded, entry.Expires))];

    /// <summary>Erases every photo that an install has sent, and ends those that are about to come: their uploads fail.</summary>
    /// <returns>How many that had come.</returns>
    /// <exception cref="StoreException">A key could not be destroyed, or a photo not be ended.</exception>
    public async Task<int> EraseOfOwnerAsync(byte[] owner)
    {
        // On a full disk these make room for what is written next.
        int erased = await EraseArrivedAsync(owner);
        await StoreCalls.NotFull(() => _ledger.EndComingAsync(owner).AsTask());
        // What was confirmed before that is found now, and nothing is confirmed after it.
        return erased + await EraseArrivedAsync(owner);
    }

    /// <summary>
    /// Whether nothing is left of an install's photos nor of what was written down of them. Not yet where a file could not be
    /// removed, where an upload was only just ended, while another program reads the ledger, or where much was deleted lately.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<bool> HasNothingOfOwnerAsync(byte[] owner)
        => await StoreCalls.NotFull(() => _ledger.CountOfOwnerAsync(owner)) == 0 && await _ledger.SettleAsync();

    /// <summary>Erases every photo there is.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<int> EraseAllAsync(CancellationToken cancel)
    {
        await _ledger.EndAllAsync();
        return await SweepAsync(cancel);
    }

    /// <summary>What is kept, and whether anything is kept that should have gone.</summary>
    /// <param name="patience">How long after its end a photo may wait for a sweep.</param>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<PhotoStanding> StandAsync(TimeSpan patience)
        => new(await TotalsAsync(), await StoreCalls.NotFull(_ledger.UntilNextAsync), await StoreCalls.NotFull(() => _ledger.CountLateAsync(patience)));

    /// <summary>Removes the last traces of erased photos from the ledger, if there may be any.</summary>
    /// <returns>Whether there are none; otherwise it is to be called again later.</returns>
    public ValueTask<bool> TidyAsync() => _ledger.TidyAsync();

    /// <summary>Removes every photo whose time is over, in small steps that let uploads in between.</summary>
    /// <param name="cancel">Ends it after a step.</param>
    /// <param name="removed">Told how many went with each step, even where a later one fails.</param>
    /// <returns>How many.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<int> SweepAsync(CancellationToken cancel, Action<int>? removed = null)
    {
        await _uploads.DropRestAsync();
        return await _removal.SweepAsync(cancel, removed);
    }

    /// <summary>Writes the time down and follows a clock that was set back. To be called every few seconds.</summary>
    /// <returns>In how long the next photo's time is over; null without photos.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<TimeSpan?> WatchClockAsync()
    {
        await _ledger.WatchClockAsync();
        _removal.LastTotals = await _ledger.TotalsAsync();
        return await _ledger.UntilNextAsync();
    }

    /// <summary>Another server has ended these photos.</summary>
    public void HeardOf(IReadOnlyList<PhotoId> gone) => _removal.Tell(gone);

    private async Task<int> EraseArrivedAsync(byte[] owner)
    {
        int erased = 0;
        foreach (LedgerEntry entry in await StoreCalls.NotFull(() => _ledger.OfOwnerAsync(owner)))
            erased += await _removal.EraseAsync(entry.Id) is null ? 0 : 1;
        return erased;
    }

    private async Task CatchUpAsync(CancellationToken cancel)
    {
        try
        {
            await _ledger.CatchUpAsync();
        }
        catch (StoreException)
        {
            // A full disk: what is over by the time of day goes first, and makes room.
            await SweepAsync(cancel);
            await _ledger.CatchUpAsync();
        }
    }
}
