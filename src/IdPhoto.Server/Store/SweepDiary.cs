using IdPhoto.Server.Audit;

namespace IdPhoto.Server.Store;

/// <summary>How the removal of photos goes. That it fails, and that it works again, is written down once each.</summary>
internal sealed class SweepDiary(AuditLog audit, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private DateTimeOffset? _last;
    private bool _failing;

    /// <summary>The last sweep that was done; null before the first.</summary>
    public DateTimeOffset? Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    /// <summary>Whether the last sweep failed.</summary>
    public bool IsFailing
    {
        get
        {
            lock (_lock)
                return _failing;
        }
    }

    /// <summary>A start has removed photos whose time was over while no server ran.</summary>
    public void CaughtUp(int removed)
    {
        if (removed > 0)
            audit.TryAppend(AuditActs.PhotosOverdue, ("photos", removed));
    }

    public void Done()
    {
        if (Note(failing: false))
            audit.TryAppend(AuditActs.SweepRecovered);
        audit.TrySettle();
    }

    public void Failed()
    {
        if (Note(failing: true))
            audit.TryAppend(AuditActs.SweepFailed);
    }

    /// <returns>Whether that is another than before.</returns>
    private bool Note(bool failing)
    {
        lock (_lock)
        {
            bool changed = _failing != failing;
            _failing = failing;
            if (!failing)
                _last = clock.GetUtcNow();
            return changed;
        }
    }
}
