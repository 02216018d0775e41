using System.Globalization;
using System.Security.Cryptography;
using IdPhoto.Server.Store;
using Npgsql;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>A shared database with a clock that a test sets, and servers that use it.</summary>
internal sealed class PostgresBench : IAsyncDisposable
{
    private readonly List<SharedDatabase> _databases = [];

    private PostgresBench(string connection) => Connection = connection;

    /// <summary>Of the database.</summary>
    public string Connection { get; }

    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(24);

    public long MaxBytes { get; init; } = 100_000_000;

    /// <summary>Of the machines of all servers.</summary>
    public TimeSpan Uptime { get; private set; } = TimeSpan.FromHours(100);

    /// <summary>Makes one.</summary>
    /// <param name="hasManualClock">Whether its clock stands still until it is moved.</param>
    /// <param name="server">Null for the server of the test run.</param>
    /// <param name="maxBytes">Most bytes of photos.</param>
    public static PostgresBench New(bool hasManualClock = true, PostgresServer? server = null, long maxBytes = 100_000_000)
    {
        PostgresBench bench = new(server?.Create() ?? PostgresServer.NewDatabase()) { MaxBytes = maxBytes };
        bench.Database().Migrate(PostgresLedgerSchema.Part, PostgresLedgerSchema.Steps);
        if (hasManualClock)
            bench.Execute("""
                CREATE TABLE test_clock (moment bigint NOT NULL);
                INSERT INTO test_clock VALUES (idphoto_now());
                CREATE OR REPLACE FUNCTION idphoto_now() RETURNS bigint LANGUAGE sql VOLATILE AS $$ SELECT moment FROM test_clock $$;
                """);
        return bench;
    }

    /// <summary>Writes a photo into a ledger, without any bytes of it.</summary>
    internal static async Task<PhotoId> KeepInAsync(PostgresLedger ledger)
    {
        ComingPhoto photo = new(PhotoId.New(), RandomNumberGenerator.GetBytes(32), KeyPlace.Of(new byte[88]), 10, null);
        Assert.NotNull(await ledger.ComeAsync(photo));
        Assert.NotNull(await ledger.ConfirmAsync(photo.Id));
        return photo.Id;
    }

    /// <summary>Connections of one more server.</summary>
    public SharedDatabase Database()
    {
        SharedDatabase database = SharedDatabase.Of(Connection);
        _databases.Add(database);
        return database;
    }

    /// <summary>The ledger of one more server, which has not caught up yet.</summary>
    /// <param name="patience">How long it waits for others to see that the clock was set back.</param>
    public PostgresLedger Ledger(TimeSpan patience = default)
    {
        SharedDatabase database = Database();
        return new PostgresLedger(database, new StoreRules(Retention, MaxBytes), new PostgresClock(database, Retention, () => Uptime) { Patience = patience });
    }

    /// <summary>Time passes by all clocks.</summary>
    public void Pass(TimeSpan time)
    {
        Uptime += time;
        SetClock(time);
    }

    /// <summary>Somebody sets the database's clock.</summary>
    public void SetClock(TimeSpan step) => Execute(string.Create(CultureInfo.InvariantCulture, $"UPDATE test_clock SET moment = moment + {(long)step.TotalMilliseconds}"));

    public int Execute(string sql)
    {
        using NpgsqlConnection connection = new(Connection + ";Pooling=false");
        connection.Open();
        using NpgsqlCommand command = new(sql, connection);
        return command.ExecuteNonQuery();
    }

    public long Number(string sql)
    {
        using NpgsqlConnection connection = new(Connection + ";Pooling=false");
        connection.Open();
        using NpgsqlCommand command = new(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync()
    {
        foreach (SharedDatabase database in _databases)
            database.Dispose();
        return ValueTask.CompletedTask;
    }
}
