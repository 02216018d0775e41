namespace IdPhoto.Server.Store;

/// <summary>
/// What is known of each stored photo, without the photo and without its key. An interface, and asynchronous, because a
/// database server will hold it where several servers share the work.
/// </summary>
/// <remarks>Every call is whole when it returns and survives a crash; calls from several threads are safe.</remarks>
internal interface IPhotoLedger : IDisposable
{
    /// <summary>Writes a photo down.</summary>
    ValueTask AddAsync(LedgerEntry entry);

    /// <summary>An entry whose time is not over and which is not ended; null otherwise. The only way to read one.</summary>
    ValueTask<LedgerEntry?> FindAsync(PhotoId id, ClockReading now);

    /// <summary>Entries of an install that <see cref="FindAsync"/> would find.</summary>
    /// <param name="owner">As <see cref="LedgerEntry.Owner"/>.</param>
    /// <param name="now">The moment.</param>
    ValueTask<IReadOnlyList<LedgerEntry>> OfOwnerAsync(byte[] owner, ClockReading now);

    /// <summary>Ends a photo that <see cref="FindAsync"/> would find: nobody finds it any more.</summary>
    /// <returns>The slot of its key; null where it was not there. Answered once at most for each photo.</returns>
    ValueTask<int?> EndAsync(PhotoId id, ClockReading now);

    /// <summary>Photos whose time is over or which are ended, but that are still written down.</summary>
    ValueTask<IReadOnlyList<KeptPhoto>> OverdueAsync(ClockReading now, int most);

    /// <summary>Ends these photos, in one step.</summary>
    ValueTask EndAsync(IReadOnlyList<PhotoId> photos);

    /// <summary>Ends all photos.</summary>
    ValueTask EndAllAsync();

    /// <summary>Forgets these photos.</summary>
    ValueTask<Forgotten> ForgetAsync(IReadOnlyList<PhotoId> photos);

    /// <summary>Removes what may be left of forgotten photos between the entries of others; rewrites the ledger if there may be any.</summary>
    /// <returns>Whether nothing is left; otherwise it is to be called again later.</returns>
    ValueTask<bool> TidyAsync();

    /// <summary>Every photo that is written down.</summary>
    ValueTask<IReadOnlyList<KeptPhoto>> AllAsync();

    /// <summary>How much is written down; reads every entry.</summary>
    ValueTask<StoreTotals> TotalsAsync();

    /// <summary>In how long the next photo's time is over; null without photos.</summary>
    ValueTask<TimeSpan?> UntilNextAsync(ClockReading now);

    /// <summary>The latest moment that is written down, here or as a photo's upload; null in a new ledger.</summary>
    ValueTask<ClockReading?> LastSeenAsync();

    /// <summary>Writes this moment down.</summary>
    ValueTask SeenAsync(ClockReading now);

    /// <summary>Brings the ends of all photos by both clocks together, never later than they were.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="uptimeHolds">Whether the uptimes written down are of this run of the machine.</param>
    /// <param name="retention">No photo stays longer than this from now, nor from its upload.</param>
    ValueTask AdjustAsync(ClockReading now, bool uptimeHolds, TimeSpan retention);
}

/// <summary>One stored photo.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="TokenHash">SHA-256 of its holder's token.</param>
/// <param name="Slot">Where its key is, in <see cref="KeySlots"/>.</param>
/// <param name="Bytes">Length of its ciphertext.</param>
/// <param name="UploadedMs">When it came by the time of day, in milliseconds since 1970.</param>
/// <param name="ExpiresMs">When its time is over by the time of day.</param>
/// <param name="ExpiresUptimeMs">When its time is over by the uptime of the machine.</param>
/// <param name="Owner">The keyed hash of the install that sent it; null where none named itself.</param>
internal sealed record LedgerEntry(
    PhotoId Id, byte[] TokenHash, int Slot, long Bytes, long UploadedMs, long ExpiresMs, long ExpiresUptimeMs, byte[]? Owner);

/// <summary>A photo that is written down, and where its key is.</summary>
internal readonly record struct KeptPhoto(PhotoId Id, int Slot);

/// <summary>A number of photos and the bytes of their ciphertexts.</summary>
internal readonly record struct StoreTotals(long Photos, long Bytes);

/// <summary>What was forgotten.</summary>
/// <param name="Totals">How much.</param>
/// <param name="FromLogToo">Whether the ledger's log is emptied of it as well; another program that reads the ledger delays that.</param>
internal readonly record struct Forgotten(StoreTotals Totals, bool FromLogToo);
