using System.Diagnostics;
using System.Globalization;

namespace IdPhoto.Bench.Speed;

/// <summary>What a finished process took.</summary>
/// <param name="Milliseconds">From start to exit.</param>
/// <param name="CpuMilliseconds">Of all its threads: this hardly depends on what else the machine does.</param>
/// <param name="PeakMegabytes">The largest resident set that was seen, in units of 1024 x 1024 bytes.</param>
internal sealed record MeasuredProcess(double Milliseconds, double CpuMilliseconds, double PeakMegabytes)
{
    /// <summary>The kernel keeps the peak, so polling misses only what the last moments add.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<MeasuredProcess> RunAsync(string program, params IEnumerable<string> arguments)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        double peak = 0, used = 0;
        Task exit = process.WaitForExitAsync();
        while (!exit.IsCompleted)
        {
            (peak, used) = (Math.Max(peak, PeakOf(process.Id)), Math.Max(used, CpuOf(process.Id)));
            await Task.WhenAny(exit, Task.Delay(Poll));
        }
        double milliseconds = watch.Elapsed.TotalMilliseconds;
        await output;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}: {await errors}");
        return new MeasuredProcess(milliseconds, used, peak);
    }

    /// <summary>The medians of several runs.</summary>
    public static MeasuredProcess Median(IReadOnlyCollection<MeasuredProcess> runs)
        => new(
            Statistics.Median(runs.Select(run => run.Milliseconds)),
            Statistics.Median(runs.Select(run => run.CpuMilliseconds)),
            Statistics.Median(runs.Select(run => run.PeakMegabytes)));

    // proc(5): after the name in brackets, fields 14 and 15 are user and system time, in hundredths of a second.
    private static double CpuOf(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return 10 * (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double PeakOf(int id)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            // It has ended between two looks.
            return 0;
        }
    }
}
