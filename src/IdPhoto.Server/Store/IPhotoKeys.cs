namespace IdPhoto.Server.Store;

/// <summary>
/// The wrapped keys of the kept photos, so that each can be destroyed for good. An interface because one server overwrites
/// them in a file, and several servers delete a part of each from a bucket that they share.
/// </summary>
internal interface IPhotoKeys
{
    /// <summary>Makes a place for a key. What is left of it after a crash is removed with its photo's ledger entry, or by the next start.</summary>
    /// <exception cref="StoreException">It cannot be written; nothing is left of it.</exception>
    Task<NewKey> PutAsync(PhotoId id, byte[] wrapped);

    /// <summary>Reads a key; null where it is destroyed.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    Task<byte[]?> ReadAsync(KeptPhoto photo, CancellationToken cancel);

    /// <summary>Destroys keys. Needs no room.</summary>
    /// <returns>Those that are destroyed: nothing that is written anywhere opens these photos. The others could not be.</returns>
    /// <exception cref="StoreException">It is not known of any of them.</exception>
    Task<IReadOnlyList<KeptPhoto>> DestroyAsync(IReadOnlyList<KeptPhoto> photos);

    /// <summary>Removes what <see cref="NewKey.WriteAsync"/> wrote, when its upload has failed: whoever swept the photo may have passed before it was written.</summary>
    /// <exception cref="StoreException">It cannot be removed.</exception>
    Task TakeBackAsync(PhotoId id);

    /// <summary>Frees the places of keys that are destroyed, or were never used, and that no ledger entry refers to any more.</summary>
    void Release(IReadOnlyList<KeptPhoto> photos);
}

/// <summary>A key that was given a place.</summary>
/// <param name="Place">For the ledger.</param>
/// <param name="WriteAsync">Writes the rest of it, beside the ciphertext; to be called once the photo is in the ledger.</param>
internal sealed record NewKey(KeyPlace Place, Func<CancellationToken, Task> WriteAsync);

/// <summary>What a ledger keeps of a photo's key.</summary>
/// <param name="Slot">Its number in <see cref="KeySlots"/>; 0 with shared keys.</param>
/// <param name="Sealed">The wrapped key, encrypted under the photo's share; null with slots.</param>
/// <param name="Master">The <see cref="MasterKey.Id"/> of the master key that it is wrapped under; null where that was not written down.</param>
internal readonly record struct KeyPlace(int Slot, byte[]? Sealed, string? Master = null)
{
    public static KeyPlace In(int slot, string? master = null) => new(slot, null, master);

    public static KeyPlace Of(byte[] sealedKey, string? master = null) => new(0, sealedKey, master);
}
