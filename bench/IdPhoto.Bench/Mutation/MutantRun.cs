using System.Diagnostics;
using System.Globalization;

namespace IdPhoto.Bench.Mutation;

/// <summary>Runs the fast tests against mutants of the core, each in a process of its own, and only the classes of tests that reach it.</summary>
/// <remarks>The mutated assembly holds all mutants; an environment variable switches one on (<see cref="MutantSwitch"/>).</remarks>
internal sealed class MutantRun
{
    /// <summary>A mutant must meet this many seconds of tests before the slower classes are asked.</summary>
    private const double QuickSeconds = 1;

    private readonly string _program;
    private readonly string _results;
    private readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<string>> _reach = [];

    private MutantRun(string program, string results) => (_program, _results) = (program, results);

    /// <summary>Copies the tests beside the mutated assembly and learns which class of tests reaches which mutant.</summary>
    public static async Task<MutantRun> PrepareAsync(string results, IReadOnlySet<int> wanted)
    {
        string tests = Path.Combine(BenchFolders.Root, "test", "IdPhoto.Core.Tests", "bin", "Release", "net10.0"), host = Path.Combine(results, "host");
        if (Directory.Exists(host))
            Directory.Delete(host, recursive: true);
        foreach (string file in Directory.EnumerateFiles(tests, "*", SearchOption.AllDirectories).Where(file => !file.Contains("TestResults", StringComparison.Ordinal)))
        {
            string copy = Path.Combine(host, Path.GetRelativePath(tests, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        string mutated = Path.Combine(results, MutantList.Assembly), core = Path.Combine(host, MutantList.Assembly);
        MutantSwitch.WriteCovering(mutated, core, wanted);
        MutantRun run = new(Path.Combine(host, "IdPhoto.Core.Tests"), results);
        string[] classes = await run.ClassesAsync();
        await Parallel.ForEachAsync(classes, Workers, async (name, _) => await run.CoverAsync(name));
        MutantSwitch.WriteSwitching(mutated, core, wanted);
        await Parallel.ForEachAsync(run._seconds.Keys.ToArray(), Workers, async (name, _) => await run.TimeAsync(name));
        Console.WriteLine($"{run._seconds.Count} of {classes.Length} classes of tests pass without a mutant and are asked; they reach {run._reach.Count} mutants.");
        return run;
    }

    private static ParallelOptions Workers => new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>Asks the tests about each mutant: 'Killed', 'Survived', 'Timeout' or 'NoCoverage'.</summary>
    public async Task JudgeAsync(IReadOnlyCollection<int> mutants, MutantAnswers answers)
    {
        int done = 0;
        // In a fixed order without a pattern, so that a run that breaks off has asked about a fair sample.
        await Parallel.ForEachAsync(mutants.OrderBy(id => (uint)id * 2654435761u), Workers, async (id, _) =>
        {
            answers.Add(id, await JudgeAsync(id));
            if (Interlocked.Increment(ref done) is var count && count % 100 == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} of {mutants.Count}"));
        });
    }

    private async Task<string> JudgeAsync(int id)
    {
        if (!_reach.TryGetValue(id, out List<string>? classes))
            return "NoCoverage";
        string[] byTime = [.. classes.OrderBy(name => _seconds[name])];
        int quick = 0;
        for (double sum = 0; quick < byTime.Length && (sum += _seconds[byTime[quick]]) < QuickSeconds;)
            quick++;
        foreach (string[] part in (string[][])[byTime[..quick], byTime[quick..]])
            if (part.Length > 0 && await RunAsync(part, id) is var answer and not "Survived")
                return answer;
        return "Survived";
    }

    private async Task<string> RunAsync(string[] classes, int id)
    {
        ProcessStartInfo start = Start([.. classes.SelectMany(name => (string[])["--filter-class", name]), "--stop-on-fail", "on", "--parallel", "none"]);
        start.Environment[MutantSwitch.Active] = id.ToString(CultureInfo.InvariantCulture);
        int? code = await WaitAsync(start, TimeSpan.FromSeconds(20 + (6 * classes.Sum(name => _seconds[name]))));
        return code switch { null => "Timeout", 0 => "Survived", _ => "Killed" };
    }

    private async Task CoverAsync(string name)
    {
        string file = Path.Combine(_results, $"{name}.reached");
        ProcessStartInfo start = Start(["--filter-class", name, "--parallel", "none"]);
        start.Environment[MutantSwitch.Reached] = file;
        if (await WaitAsync(start, TimeSpan.FromMinutes(5)) != 0)
        {
            Console.WriteLine($"Not asked, since it does not pass by itself: {name}");
            return;
        }
        byte[] reached = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        lock (_reach)
        {
            _seconds[name] = 60;
            for (int id = 0; id < reached.Length; id++)
                if (reached[id] != 0)
                    (_reach.TryGetValue(id, out List<string>? classes) ? classes : _reach[id] = []).Add(name);
        }
    }

    private async Task TimeAsync(string name)
    {
        Stopwatch watch = Stopwatch.StartNew();
        if (await RunAsync([name], id: -1) != "Survived")
            throw new InvalidOperationException($"Without a mutant '{name}' passes once and fails once.");
        lock (_reach)
            _seconds[name] = watch.Elapsed.TotalSeconds;
    }

    private async Task<string[]> ClassesAsync()
    {
        ProcessStartInfo start = Start(["--xunit-list", "classes"]);
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start)!;
        string text = await process.StandardOutput.ReadToEndAsync();
        return [.. text.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith("IdPhoto.", StringComparison.Ordinal) && !line.Contains(' '))];
    }

    private ProcessStartInfo Start(string[] arguments)
    {
        ProcessStartInfo start = new(_program, [.. arguments]) { WorkingDirectory = _results, RedirectStandardOutput = true, RedirectStandardError = true };
        // Property tests try ten cases each: the tests run some thousand times.
        start.Environment["CsCheck_Iter"] = "10";
        // The innermost loops are compiled anew, without the mutants that are off, as soon as may be.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "0";
        return start;
    }

    private static async Task<int?> WaitAsync(ProcessStartInfo start, TimeSpan longest)
    {
        using Process process = Process.Start(start)!;
        using CancellationTokenSource over = new(longest);
        try
        {
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(over.Token), process.StandardError.ReadToEndAsync(over.Token));
            await process.WaitForExitAsync(over.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
    }
}
