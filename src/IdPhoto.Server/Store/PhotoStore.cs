using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Store;

/// <summary>Keeps encrypted photos for a while, and forgets them.</summary>
/// <remarks>
/// A photo comes in this order: ciphertext into a file, key into a slot, times into the ledger. It goes in this one: entry
/// ended, key destroyed, file removed, entry forgotten, slot free for another. Wherever a crash falls, either the photo is
/// whole, or there is a file or a key without an entry, or an entry without a key; the next start removes all of these.
/// </remarks>
internal sealed class PhotoStore(
    IPhotoLedger ledger, KeySlots keys, IPhotoFiles files, PhotoCipher cipher, StoreRules rules, Func<ClockReading> clock)
{
    /// <summary>So few that uploads wait for some hundredths of a second at most.</summary>
    private const int Batch = 200;

    private static readonly byte[] NobodysHash = new byte[SHA256.HashSizeInBytes];

    private readonly PhotoClock _watch = new();
    private long _photos;
    private long _bytes;

    /// <summary>Raised when photos are erased or their time is over: what is made of these photos must go now.</summary>
    public event Action<IReadOnlyList<PhotoId>>? Gone;

    /// <summary>How much is stored, with photos whose time is over but that are not swept yet.</summary>
    public StoreTotals Totals => new(Interlocked.Read(ref _photos), Interlocked.Read(ref _bytes));

    /// <summary>Catches up with what happened while the server was not running. To be called first.</summary>
    /// <returns>How many photos were removed because their time is over.</returns>
    public async Task<int> StartAsync(CancellationToken cancel)
    {
        await DetectRollbackAsync(cancel);
        StoreTotals totals = await ledger.TotalsAsync();
        (_photos, _bytes) = (totals.Photos, totals.Bytes);
        int removed = await SweepAsync(cancel);
        IReadOnlyList<KeptPhoto> known = await ledger.AllAsync();
        IReadOnlySet<PhotoId> there = await files.KeepOnlyAsync(known.Select(photo => photo.Id).ToHashSet());
        IReadOnlyList<KeptPhoto> whole = [.. known.Where(photo => there.Contains(photo.Id) && keys.Has(photo.Slot))];
        await RemoveAsync([.. known.Except(whole)]);
        keys.ReleaseUnused(whole.Select(photo => photo.Slot).ToHashSet());
        await TidyAsync();
        return removed;
    }

    /// <summary>Keeps a photo.</summary>
    /// <exception cref="StoreException">It is full or cannot be written; nothing is left of the photo.</exception>
    /// <param name="photo">The file.</param>
    /// <param name="owner">The keyed hash of the install that sent it; null where none named itself.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Stay> KeepAsync(ReadOnlyMemory<byte> photo, byte[]? owner, CancellationToken cancel)
    {
        long bytes = photo.Length + PhotoCipher.Overhead;
        Reserve(bytes);
        (PhotoId id, AccessToken token) = (PhotoId.New(), AccessToken.New());
        List<int> slots = [];
        try
        {
            SealedPhoto kept = cipher.Seal(id, token, photo.Span);
            await files.WriteAsync(id, kept.Ciphertext, cancel);
            slots.AddRange(keys.Put([kept.WrappedKey]));
            ClockReading now = clock();
            _watch.Saw(now);
            DateTimeOffset expires = now.Wall + rules.Retention;
            await ledger.AddAsync(new LedgerEntry(
                id, token.Hash, slots[0], bytes, now.WallMs, expires.ToUnixTimeMilliseconds(), (long)(now.Uptime + rules.Retention).TotalMilliseconds, owner));
            return new Stay(id, token, expires);
        }
        catch (Exception error)
        {
            Released(new StoreTotals(1, bytes));
            DropQuietly(slots);
            await RemoveQuietlyAsync(id);
            if (DiskFull.Caused(error))
                throw new StoreException(isFull: true, error);
            if (Trouble(error) is { } trouble)
                throw trouble;
            throw;
        }
    }

    /// <summary>Finds a photo of which the caller shows the token.</summary>
    /// <returns>Null where it is absent, its time is over, it was deleted, or the token is another one.</returns>
    public async Task<Stay?> FindAsync(PhotoId? id, AccessToken? token)
    {
        LedgerEntry? entry = id is { } known ? await Guarded(() => ledger.FindAsync(known, clock())) : null;
        bool fits = CryptographicOperations.FixedTimeEquals(entry?.TokenHash ?? NobodysHash, token?.Hash ?? new byte[SHA256.HashSizeInBytes]);
        return entry is not null && token is not null && fits
            ? new Stay(entry.Id, token, DateTimeOffset.FromUnixTimeMilliseconds(entry.ExpiresMs)) { Owner = entry.Owner }
            : null;
    }

    /// <summary>Decrypts a photo.</summary>
    /// <returns>The photo, for the caller to clear; null where it has gone meanwhile.</returns>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public async Task<byte[]?> OpenAsync(Stay stay, CancellationToken cancel)
    {
        try
        {
            LedgerEntry? entry = await ledger.FindAsync(stay.Id, clock());
            byte[]? ciphertext = entry is null ? null : await files.ReadAsync(stay.Id, cancel);
            return ciphertext is null ? null : cipher.Open(stay.Id, stay.Token, new SealedPhoto(keys.Read(entry!.Slot), ciphertext));
        }
        catch (Exception error) when (Trouble(error) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>Destroys a photo's key, then its bytes, then what is written down of it.</summary>
    /// <returns>What was done; null where somebody else has done it, or its time is over.</returns>
    /// <exception cref="StoreException">The key could not be destroyed, or the photo not be ended.</exception>
    public Task<Erasure?> EraseAsync(Stay stay) => EraseAsync(stay.Id);

    private async Task<Erasure?> EraseAsync(PhotoId id)
    {
        try
        {
            if (await EndAsync(id) is not int slot)
                return null;
            Gone?.Invoke([id]);
            keys.Destroy([slot]);
            DateTimeOffset destroyed = clock().Wall;
            bool bytesToo = await RemoveQuietlyAsync(id);
            return new Erasure(destroyed, bytesToo, bytesToo && await TryForgetAsync(new KeptPhoto(id, slot)));
        }
        catch (Exception error) when (Trouble(error) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>When the photos that an install has sent came, and when they will be gone.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset SentAt, DateTimeOffset ExpiresAt)>> OfOwnerAsync(byte[] owner)
        => [.. (await Guarded(() => ledger.OfOwnerAsync(owner, clock()))).Select(entry => (DateTimeOffset.FromUnixTimeMilliseconds(entry.UploadedMs), DateTimeOffset.FromUnixTimeMilliseconds(entry.ExpiresMs)))];

    /// <summary>Erases every photo that an install has sent.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="StoreException">A key could not be destroyed, or a photo not be ended.</exception>
    public async Task<int> EraseOfOwnerAsync(byte[] owner)
    {
        int erased = 0;
        foreach (LedgerEntry entry in await Guarded(() => ledger.OfOwnerAsync(owner, clock())))
            erased += await EraseAsync(entry.Id) is null ? 0 : 1;
        return erased;
    }

    /// <summary>Erases every photo there is.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EraseAllAsync(CancellationToken cancel)
    {
        await ledger.EndAllAsync();
        return await SweepAsync(cancel);
    }

    /// <summary>What is kept, and whether anything is kept that should have gone.</summary>
    /// <param name="patience">How long after its end a photo may wait for a sweep.</param>
    public async Task<PhotoStanding> StandAsync(TimeSpan patience)
    {
        ClockReading now = clock(), before = new(now.Wall - patience, now.Uptime - patience, now.Boot);
        IReadOnlyList<KeptPhoto> late = await Guarded(() => ledger.OverdueAsync(before, int.MaxValue));
        return new PhotoStanding(Totals, await Guarded(() => ledger.UntilNextAsync(now)), late.Count);
    }

    /// <summary>Removes the last traces of erased photos from the ledger, if there may be any.</summary>
    /// <returns>Whether there are none; otherwise it is to be called again later.</returns>
    public ValueTask<bool> TidyAsync() => ledger.TidyAsync();

    /// <summary>Removes every photo whose time is over, in small steps that let uploads in between.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        int removed = 0;
        while (!cancel.IsCancellationRequested)
        {
            IReadOnlyList<KeptPhoto> over = await ledger.OverdueAsync(clock(), Batch);
            int gone = over.Count == 0 ? 0 : await RemoveAsync(over);
            removed += gone;
            if (gone < Batch)
                return removed;
        }
        return removed;
    }

    /// <summary>Writes the time down and follows a clock that was set back. To be called every few seconds.</summary>
    /// <returns>In how long the next photo's time is over; null without photos.</returns>
    public async Task<TimeSpan?> WatchClockAsync()
    {
        ClockReading now = clock();
        await _watch.LookAsync(ledger, now, rules.Retention, note: Totals.Photos > 0);
        return await ledger.UntilNextAsync(now);
    }

    private async Task DetectRollbackAsync(CancellationToken cancel)
    {
        try
        {
            await _watch.DetectRollbackAsync(ledger, clock(), rules.Retention);
        }
        catch (SqliteException)
        {
            // A full disk: what is over by the time of day goes first, and makes room.
            await SweepAsync(cancel);
            await _watch.DetectRollbackAsync(ledger, clock(), rules.Retention);
        }
    }

    private async Task<int> RemoveAsync(IReadOnlyList<KeptPhoto> over)
    {
        Gone?.Invoke([.. over.Select(photo => photo.Id)]);
        keys.Destroy([.. over.Select(photo => photo.Slot)]);
        List<KeptPhoto> gone = [], stuck = [];
        foreach (KeptPhoto photo in over)
            (await RemoveQuietlyAsync(photo.Id) ? gone : stuck).Add(photo);
        // On a full disk the ledger cannot be written until files have gone.
        await ForgetAsync(gone);
        if (stuck.Count > 0)
            await ledger.EndAsync([.. stuck.Select(photo => photo.Id)]);
        return gone.Count;
    }

    private async Task<int?> EndAsync(PhotoId id)
    {
        ClockReading now = clock();
        try
        {
            return await ledger.EndAsync(id, now);
        }
        catch (SqliteException)
        {
            // A full disk: the key can be destroyed all the same, and removing the file makes room.
            if (await ledger.FindAsync(id, now) is not { } entry)
                return null;
            keys.Destroy([entry.Slot]);
            await RemoveQuietlyAsync(id);
            return await ledger.EndAsync(id, now);
        }
    }

    private void DropQuietly(IReadOnlyList<int> slots)
    {
        try
        {
            keys.Destroy(slots);
            keys.Release(slots);
        }
        catch (IOException)
        {
            // The next start overwrites it.
        }
    }

    private async Task<bool> RemoveQuietlyAsync(PhotoId id)
    {
        try
        {
            await files.DeleteAsync(id);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task<bool> TryForgetAsync(KeptPhoto photo)
    {
        try
        {
            return await ForgetAsync([photo]);
        }
        catch (SqliteException)
        {
            // The sweeper forgets it later.
            return false;
        }
    }

    // A slot is free only once no entry refers to it: else the next sweep of that entry would destroy another photo's key.
    private async Task<bool> ForgetAsync(IReadOnlyList<KeptPhoto> photos)
    {
        Forgotten forgotten = await ledger.ForgetAsync([.. photos.Select(photo => photo.Id)]);
        keys.Release([.. photos.Select(photo => photo.Slot)]);
        Released(forgotten.Totals);
        return forgotten.FromLogToo;
    }

    private void Reserve(long bytes)
    {
        Interlocked.Increment(ref _photos);
        if (Interlocked.Add(ref _bytes, bytes) <= rules.MaxBytes)
            return;
        Released(new StoreTotals(1, bytes));
        throw new StoreException(isFull: true);
    }

    private void Released(StoreTotals totals)
    {
        Interlocked.Add(ref _photos, -totals.Photos);
        Interlocked.Add(ref _bytes, -totals.Bytes);
    }

    private static async ValueTask<T> Guarded<T>(Func<ValueTask<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception error) when (Trouble(error) is { } trouble)
        {
            throw trouble;
        }
    }

    private static StoreException? Trouble(Exception error)
        => error is IOException or UnauthorizedAccessException or SqliteException ? new StoreException(isFull: false, error) : null;
}
