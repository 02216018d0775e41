using IdPhoto.Server.Settings;
using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Store;

/// <summary>
/// What is over goes first when the one server of a folder starts, before anything that needs room: on a full disk no database
/// can be opened to be written, and what goes makes room for that. Where the server cannot start all the same, it has gone.
/// </summary>
internal static class FirstRemoval
{
    /// <summary>Destroys keys in their places and removes files. What is written down of them goes with the sweep that follows.</summary>
    /// <param name="database">The ledger; where it is missing, of another version or damaged nothing happens.</param>
    /// <param name="photos">The ciphertexts.</param>
    /// <param name="keyFile">The keys.</param>
    /// <param name="now">This moment.</param>
    /// <returns>How many photos went.</returns>
    /// <exception cref="SettingException">A newer version wrote the ledger, or the keys are another store's; then nothing was changed.</exception>
    public static int Run(string database, DiskPhotos photos, string keyFile, ClockReading now)
    {
        if (new FileInfo(database) is not { Exists: true, Length: > 0 })
            return 0;
        LedgerSchema.RefuseNewer(database);
        try
        {
            using KeySlots keys = KeySlots.Open(keyFile);
            using SqliteFile ledger = SqliteFile.OpenAlone(database);
            if (!LedgerSchema.IsCurrent(ledger))
                return 0;
            KeyFileMark.Check(ledger, keys);
            IReadOnlyList<KeptPhoto> over = SqliteLedger.Overdue(ledger, now);
            keys.Destroy([.. over.Select(photo => photo.Key.Slot)]);
            photos.Delete([.. over.Select(photo => photo.Id)]);
            return over.Count;
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            // Whoever opens them next says what is wrong.
            return 0;
        }
    }
}
