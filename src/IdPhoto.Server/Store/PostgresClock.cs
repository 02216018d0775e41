using Npgsql;

namespace IdPhoto.Server.Store;

/// <summary>Keeps the 24 hours although the clock of the shared database may be set to anything.</summary>
/// <remarks>
/// All times are by the database's clock, and each server compares that with the uptime of its own machine, which nobody can
/// set. Where the database's clock was set back, one server moves all photos back by that step, and counts the step, so
/// that the others, who see the same, know that it is done. Where no server ran at that moment, the first start finds
/// the time earlier than one that was written down: nobody knows how old the photos are, and every photo goes.
/// A clock that is set forward ends photos early.
/// </remarks>
internal sealed class PostgresClock(SharedDatabase database, TimeSpan retention, Func<TimeSpan> uptime) : IDisposable
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>A smaller step is the normal correction by a time server.</summary>
    private const long StepMs = 1000;

    private const string InOrder = "(SELECT id FROM photos ORDER BY id FOR UPDATE) AS each";

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The database's clock at the start of this machine: by that clock, with all steps back that were counted.</summary>
    private long _start = long.MinValue;

    /// <summary>How long a start waits for another server to see that the clock was set back.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Brings the photos up to this moment when a server starts.</summary>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public async Task CatchUpAsync()
    {
        TimeSpan until = uptime() + Patience;
        while (!await TryCatchUpAsync(isLast: uptime() >= until))
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        await WatchAsync();
    }

    /// <summary>Follows a clock that was set back, and writes the moment down. To be called every few seconds.</summary>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public async Task WatchAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (await LookAsync() > StepMs)
                await UnderLockAsync(CorrectAsync);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private Task<bool> TryCatchUpAsync(bool isLast) => UnderLockAsync(async connection =>
    {
        (long now, long seen) = await QueryAsync(
            connection, "SELECT idphoto_now(), greatest(seen, (SELECT max(uploaded) FROM photos)) FROM photo_clock", row => (row.GetInt64(0), row.GetInt64(1)));
        if (now >= seen - Tolerance.TotalMilliseconds)
            await ShortenAsync(connection);
        else if (!isLast)
            return false;
        else
            await EndAllAsync(connection, seen - now);
        return true;
    });

    // Only where photos stay shorter than before: a start must not write every row.
    private Task ShortenAsync(NpgsqlConnection connection) => RunAsync(
        connection,
        """
        UPDATE photos SET expires = least(photos.uploaded, late.now) + @most
          FROM (
            SELECT id, now.now FROM photos, (SELECT idphoto_now() AS now) AS now
              WHERE NOT coming AND expires > least(uploaded, now.now) + @most ORDER BY id FOR UPDATE OF photos) AS late
          WHERE photos.id = late.id
        """,
        ("@most", Ms(retention)));

    // The step is counted: a server that was stopped meanwhile must not move the photos of after it once more.
    private static async Task EndAllAsync(NpgsqlConnection connection, long step)
    {
        await RunAsync(
            connection,
            $"""
            UPDATE photos SET ended = true, claimed_until = 0, uploaded = least(uploaded, idphoto_now()) FROM {InOrder} WHERE photos.id = each.id;
            SELECT pg_notify('{GoneChannel.Name}', '')
            """);
        await RunAsync(connection, "UPDATE photo_clock SET seen = idphoto_now(), set_back = set_back + @step", ("@step", step));
    }

    /// <summary>Compares the clock with this machine's uptime.</summary>
    /// <returns>By how many milliseconds it was set back since, and nobody has seen to it.</returns>
    private Task<long> LookAsync() => database.UseAsync(async connection =>
    {
        TimeSpan before = uptime();
        long time = await QueryAsync(connection, "UPDATE photo_clock SET seen = greatest(seen, idphoto_now()) RETURNING idphoto_now() + set_back", row => row.GetInt64(0));
        return Missing(time, before, uptime());
    });

    private async Task<bool> CorrectAsync(NpgsqlConnection connection)
    {
        TimeSpan before = uptime();
        long time = await QueryAsync(connection, "SELECT idphoto_now() + set_back FROM photo_clock", row => row.GetInt64(0));
        long step = Missing(time, before, uptime());
        if (step <= StepMs)
            return false;
        await RunAsync(
            connection,
            $"""
            UPDATE photos SET uploaded = least(uploaded - @step, idphoto_now()), claimed_until = claimed_until - @step,
              expires = least(expires - @step, uploaded - @step + @most, idphoto_now() + @most) FROM {InOrder} WHERE photos.id = each.id;
            UPDATE photo_clock SET seen = idphoto_now(), set_back = set_back + @step
            """,
            ("@step", step), ("@most", Ms(retention)));
        return true;
    }

    // The answer is of some moment between the two readings: the later start is believed when one is remembered, the earlier when they are compared.
    private long Missing(long time, TimeSpan before, TimeSpan after)
    {
        long missing = _start == long.MinValue ? 0 : _start - (time - Ms(before));
        _start = Math.Max(_start, time - Ms(after));
        return missing;
    }

    private Task<bool> UnderLockAsync(Func<NpgsqlConnection, Task<bool>> work) => LongWork.RunAsync(database, async connection =>
    {
        await RunAsync(connection, "SELECT pg_advisory_xact_lock(@lock)", ("@lock", SharedLocks.Clock));
        return await work(connection);
    });

    private static async Task<T> QueryAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return read(row);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, params (string Name, object Value)[] values)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = LongWork.CommandSeconds };
        foreach ((string name, object value) in values)
            command.Parameters.AddWithValue(name, value);
        await command.ExecuteNonQueryAsync();
    }

    private static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;
}
