using System.Globalization;

namespace IdPhoto.Bench.Mutation;

/// <summary>Changes the product's source in a thousand small ways and asks whether the fast tests notice.</summary>
internal static class MutationVerb
{
    private static readonly string[] Usual = ["Compliance", "Documents", "Edits", "Framing", "Preflight"];

    /// <summary>Changes folders of the core, asks the tests, and prints the score and who survived.</summary>
    /// <remarks>'--read' prints the last answers again; '--continue' asks only for what a run that broke off left out.</remarks>
    public static async Task<int> RunAsync(string[] args)
    {
        string[] folders = [.. args.Where(arg => !arg.StartsWith('-'))];
        folders = folders.Length > 0 ? folders : Usual;
        string results = BenchFolders.Out("mutation"), report = Path.Combine(results, "reports", "mutation-report.json");
        MutantAnswers answers = new(Path.Combine(results, "answers.txt"));
        if (!args.Contains("--read") && !args.Contains("--continue"))
        {
            answers.Clear();
            report = await MutantList.MakeAsync(results, folders);
        }
        if (!args.Contains("--read"))
        {
            int[] pending = [.. Of(folders, report, answers).Where(mutant => mutant.Status == "Pending").Select(mutant => mutant.Id)];
            MutantRun run = await MutantRun.PrepareAsync(results, pending.ToHashSet());
            await run.JudgeAsync(pending, answers);
        }
        Print(Of(folders, report, answers), JudgedMutants.Read());
        return 0;
    }

    private static Mutant[] Of(string[] folders, string report, MutantAnswers answers)
        => [.. MutationReport.Read(report, answers.Read()).Where(mutant => folders.Contains(mutant.Folder))];

    private static void Print(IReadOnlyList<Mutant> mutants, JudgedMutants judged)
    {
        MarkdownTable table = new("Folder", "Mutants", "Noticed", "Missed", "of these judged", "Pending", "Score");
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
        int noticed = mutants.Count(mutant => mutant.Noticed), judgedMissed = mutants.Count(mutant => mutant.Missed && judged.Has(mutant)), missed = mutants.Count(mutant => mutant.Missed);
        return
        [
            name, Text(mutants.Count), Text(noticed), Text(missed), Text(judgedMissed), Text(mutants.Count - noticed - missed), Share(noticed, noticed + missed),
        ];
    }

    private static string Share(int part, int all) => all == 0 ? "-" : (100.0 * part / all).ToString("0.0 '%'", CultureInfo.InvariantCulture);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
