namespace IdPhoto.Server.Store;

/// <summary>A photo that is kept, and the token of its holder.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Token">What opens it.</param>
/// <param name="ExpiresAt">When its time is over, by the time of day.</param>
internal sealed record Stay(PhotoId Id, AccessToken Token, DateTimeOffset ExpiresAt)
{
    /// <summary>The keyed hash of the install that sent it; null where none named itself.</summary>
    public byte[]? Owner { get; init; }
}

/// <summary>A photo that was erased: its key is destroyed, and the disk has confirmed it.</summary>
/// <param name="At">When.</param>
/// <param name="BytesToo">Whether its ciphertext is removed as well; otherwise that is tried again with each sweep.</param>
/// <param name="RecordToo">Whether nothing is written down of it any more, in the ledger and its log; otherwise likewise.</param>
internal readonly record struct Erasure(DateTimeOffset At, bool BytesToo, bool RecordToo);

/// <summary>What the store may keep.</summary>
/// <param name="Retention">How long.</param>
/// <param name="MaxBytes">How many bytes of ciphertext.</param>
internal sealed record StoreRules(TimeSpan Retention, long MaxBytes);
