using Npgsql;

namespace IdPhoto.Server.Store;

/// <summary>The time of day of the shared database, the same in every server to some milliseconds: moments and leases that one writes are read by the others.</summary>
/// <remarks>Asked for now and then; in between this machine's steady clock goes on from there, so that setting its time of day moves nothing.</remarks>
internal sealed class SharedClock : TimeProvider, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly SharedDatabase _database;
    private readonly ITimer _timer;
    private volatile Reading _last;

    private SharedClock(SharedDatabase database, Reading first)
    {
        (_database, _last) = (database, first);
        _timer = System.CreateTimer(_ => Look(), null, Pause, Pause);
    }

    /// <summary>Asks the database for the time.</summary>
    /// <exception cref="StoreException">It does not answer.</exception>
    public static SharedClock Start(SharedDatabase database) => new(database, Ask(database));

    public override DateTimeOffset GetUtcNow()
    {
        Reading last = _last;
        return last.Moment + System.GetElapsedTime(last.Timestamp);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        try
        {
            _last = Ask(_database);
        }
        catch (Exception)
        {
            // On a thread of the timer anything else would end the server. The steady clock goes on.
        }
    }

    private static Reading Ask(SharedDatabase database) => database.Use(connection =>
    {
        using NpgsqlCommand command = new("SELECT clock_timestamp()", connection);
        long before = System.GetTimestamp();
        DateTime moment = (DateTime)command.ExecuteScalar()!;
        // It was read at some time in between; the middle is wrong by half of it at most.
        return new Reading(new DateTimeOffset(moment, TimeSpan.Zero), before + ((System.GetTimestamp() - before) / 2));
    });

    private sealed record Reading(DateTimeOffset Moment, long Timestamp);
}
