using Npgsql;

namespace IdPhoto.Server.Store;

/// <summary>Work on all photos of the shared database at once, which takes as long as there are photos; a connection of the pool is given seconds.</summary>
/// <remarks>Who changes several photos locks them in the order of their identifiers, so that nobody waits for somebody who waits for them.</remarks>
internal static class LongWork
{
    /// <summary>For one command, in seconds: a million photos take a small part of it.</summary>
    public const int CommandSeconds = 600;

    private const int Tries = 5;

    /// <summary>Works in a transaction without the time limits of others, and once more where it lost to somebody in its way.</summary>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public static async Task<T> RunAsync<T>(SharedDatabase database, Func<NpgsqlConnection, Task<T>> work)
    {
        for (int left = Tries; ; left--)
        {
            try
            {
                return await database.UseAsync(connection => TransactAsync(connection, work));
            }
            catch (StoreException lost) when (left > 1 && lost.InnerException is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected })
            {
                // All of it was taken back.
            }
        }
    }

    private static async Task<T> TransactAsync<T>(NpgsqlConnection connection, Func<NpgsqlConnection, Task<T>> work)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        await using (NpgsqlCommand patience = new("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0", connection))
            await patience.ExecuteNonQueryAsync();
        T done = await work(connection);
        await transaction.CommitAsync();
        return done;
    }
}
