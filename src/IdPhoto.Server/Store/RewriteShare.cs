namespace IdPhoto.Server.Store;

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
    public bool Try(Func<bool> rewrite) => Try(rewrite, TimeSpan.Zero);

    /// <summary>Does it when there was time enough for it lately: nobody waits for this, and who deletes something then has what is left of the time.</summary>
    /// <returns>What it returns; false where it was not done.</returns>
    public bool TryAtLeisure(Func<bool> rewrite) => Try(rewrite, Most - TimeSpan.FromTicks(1));

    private bool Try(Func<bool> rewrite, TimeSpan moreThan)
    {
        // One that is under way may have begun too early for what was deleted since, and to wait for another would take as long again.
        if (!_lock.TryEnter())
            return false;
        try
        {
            Refill();
            if (_left <= moreThan)
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
