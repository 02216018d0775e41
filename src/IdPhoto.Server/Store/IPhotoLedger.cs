namespace IdPhoto.Server.Store;

/// <summary>
/// What is known of each stored photo, without the photo and without what opens its key. An interface because one server
/// keeps it in a file, and several servers in a database that they share.
/// </summary>
/// <remarks>
/// It has its own clock, which decides when a photo's time is over: see docs/adr/0007-several-servers.md. Every call is whole
/// when it returns and survives a crash; calls from several threads and servers are safe. Every call may throw a
/// <see cref="StoreException"/>, and nothing of the engine below.
/// </remarks>
internal interface IPhotoLedger : IDisposable
{
    /// <summary>Brings the photos up to this moment when a server starts: no clock that was set back meanwhile lets one stay longer.</summary>
    Task CatchUpAsync();

    /// <summary>Follows a clock that is set back while the server runs. To be called every few seconds.</summary>
    Task WatchClockAsync();

    /// <summary>Writes a photo down that is about to come. Nobody finds it; unless it is confirmed within <see cref="Lease"/>, its time is over.</summary>
    /// <returns>How much is written down now; null where it does not fit, and nothing was written.</returns>
    ValueTask<StoreTotals?> ComeAsync(ComingPhoto photo);

    /// <summary>The photo has come: it is found from now on, for as long as photos stay.</summary>
    /// <returns>When its time is over; null where it is not expected any more.</returns>
    ValueTask<DateTimeOffset?> ConfirmAsync(PhotoId id);

    /// <summary>Ends and claims a photo whose upload has failed, even if it was confirmed.</summary>
    /// <returns>What has to be removed; null where it is not there, or somebody else does so.</returns>
    ValueTask<KeptPhoto?> AbandonAsync(PhotoId id);

    /// <summary>A photo that has come and whose time is not over; null otherwise. The only way to read one.</summary>
    ValueTask<LedgerEntry?> FindAsync(PhotoId id);

    /// <summary>Photos of an install that <see cref="FindAsync"/> would find, the oldest first.</summary>
    /// <param name="owner">As <see cref="LedgerEntry.Owner"/>.</param>
    ValueTask<IReadOnlyList<LedgerEntry>> OfOwnerAsync(byte[] owner);

    /// <summary>How many photos of an install are written down, in whatever state: also those that are ended and not forgotten yet.</summary>
    /// <param name="owner">As <see cref="LedgerEntry.Owner"/>.</param>
    ValueTask<int> CountOfOwnerAsync(byte[] owner);

    /// <summary>Ends a photo that <see cref="FindAsync"/> would find, and claims it: nobody finds it any more.</summary>
    /// <returns>What has to be removed; null where it was not there. Answered once at most for each photo.</returns>
    ValueTask<KeptPhoto?> EndAsync(PhotoId id);

    /// <summary>Ends and claims a photo after <see cref="EndAsync"/> has failed: it may have been ended all the same, and only the answer was lost.</summary>
    /// <returns>What has to be removed; null where it is not there any more, or somebody else is known to do so.</returns>
    ValueTask<KeptPhoto?> ResumeAsync(PhotoId id);

    /// <summary>Ends the photos of an install that are about to come: none of them can be confirmed any more.</summary>
    /// <param name="owner">As <see cref="LedgerEntry.Owner"/>.</param>
    ValueTask EndComingAsync(byte[] owner);

    /// <summary>Ends all photos, those that are about to come as well.</summary>
    ValueTask EndAllAsync();

    /// <summary>
    /// Claims photos whose time is over or which are ended: nobody else gets them for <see cref="Claim"/>. Whoever claims one
    /// removes it and then forgets it, or gives it back.
    /// </summary>
    /// <param name="most">How many at most, up to 200.</param>
    ValueTask<IReadOnlyList<KeptPhoto>> ClaimOverdueAsync(int most);

    /// <summary>Ends these photos, in one step, and gives up the claims on them.</summary>
    ValueTask GiveBackAsync(IReadOnlyList<PhotoId> photos);

    /// <summary>Forgets these photos, of which nothing is left elsewhere.</summary>
    ValueTask<Forgotten> ForgetAsync(IReadOnlyList<PhotoId> photos);

    /// <summary>Removes what may be left of forgotten photos between the entries of others.</summary>
    /// <returns>Whether nothing is left; otherwise it is to be called again later.</returns>
    ValueTask<bool> TidyAsync();

    /// <summary>The same for somebody who waits for it, as anybody can by deleting: only where that is soon done, and a small part of the time.</summary>
    /// <returns>Whether nothing is left.</returns>
    ValueTask<bool> SettleAsync();

    /// <summary>How many photos are written down whose time has been over for longer than this, or which are ended.</summary>
    ValueTask<int> CountLateAsync(TimeSpan patience);

    /// <summary>How much is written down.</summary>
    ValueTask<StoreTotals> TotalsAsync();

    /// <summary>In how long the next photo's time is over; null without photos.</summary>
    ValueTask<TimeSpan?> UntilNextAsync();

    /// <summary>How long an upload may take from <see cref="ComeAsync"/> to <see cref="ConfirmAsync"/>: longer than any write to disk or bucket.</summary>
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How long whoever claims photos has for them: longer than removing keys and ciphertexts takes. A server that was killed
    /// does not hold them longer.
    /// </summary>
    static readonly TimeSpan Claim = TimeSpan.FromSeconds(60);
}

/// <summary>A photo that is about to come.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="TokenHash">SHA-256 of its holder's token.</param>
/// <param name="Key">Where its key is.</param>
/// <param name="Bytes">Length of its ciphertext.</param>
/// <param name="Owner">The keyed hash of the install that sends it; null where none named itself.</param>
internal sealed record ComingPhoto(PhotoId Id, byte[] TokenHash, KeyPlace Key, long Bytes, byte[]? Owner);

/// <summary>One stored photo.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="TokenHash">SHA-256 of its holder's token.</param>
/// <param name="Key">Where its key is.</param>
/// <param name="Uploaded">When it came, by the ledger's clock.</param>
/// <param name="Expires">When its time is over.</param>
/// <param name="Owner">The keyed hash of the install that sent it; null where none named itself.</param>
internal sealed record LedgerEntry(PhotoId Id, byte[] TokenHash, KeyPlace Key, DateTimeOffset Uploaded, DateTimeOffset Expires, byte[]? Owner)
{
    public KeptPhoto Photo => new(Id, Key);
}

/// <summary>A photo that is written down, and where its key is.</summary>
internal readonly record struct KeptPhoto(PhotoId Id, KeyPlace Key);

/// <summary>A number of photos and the bytes of their ciphertexts.</summary>
internal readonly record struct StoreTotals(long Photos, long Bytes);

/// <summary>What was forgotten.</summary>
/// <param name="Photos">Those of the photos that were written down until now.</param>
/// <param name="Left">How much is written down still.</param>
/// <param name="FromLogToo">Whether the ledger's log is emptied of them as well; another program that reads the ledger delays that.</param>
internal readonly record struct Forgotten(IReadOnlyList<PhotoId> Photos, StoreTotals Left, bool FromLogToo);
