using IdPhoto.Server.Records;
using IdPhoto.Server.Store;
using Npgsql;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>Work on all photos of a shared database takes its time, and no more than that.</summary>
public sealed class LongWorkTests
{
    /// <summary>More than two seconds for each statement that changes photos, where one is allowed.</summary>
    private const string Slow = """
        CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(2.3); RETURN NULL; END $$;
        CREATE TRIGGER slow AFTER UPDATE ON photos FOR EACH STATEMENT EXECUTE FUNCTION slow();
        """;

    private const string Impatient = ";Command Timeout=2;Options=-c statement_timeout=1s -c lock_timeout=1s";

    [Fact]
    public async Task All_photos_are_ended_although_it_takes_longer_than_a_statement_may()
    {
        await using PostgresBench bench = PostgresBench.New();
        Insert(bench, 3);
        bench.Execute(Slow);
        using SharedDatabase database = SharedDatabase.Of(bench.Connection + Impatient);

        await Ledger(bench, database).EndAllAsync();
        Assert.Equal(3, bench.Number("SELECT count(*) FROM photos WHERE ended"));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_ends_and_moves_photos_although_it_takes_longer_than_a_statement_may()
    {
        await using PostgresBench bench = PostgresBench.New();
        using SharedDatabase database = SharedDatabase.Of(bench.Connection + Impatient);
        PostgresLedger running = Ledger(bench, database);
        await running.CatchUpAsync();
        Insert(bench, 3);
        bench.Execute(Slow);
        bench.SetClock(TimeSpan.FromMinutes(-5));
        await running.WatchClockAsync();
        Assert.Equal(3, bench.Number("SELECT count(*) FROM photos WHERE expires <= idphoto_now() + 86400000 AND NOT ended"));

        bench.SetClock(TimeSpan.FromMinutes(-5));
        await Ledger(bench, database).CatchUpAsync();
        Assert.Equal(3, bench.Number("SELECT count(*) FROM photos WHERE ended"));
    }

    [Fact]
    public async Task Work_that_lost_to_somebody_in_its_way_is_taken_back_and_done_once_more()
    {
        await using PostgresBench bench = PostgresBench.New();
        Insert(bench, 2);
        int tries = 0;
        await LongWork.RunAsync(bench.Database(), async connection =>
        {
            // As the database ends one of two who wait for each other.
            string lost = ++tries == 1 ? "; DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$" : "";
            await using NpgsqlCommand command = new("UPDATE photos SET bytes = bytes + 1" + lost, connection);
            return await command.ExecuteNonQueryAsync();
        });

        Assert.Equal(2, tries);
        Assert.Equal(2, bench.Number("SELECT count(*) FROM photos WHERE bytes = 11"));
    }

    [Fact]
    public async Task A_start_writes_no_photo_that_it_does_not_change()
    {
        await using PostgresBench bench = PostgresBench.New();
        Insert(bench, 5);
        const string Written = "SELECT sum(xmin::text::bigint) FROM photos";
        long before = bench.Number(Written);
        await bench.Ledger().CatchUpAsync();
        Assert.Equal(before, bench.Number(Written));

        bench.Retention = TimeSpan.FromHours(1);
        await bench.Ledger().CatchUpAsync();
        Assert.Equal(5, bench.Number("SELECT count(*) FROM photos WHERE expires = uploaded + 3600000"));
    }

    [Fact]
    public async Task A_table_with_much_to_give_away_is_tidied_although_it_takes_longer_than_a_statement_may()
    {
        await using PostgresBench bench = PostgresBench.New();
        Insert(bench, 2000);
        bench.Execute("DELETE FROM photos");
        // Some pages, and a tenth of a second for each.
        using SharedDatabase database = SharedDatabase.Of(bench.Connection + Impatient + " -c vacuum_cost_delay=100 -c vacuum_cost_limit=10");
        await Ledger(bench, database).TidyAsync();

        Assert.Equal(0, bench.Number("SELECT pg_relation_size('photos')"));
    }

    [Fact]
    public async Task Nobody_who_deletes_waits_until_a_database_has_given_room_away()
    {
        await using PostgresBench bench = PostgresBench.New();
        using PostgresRecords records = PostgresRecords.Open(bench.Database(), [1]);
        PostgresLedger ledger = Ledger(bench, bench.Database());
        bench.Execute("ALTER TABLE photos SET (autovacuum_enabled = off); ALTER TABLE people SET (autovacuum_enabled = off)");
        Insert(bench, 2000);
        bench.Execute("INSERT INTO people (person, first_seen, last_seen) SELECT id, 0, 0 FROM photos; DELETE FROM photos; DELETE FROM people");

        Assert.False(await ledger.SettleAsync());
        Assert.False(records.Settle());
        Assert.True(Size("photos") > 0 && Size("people") > 0);
        await ledger.TidyAsync();
        records.Tend();
        Assert.Equal((0, 0), (Size("photos"), Size("people")));

        long Size(string table) => bench.Number($"SELECT pg_relation_size('{table}')");
    }

    private static PostgresLedger Ledger(PostgresBench bench, SharedDatabase database)
        => new(database, new StoreRules(bench.Retention, bench.MaxBytes), new PostgresClock(database, bench.Retention, () => bench.Uptime) { Patience = TimeSpan.Zero });

    private static void Insert(PostgresBench bench, int photos) => bench.Execute($"""
        INSERT INTO photos (id, token_hash, sealed_key, bytes, uploaded, expires, coming)
          SELECT decode(lpad(to_hex(n), 32, '0'), 'hex'), '\x00', '\x00', 10, idphoto_now(), idphoto_now() + 86400000, false FROM generate_series(1, {photos}) AS n
        """);
}
