using Npgsql;

namespace IdPhoto.Server.Store;

/// <summary>Something that one server at a time does for all. A server that ends, or loses its connection, lets go of it.</summary>
internal sealed class AdvisoryLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly long _lock;

    private AdvisoryLock(NpgsqlConnection connection, long @lock) => (_connection, _lock) = (connection, @lock);

    /// <summary>Takes hold of it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="lock">One of <see cref="SharedLocks"/>.</param>
    /// <returns>Null where another server has it.</returns>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public static async Task<AdvisoryLock?> TryTakeAsync(SharedDatabase database, long @lock)
    {
        NpgsqlConnection connection = database.Source.CreateConnection();
        try
        {
            await connection.OpenAsync();
            if (await CallAsync(connection, "SELECT pg_try_advisory_lock(@lock)", @lock) is true)
                return new AdvisoryLock(connection, @lock);
        }
        catch (Exception error)
        {
            await connection.DisposeAsync();
            throw SharedDatabase.IsTrouble(error) ? SharedDatabase.Trouble(error) : error;
        }
        await connection.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // A pool would keep it with the connection.
            await CallAsync(_connection, "SELECT pg_advisory_unlock(@lock)", _lock);
        }
        catch (Exception error) when (SharedDatabase.IsTrouble(error) || error is InvalidOperationException)
        {
            // With the connection the lock is gone, too.
        }
        await _connection.DisposeAsync();
    }

    private static async Task<object?> CallAsync(NpgsqlConnection connection, string sql, long @lock)
    {
        await using NpgsqlCommand command = new(sql, connection);
        command.Parameters.AddWithValue("@lock", @lock);
        return await command.ExecuteScalarAsync();
    }
}
