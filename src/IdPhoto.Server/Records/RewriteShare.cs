namespace IdPhoto.Server.Records;

/// <summary>How much of the time a file may be written afresh: everybody else waits meanwhile, and anybody can ask for it by deleting.</summary>
internal sealed class RewriteShare(TimeProvider clock)
{
    /// <summary>Of the time, in the long run.</summary>
    private const double Share = 0.05;

    /// <summary>In a row, after a quiet time; the last one may take longer.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private long _seen = clock.GetTimestamp();
    private TimeSpan _left = Most;

    /// <summary>Does it, unless that took too much of the time lately.</summary>
    /// <returns>What it returns; false where it was not done.</returns>
    public bool Try(Func<bool> rewrite)
    {
        // One that is under way may have begun too early for what was deleted since, and to wait for another would take as long again.
        if (!_lock.TryEnter())
            return false;
        try
        {
            Refill();
            if (_left <= TimeSpan.Zero)
                return false;
            bool done = rewrite();
            _left -= clock.GetElapsedTime(_seen);
            return done;
        }
        finally
        {
            _lock.Exit();
        }
    }

    private void Refill()
    {
        long now = clock.GetTimestamp();
        TimeSpan filled = _left + (Share * clock.GetElapsedTime(_seen, now));
        _left = filled < Most ? filled : Most;
        _seen = now;
    }
}
