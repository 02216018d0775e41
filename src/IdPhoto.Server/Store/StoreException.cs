namespace IdPhoto.Server.Store;

/// <summary>The store cannot take or give a photo now. The message holds neither paths nor identifiers.</summary>
internal sealed class StoreException(bool isFull, Exception? cause = null) : Exception(isFull ? "The store is full." : "The store cannot be used.", cause)
{
    /// <summary>Whether it is for want of room.</summary>
    public bool IsFull { get; } = isFull;

    /// <summary>Trouble with a disk or with SQLite as the store's own.</summary>
    public static StoreException Of(Exception error) => new(DiskFull.Caused(error), error);
}
