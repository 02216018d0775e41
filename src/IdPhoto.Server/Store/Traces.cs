namespace IdPhoto.Server.Store;

/// <summary>Whether a file may hold traces of what was deleted. A rewriting that is under way, or has failed, takes none away.</summary>
internal sealed class Traces
{
    // What the last run left is not known.
    private long _left = 1;
    private long _removed;

    /// <summary>Whether there are none.</summary>
    public bool AreGone => Interlocked.Read(ref _removed) >= Interlocked.Read(ref _left);

    /// <summary>Something is deleted. Called before that is committed, it is seen by whoever no longer finds what was deleted.</summary>
    public void Leave() => Interlocked.Increment(ref _left);

    /// <summary>Writes the file afresh.</summary>
    /// <param name="rewrite">Whether it was done.</param>
    /// <returns>Whether it was done.</returns>
    public bool Remove(Func<bool> rewrite)
    {
        // First: what is deleted meanwhile is for the next time.
        long left = Interlocked.Read(ref _left);
        if (!rewrite())
            return false;
        Interlocked.Exchange(ref _removed, left);
        return true;
    }
}
