using IdPhoto.Tests;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>Servers that are killed. The server's bench does it for longer.</summary>
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
}
