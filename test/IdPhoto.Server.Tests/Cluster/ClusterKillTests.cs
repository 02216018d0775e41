using IdPhoto.Server.Tests.Harness;
using IdPhoto.Tests;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>Servers that are killed, and what they share that is away, under callers who go on. The server's bench kills for longer.</summary>
public sealed class ClusterKillTests
{
    private static readonly TimeSpan Retention = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Servers_that_are_killed_and_a_database_that_crashes_break_no_rule()
    {
        LongTests.Require();
        Assert.SkipWhen(TestCluster.Missing is not null, TestCluster.Missing ?? "");
        await using TestCluster cluster = await TestCluster.StartAsync(3, S3Server.OfRun, withLink: false, $"RetentionSeconds={Retention.TotalSeconds}", "RequestsPerMinute=1000000", "SweepSeconds=1");
        ClusterKillRun run = new(cluster, Retention, seed: Environment.TickCount);

        await run.RunAsync(kills: 2, crashes: 1);
        await run.EndAsync(TimeSpan.FromSeconds(60), nothing: false);
        run.Search();

        Assert.Empty(run.Broken);
        Assert.True(run.Uploads > 20 && run.Erasures > 5, $"Only {run.Uploads} uploads and {run.Erasures} erasures: nothing was proved.");
    }

    [Fact]
    public async Task An_S3_service_that_hangs_for_ten_seconds_and_then_a_server_without_the_database_break_no_rule()
    {
        LongTests.Require();
        Assert.SkipWhen(TestCluster.Missing is not null, TestCluster.Missing ?? "");
        await using TestCluster cluster = await TestCluster.StartAsync(3, s3: null, withLink: true, $"RetentionSeconds={Retention.TotalSeconds}", "RequestsPerMinute=1000000", "SweepSeconds=1");
        ClusterKillRun run = new(cluster, Retention, seed: Environment.TickCount);
        using Caller first = new(cluster.AddressOf(0)), second = new(cluster.AddressOf(1));

        await run.RunAsync(async () =>
        {
            cluster.S3.Halt();
            await TroubleAsync(first, second);
            cluster.S3.GoOn();
            await Wait.UntilAsync(async () => await IsReadyAsync(first) && await IsReadyAsync(second));
            (Action cut, Action mend) = cluster.Room is { } room ? (new Action(room.Cut), new Action(room.Mend)) : (cluster.Link!.Cut, cluster.Link.Mend);
            cut();
            await TroubleAsync(first);
            Assert.True(await IsReadyAsync(second));
            mend();
            await Wait.UntilAsync(() => IsReadyAsync(first));
        });
        await run.EndAsync(TimeSpan.FromSeconds(60), nothing: false);
        run.Search();

        Assert.Empty(run.Broken);
        Assert.Equal(0, run.Cut);
        Assert.True(run.Uploads > 20 && run.Erasures > 5, $"Only {run.Uploads} uploads and {run.Erasures} erasures: nothing was proved.");
    }

    private static async Task TroubleAsync(params Caller[] servers)
    {
        await Task.Delay(TimeSpan.FromSeconds(10));
        foreach (Caller server in servers)
            Assert.False(await IsReadyAsync(server));
    }

    private static async Task<bool> IsReadyAsync(Caller server)
    {
        using HttpResponseMessage answer = await server.SendAsync(HttpMethod.Get, "readyz", null);
        return answer.IsSuccessStatusCode;
    }
}
