using System.Globalization;
using IdPhoto.Server.Tests.Cluster;

namespace IdPhoto.ServerBench;

/// <summary>Kills servers of three at random moments, and lets their database crash, under callers who go on.</summary>
internal static class ClusterKills
{
    private const int RetentionSeconds = 20;

    /// <summary>What a killed server had begun is removed when its own short time is over.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task RunAsync(int kills, int crashes)
    {
        int seed = Environment.TickCount;
        Console.WriteLine($"Seed {seed}.");
        await using TestCluster cluster = await TestCluster.StartAsync(
            3, $"RetentionSeconds={RetentionSeconds.ToString(CultureInfo.InvariantCulture)}", "RequestsPerMinute=1000000", "SweepSeconds=1");
        ClusterKillRun run = new(cluster, TimeSpan.FromSeconds(RetentionSeconds), seed);
        await run.RunAsync(kills, crashes);
        await run.EndAsync(Patience, nothing: true);
        Figures.Head();
        Figures.Print(
            $"{run.Kills} random kills of one of three servers and {run.Restarts} crashes of the database, among {run.Uploads} uploads and {run.Erasures} erasures: rules broken",
            $"{run.Broken.Count}", "0", run.Broken.IsEmpty);
        foreach ((System.Net.HttpStatusCode status, int count) in run.Answers.OrderBy(answer => answer.Key))
            Console.WriteLine($"| answers {(int)status} | {count} | | |");
        Console.WriteLine($"| answers that ended with their server | {run.Cut} | | |");
        foreach (string broken in run.Broken.Take(20))
            Console.WriteLine(broken);
    }
}
