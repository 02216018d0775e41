namespace IdPhoto.Server.Store;

/// <summary>Keeps the 24 hours although the time of day may be set to anything.</summary>
/// <remarks>
/// A photo's end is written down by both clocks and has come when either says so. So while the machine runs, setting the
/// time of day back delays nothing, and setting it forward ends photos early. Set back, the end by the time of day is
/// moved with it, so that it is right after the next start of the machine. After such a start uptimes mean nothing, and
/// the time of day must be believed; if it is earlier than one that was written down, it is wrong or was, nobody knows
/// how long the machine was off, and every photo goes.
/// </remarks>
internal sealed class PhotoClock(ClockTable table, TimeSpan retention)
{
    /// <summary>The clock of a computer that is off has seconds, not milliseconds.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>A smaller step is the normal correction by a time server.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BetweenNotes = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private TimeSpan _start;
    private TimeSpan _noted;

    /// <summary>Brings the ledger up to this moment when the server starts.</summary>
    public void DetectRollback(ClockReading now)
    {
        ClockReading? last = table.LastSeen();
        bool sameRun = now.IsOfRunOf(last);
        if (!sameRun && last is { } seen && now.Wall < seen.Wall - Tolerance)
            table.EndAll();
        else
            table.Adjust(now, sameRun, retention);
        Note(now);
        _start = StartOf(now);
    }

    /// <summary>A photo is written down with this moment: a time of day that is ahead has to be remembered from now on.</summary>
    public void Saw(ClockReading now)
    {
        lock (_lock)
            _start = StartOf(now) > _start ? StartOf(now) : _start;
    }

    /// <summary>Follows a time of day that was set back, and writes the moment down now and then.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="note">Whether there is anything for which the moment matters.</param>
    public void Look(ClockReading now, bool note)
    {
        if (WasSetBack(now))
        {
            table.Adjust(now, uptimeHolds: true, retention);
            Note(now);
        }
        else if (note && now.Uptime - _noted >= BetweenNotes)
        {
            Note(now);
        }
    }

    /// <summary>When the machine started, by the time of day: earlier than it was before only where the time was set back.</summary>
    private static TimeSpan StartOf(ClockReading now) => TimeSpan.FromMilliseconds(now.WallMs) - now.Uptime;

    private bool WasSetBack(ClockReading now)
    {
        lock (_lock)
        {
            TimeSpan start = StartOf(now);
            bool setBack = start < _start - Step;
            _start = setBack || start > _start ? start : _start;
            return setBack;
        }
    }

    private void Note(ClockReading now)
    {
        table.See(now);
        _noted = now.Uptime;
    }
}
