using System.Net.Sockets;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;
using Npgsql;

namespace IdPhoto.Server.Store;

/// <summary>The PostgreSQL database that several servers share: one pool of connections in each of them.</summary>
/// <remarks>Nothing is waited for or tried again: whoever calls is told within seconds that the database cannot be used.</remarks>
internal sealed class SharedDatabase : IDisposable
{
    /// <summary>What holds where the operator's connection string says nothing else; times in seconds, but for that of a cancellation.</summary>
    private const string Standard =
        "Application Name=idphoto-server;Timeout=5;Command Timeout=8;Cancellation Timeout=1000;Keepalive=10;Maximum Pool Size=20;";

    /// <summary>The same for the database's side: a server that was stopped in a transaction must not hold up the others.</summary>
    private const string ServerSide = "-c lock_timeout=5s -c statement_timeout=10s -c idle_in_transaction_session_timeout=10s";

    private const int VacuumSeconds = 300;

    private SharedDatabase(NpgsqlDataSource source) => Source = source;

    /// <summary>Its connections, for who needs one of a kind of its own, such as a listener.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Reads a connection string; connects to nothing yet.</summary>
    /// <exception cref="SettingException">It is none.</exception>
    public static SharedDatabase Of(string connection)
    {
        try
        {
            return new SharedDatabase(NpgsqlDataSource.Create(Bounded(connection)));
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException or OverflowException)
        {
            // Its message may hold the password.
            throw new SettingException(Message.Of("settings.ledger"));
        }
    }

    /// <summary>Whether the database or the way to it is to blame.</summary>
    public static bool IsTrouble(Exception error) => error is NpgsqlException or SocketException or TimeoutException;

    /// <summary>Trouble of the database as the server's own; see <see cref="IsTrouble"/>.</summary>
    public static StoreException Trouble(Exception error) => new(error is PostgresException { SqlState: PostgresErrorCodes.DiskFull }, error);

    /// <summary>Works on a connection of the pool.</summary>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public T Use<T>(Func<NpgsqlConnection, T> work)
    {
        try
        {
            using NpgsqlConnection connection = Source.OpenConnection();
            return work(connection);
        }
        catch (Exception error) when (IsTrouble(error))
        {
            throw Trouble(error);
        }
    }

    /// <inheritdoc cref="Use"/>
    public async Task<T> UseAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel = default)
    {
        try
        {
            await using NpgsqlConnection connection = await Source.OpenConnectionAsync(cancel);
            return await work(connection);
        }
        catch (Exception error) when (IsTrouble(error))
        {
            throw Trouble(error);
        }
    }

    /// <summary>Gives away what is left of removed rows; waits for it as long as it takes, up to five minutes.</summary>
    /// <param name="tables">The tables.</param>
    /// <returns>Whether it was done; another server may be at it, or the database itself.</returns>
    public bool TryVacuum(params IEnumerable<string> tables)
    {
        try
        {
            return Use(connection =>
            {
                // For this connection alone, until it is back in the pool; VACUUM runs in no transaction.
                using NpgsqlCommand patience = new("SET statement_timeout = 0", connection);
                patience.ExecuteNonQuery();
                using NpgsqlCommand vacuum = new($"VACUUM (SKIP_LOCKED) {string.Join(", ", tables)}", connection) { CommandTimeout = VacuumSeconds };
                vacuum.ExecuteNonQuery();
                return true;
            });
        }
        catch (StoreException)
        {
            return false;
        }
    }

    public void Dispose() => Source.Dispose();

    private static string Bounded(string connection)
    {
        // Of a keyword that is there twice the later one holds.
        NpgsqlConnectionStringBuilder all = new(Standard + connection) { IncludeErrorDetail = false };
        all.Options = $"{ServerSide} {all.Options}".TrimEnd();
        return all.ToString();
    }
}
