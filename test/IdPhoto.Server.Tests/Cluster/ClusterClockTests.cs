using IdPhoto.Server.Store;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>A database's clock that is set, seen by several servers.</summary>
public sealed class ClusterClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_step_back_of_the_clock_is_made_good_once_however_many_servers_see_it()
    {
        await using PostgresBench bench = PostgresBench.New();
        PostgresLedger[] servers = [bench.Ledger(), bench.Ledger(), bench.Ledger()];
        foreach (PostgresLedger server in servers)
            await server.CatchUpAsync();
        PhotoId id = await PostgresBench.KeepInAsync(servers[0]);
        bench.Pass(Hour);
        await Task.WhenAll(servers.Select(server => server.WatchClockAsync()));
        bench.SetClock(-10 * Hour);
        await Task.WhenAll(servers.Select(server => server.WatchClockAsync()));
        await Task.WhenAll(servers.Select(server => server.WatchClockAsync()));
        PostgresLedger later = bench.Ledger();
        await later.CatchUpAsync();

        LedgerEntry entry = (await later.FindAsync(id))!;
        Assert.InRange(entry.Expires - TimeNow(bench), 23 * Hour - TimeSpan.FromSeconds(1), 23 * Hour);
        bench.Pass(23 * Hour);
        Assert.Null(await later.FindAsync(id));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_while_no_server_ran_ends_all_photos_and_one_that_runs_saves_them()
    {
        await using PostgresBench bench = PostgresBench.New();
        PostgresLedger running = bench.Ledger();
        await running.CatchUpAsync();
        PhotoId id = await PostgresBench.KeepInAsync(running);
        bench.SetClock(-Hour);
        Task start = bench.Ledger(patience: TimeSpan.FromMinutes(1)).CatchUpAsync();
        await Task.Delay(200);
        Assert.False(start.IsCompleted);
        await running.WatchClockAsync();
        await start;
        Assert.NotNull(await running.FindAsync(id));

        bench.SetClock(-Hour);
        await bench.Ledger().CatchUpAsync();
        Assert.Null(await running.FindAsync(id));
        // Who slept through it moves nothing of what came since.
        PhotoId after = await PostgresBench.KeepInAsync(running);
        await running.WatchClockAsync();
        bench.Pass(24 * Hour - TimeSpan.FromSeconds(1));
        Assert.NotNull(await running.FindAsync(after));
    }

    private static DateTimeOffset TimeNow(PostgresBench bench) => DateTimeOffset.FromUnixTimeMilliseconds(bench.Number("SELECT idphoto_now()"));
}
