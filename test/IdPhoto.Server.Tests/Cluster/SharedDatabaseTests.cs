using System.Diagnostics;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Npgsql;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>The database that servers share: how it is set up, and what they make of its trouble.</summary>
public sealed class SharedDatabaseTests
{
    private const string Letter = "INSERT INTO letters (reference, kind, received, sealed) VALUES (@reference, 'question', 0, @sealed)";

    [Fact]
    public async Task Servers_that_start_at_the_same_moment_make_the_tables_once()
    {
        string connection = PostgresServer.NewDatabase();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            using SharedDatabase database = SharedDatabase.Of(connection);
            using PostgresRecords records = PostgresRecords.Open(database, [1]);
            Assert.Equal(0, records.Query("SELECT count(*) FROM people", row => row.GetInt32(0)).Single());
        })));

        using SharedDatabase last = SharedDatabase.Of(connection);
        Assert.Equal([("records", 1)], Rows(last, "SELECT part, version FROM schema_versions WHERE part = 'records'", row => (row.GetString(0), row.GetInt32(1))));
    }

    [Fact]
    public void A_step_that_fails_leaves_everything_as_it_was_and_the_next_start_does_it()
    {
        using SharedDatabase database = SharedDatabase.Of(PostgresServer.NewDatabase());
        database.Migrate("part", ["CREATE TABLE first (id integer)"]);
        SettingException failed = Assert.Throws<SettingException>(() => database.Migrate("part", ["CREATE TABLE first (id integer)", "CREATE TABLE second (id integer); CREATE TABLE first (id integer)"]));
        Assert.Contains("SQLSTATE 42P07", ServerWords.English.Say(failed.Said), StringComparison.Ordinal);
        Assert.Empty(Rows(database, "SELECT 1 FROM pg_tables WHERE tablename = 'second'", row => 1));

        database.Migrate("part", ["CREATE TABLE first (id integer)", "CREATE TABLE second (id integer)"]);
        Assert.Single(Rows(database, "SELECT 1 FROM pg_tables WHERE tablename = 'second'", row => 1));
    }

    [Fact]
    public void A_database_of_a_newer_version_with_another_encoding_or_out_of_reach_is_refused()
    {
        string connection = PostgresServer.NewDatabase();
        using SharedDatabase newer = SharedDatabase.Of(connection);
        newer.Migrate("records", ["SELECT 1", "SELECT 1"]);
        Assert.Equal("storing.database-newer", Assert.Throws<SettingException>(() => PostgresRecords.Open(newer, [1])).Said.Id);

        Rows(newer, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0", row => 1);
        using SharedDatabase latin = SharedDatabase.Of(connection + ";Database=latin");
        Assert.Equal("storing.database-encoding", Assert.Throws<SettingException>(() => PostgresRecords.Open(latin, [1])).Said.Id);

        using SharedDatabase nowhere = SharedDatabase.Of("Host=127.0.0.1;Port=1;Password=very-secret");
        SettingException unreachable = Assert.Throws<SettingException>(() => PostgresRecords.Open(nowhere, [1]));
        Assert.Equal("storing.database-unusable", unreachable.Said.Id);
        SettingException wrong = Assert.Throws<SettingException>(() => SharedDatabase.Of("postgresql://user:very-secret@host/database"));
        Assert.Equal("settings.ledger", wrong.Said.Id);
        Assert.All([unreachable, wrong], error => Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trouble_of_the_database_is_the_stores_own_and_over_when_it_is_back()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        using PostgresServer server = PostgresServer.Start();
        using SharedDatabase database = SharedDatabase.Of(server.Create());
        using PostgresRecords records = PostgresRecords.Open(database, [1]);
        records.Run(Letter, ("@reference", "first"), ("@sealed", Array.Empty<byte>()));

        server.Crash();
        for (int i = 0; i < 3; i++)
        {
            Assert.Throws<StoreException>(() => records.Query("SELECT reference FROM letters", row => row.GetString(0)));
            Assert.Throws<StoreException>(() => records.Run("DELETE FROM letters"));
            Assert.Throws<StoreException>(() => records.InTransaction(() => records.Run("DELETE FROM letters")));
        }
        await Assert.ThrowsAsync<StoreException>(() => records.AloneAsync(SharedLocks.Letters, () => Task.CompletedTask));
        records.Tend();

        server.Resume();
        Assert.Equal(["first"], UntilItWorks(() => records.Query("SELECT reference FROM letters", row => row.GetString(0))));
        records.InTransaction(() => records.Run("DELETE FROM letters"));
    }

    [Fact]
    public void A_statement_that_fails_takes_its_transaction_with_it_and_nothing_after()
    {
        using SharedDatabase database = SharedDatabase.Of(PostgresServer.NewDatabase());
        using PostgresRecords records = PostgresRecords.Open(database, [1]);
        Assert.Throws<StoreException>(() => records.InTransaction(() =>
        {
            records.Run(Letter, ("@reference", "twice"), ("@sealed", Array.Empty<byte>()));
            records.Run(Letter, ("@reference", "twice"), ("@sealed", Array.Empty<byte>()));
        }));
        Assert.Throws<InvalidOperationException>(() => records.InTransaction(() =>
        {
            records.Run(Letter, ("@reference", "undone"), ("@sealed", Array.Empty<byte>()));
            // Within it, it is seen.
            Assert.Single(records.Query("SELECT 1 FROM letters", row => true));
            throw new InvalidOperationException();
        }));

        Assert.Empty(records.Query("SELECT 1 FROM letters", row => true));
        Assert.Equal(1, records.Run(Letter, ("@reference", "after"), ("@sealed", Array.Empty<byte>())));
        Assert.Throws<ArgumentException>(() => records.Query("DELETE FROM letters RETURNING 1", row => true));
    }

    [Fact]
    public void A_server_that_stands_still_in_a_transaction_does_not_hold_up_the_others_for_good()
    {
        // The operator's word counts, too.
        string connection = PostgresServer.NewDatabase() + ";Options=-c idle_in_transaction_session_timeout=300ms";
        using SharedDatabase still = SharedDatabase.Of(connection), other = SharedDatabase.Of(connection);
        using PostgresRecords records = PostgresRecords.Open(other, [1]);
        using NpgsqlConnection stuck = still.Source.OpenConnection();
        using NpgsqlTransaction transaction = stuck.BeginTransaction();
        using (NpgsqlCommand command = new("SELECT pg_advisory_xact_lock(@lock)", stuck))
        {
            command.Parameters.AddWithValue("@lock", SharedLocks.Records);
            command.ExecuteNonQuery();
        }

        Assert.Equal(0, records.Run("DELETE FROM letters"));
    }

    [Fact]
    public void The_time_is_the_databases()
    {
        string connection = PostgresServer.NewDatabase();
        using SharedDatabase database = SharedDatabase.Of(connection), ahead = SharedDatabase.Of(connection + ";Options=-c search_path=public,pg_catalog");
        using SharedClock clock = SharedClock.Start(database);
        Rows(database, "CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$ SELECT pg_catalog.clock_timestamp() + interval '1 hour' $$", row => 1);
        using SharedClock later = SharedClock.Start(ahead);

        Assert.InRange(later.GetUtcNow() - clock.GetUtcNow(), TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    private static List<string> UntilItWorks(Func<List<string>> call)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return call();
            }
            catch (StoreException) when (waited.Elapsed < TimeSpan.FromSeconds(30))
            {
                Thread.Sleep(20);
            }
        }
    }

    private static List<T> Rows<T>(SharedDatabase database, string sql, Func<NpgsqlDataReader, T> read) => database.Use(connection =>
    {
        using NpgsqlCommand command = new(sql, connection);
        using NpgsqlDataReader rows = command.ExecuteReader();
        List<T> all = [];
        while (rows.Read())
            all.Add(read(rows));
        return all;
    });
}
