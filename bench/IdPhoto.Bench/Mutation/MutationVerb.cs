using System.Diagnostics;
using System.Globalization;

namespace IdPhoto.Bench.Mutation;

/// <summary>Changes the product's source in a thousand small ways and asks whether the fast tests notice.</summary>
internal static class MutationVerb
{
    private static readonly string[] Usual = ["Compliance", "Documents", "Edits", "Framing", "Preflight"];

    /// <summary>Runs Stryker over folders of the core, or reads its last report, and prints the score and who survived.</summary>
    /// <returns>0, or Stryker's own exit code where it wrote no report.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        string[] folders = [.. args.Where(arg => !arg.StartsWith('-'))];
        folders = folders.Length > 0 ? folders : Usual;
        string results = BenchFolders.Out("mutation"), report = Path.Combine(results, "reports", "mutation-report.json");
        if (!args.Contains("--read"))
        {
            if (File.Exists(report))
                File.Delete(report);
            int code = await RunStrykerAsync(folders, results);
            if (!File.Exists(report))
                return code;
        }
        Print([.. MutationReport.Read(report).Where(mutant => folders.Contains(mutant.Folder))], JudgedMutants.Read());
        return 0;
    }

    private static async Task<int> RunStrykerAsync(string[] folders, string results)
    {
        string[] arguments =
        [
            "stryker", "--test-runner", "mtp", "--project", "IdPhoto.Core.csproj", "--configuration", "Release", "--reporter", "json", "--reporter", "progress",
            "--concurrency", Math.Max(1, Environment.ProcessorCount / 2).ToString(CultureInfo.InvariantCulture), "--skip-version-check", "--output", results,
            .. folders.SelectMany(folder => (string[])["--mutate", $"**/IdPhoto.Core/{folder}/**/*.cs"]),
        ];
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = Path.Combine(BenchFolders.Root, "test", "IdPhoto.Core.Tests") };
        // Property tests try ten cases each: the tests run some thousand times.
        start.Environment["CsCheck_Iter"] = "10";
        using Process stryker = Process.Start(start)!;
        await stryker.WaitForExitAsync();
        return stryker.ExitCode;
    }

    private static void Print(IReadOnlyList<Mutant> mutants, JudgedMutants judged)
    {
        MarkdownTable table = new("Folder", "Mutants", "Noticed", "Missed", "of these judged", "Undecided", "Score", "with the undecided as missed");
        foreach (IGrouping<string, Mutant> folder in mutants.GroupBy(mutant => mutant.Folder).OrderBy(folder => folder.Key, StringComparer.Ordinal))
            table.Add(Row(folder.Key, [.. folder], judged));
        table.Add(Row("All", mutants, judged));
        Console.WriteLine(table);
        Mutant[] missed = [.. mutants.Where(mutant => mutant.Missed)];
        foreach (Mutant mutant in missed.Where(mutant => !judged.Has(mutant)))
            Console.WriteLine($"{mutant.Status}, line {mutant.Line}: {JudgedMutants.Key(mutant)}");
        foreach (string outlived in judged.Outlived(missed).Where(key => mutants.Any(mutant => key.StartsWith(mutant.File, StringComparison.Ordinal))))
            Console.WriteLine($"Judged, but no longer there or noticed by now: {outlived}");
    }

    private static string[] Row(string name, IReadOnlyList<Mutant> mutants, JudgedMutants judged)
    {
        int noticed = mutants.Count(mutant => mutant.Noticed), undecided = mutants.Count(mutant => mutant.Undecided);
        Mutant[] missed = [.. mutants.Where(mutant => mutant.Missed)];
        return
        [
            name, Text(noticed + missed.Length + undecided), Text(noticed), Text(missed.Length), Text(missed.Count(judged.Has)), Text(undecided),
            Share(noticed, noticed + missed.Length), Share(noticed, noticed + missed.Length + undecided),
        ];
    }

    private static string Share(int part, int all) => all == 0 ? "-" : (100.0 * part / all).ToString("0.0 '%'", CultureInfo.InvariantCulture);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
