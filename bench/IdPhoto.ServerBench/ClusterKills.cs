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
        ClusterKillRun run = new(cluster, TimeSpan.FromSeconds(RetentionSeconds), seed) { MakesPhotos = true };
        await run.RunAsync(kills, crashes);
        await run.EndAsync(Patience, nothing: true);
        Print(run);
        Console.WriteLine($"| restarts that failed and were tried again, as where a port was given away | {cluster.StartsAgain} | | |");
        // Last, as it takes long, and nothing goes on after it.
        int before = run.Broken.Count;
        run.Search();
        int found = run.Broken.Count - before;
        Figures.Print($"files with a secret, of {run.Searched.Files:N0} files and {run.Searched.Bytes / 1e6:N0} MB of servers, proxy and database", $"{found}", "0", found == 0);
        foreach (string broken in run.Broken.Take(20))
            Console.WriteLine(broken);
    }

    private static void Print(ClusterKillRun run)
    {
        Figures.Head();
        Figures.Print(
            $"{run.Kills} random kills of one of three servers and {run.Restarts} crashes of the database, among {run.Uploads} uploads and {run.Erasures} erasures: rules broken",
            $"{run.Broken.Count}", "0", run.Broken.IsEmpty);
        Figures.Print("photos and cut-outs made on the way that were the same as the first", $"{run.Compared}", "some, and no other", run.Compared > 0);
        foreach ((System.Net.HttpStatusCode status, int count) in run.Answers.OrderBy(answer => answer.Key))
            Console.WriteLine($"| answers {(int)status} | {count} | | |");
        Figures.Print($"answers that ended with their server, at {run.Kills} kills and {run.Restarts} crashes", $"{run.Cut}", $"at most {run.MostCut}, one for each caller and kill or crash", run.Cut <= run.MostCut);
    }
}
