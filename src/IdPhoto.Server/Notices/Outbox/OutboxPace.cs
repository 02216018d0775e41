namespace IdPhoto.Server.Notices.Outbox;

/// <summary>How fast and how patiently notices are sent.</summary>
internal sealed record OutboxPace
{
    /// <summary>Entries that are claimed at once.</summary>
    public int Batch { get; init; } = 20;

    /// <summary>Shortest time between two notices of a channel.</summary>
    public TimeSpan Spacing { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a claimed entry is left to the process that claimed it.</summary>
    public TimeSpan ClaimLease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an entry that is handed over is left to its process: longer than handing over ever takes.</summary>
    public TimeSpan SendingLease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest time without a look at the table: another process may have put something in.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Before the second attempt; doubled with each further one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most of it.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Attempts after which a notice has failed: some four days (RFC 5321, 4.5.4.1).</summary>
    public int MostAttempts { get; init; } = 24;

    /// <summary>Before a channel that is down is tried again; doubled with each failure up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most of it.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long entries that have ended are kept, to be counted.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Doubles a wait with each attempt.</summary>
    public static TimeSpan Doubled(TimeSpan first, int times, TimeSpan most)
        => times >= 20 || first * Math.Pow(2, times) is var wait && wait > most ? most : first * Math.Pow(2, times);
}
