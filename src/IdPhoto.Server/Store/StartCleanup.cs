namespace IdPhoto.Server.Store;

/// <summary>
/// What a start may remove because nobody else uses the folder: files and keys that belong to no photo, and photos of which
/// something is missing. Where several servers share a store, these may belong to an upload of another one.
/// </summary>
internal sealed class StartCleanup(SqliteLedger ledger, KeySlots keys, DiskPhotos files)
{
    /// <summary>Removes files of no photo.</summary>
    /// <returns>What is written down, apart by whether anything of it is missing.</returns>
    public (IReadOnlyList<KeptPhoto> Whole, IReadOnlyList<KeptPhoto> Broken) RemoveStray()
    {
        IReadOnlyList<KeptPhoto> known = ledger.All(), coming = ledger.Coming();
        IReadOnlySet<PhotoId> there = files.KeepOnly(known.Except(coming).Select(photo => photo.Id).ToHashSet());
        ILookup<bool, KeptPhoto> whole = known.ToLookup(photo => there.Contains(photo.Id) && keys.Has(photo.Key.Slot));
        return ([.. whole[true]], [.. whole[false]]);
    }

    /// <summary>Overwrites and frees every slot but those of these photos. The keys are this ledger's from then on.</summary>
    public void ReleaseUnused(IReadOnlyList<KeptPhoto> whole)
    {
        try
        {
            keys.ReleaseUnused(whole.Select(photo => photo.Key.Slot).ToHashSet());
            ledger.Mark(keys);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Of(error);
        }
    }
}
