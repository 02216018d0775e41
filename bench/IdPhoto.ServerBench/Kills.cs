using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.ServerBench;

/// <summary>Kills a server at random moments and looks at what is left.</summary>
internal static class Kills
{
    private const int RetentionSeconds = 3;

    /// <summary>Every so many lives make photos too, which needs the networks.</summary>
    private const int WithNetworks = 20;

    public static async Task RunAsync(int kills)
    {
        int seed = Environment.TickCount;
        Console.WriteLine($"Seed {seed}.");
        using Sandbox sandbox = new();
        KillRun run = new(sandbox, RetentionSeconds, seed);
        for (int i = 0; i < kills; i++)
        {
            await run.LiveAsync(withNetworks: i % WithNetworks == WithNetworks - 1);
            if ((i + 1) % 50 == 0)
                Console.WriteLine($"{run.Kills} kills, {run.Uploads} uploads, {run.Erasures} erasures, {run.OrphansLeft} orphans for the next start, {run.Broken.Count} broken rules");
        }
        await run.EndAsync();
        Figures.Head();
        Figures.Print($"{run.Kills} random kills among {run.Uploads} uploads and {run.Erasures} erasures: rules broken", $"{run.Broken.Count}", "0", run.Broken.Count == 0);
        Console.WriteLine($"| orphans that a kill left and the next start removed | {run.OrphansLeft} | | |");
        foreach (string broken in run.Broken.Take(20))
            Console.WriteLine(broken);
    }
}
