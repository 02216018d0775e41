using Spectre.Console;

namespace IdPhoto.Cli.Folders;

/// <summary>A bar at the foot of a terminal, with the lines above it.</summary>
internal sealed class BarProgress : IFolderProgress
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private readonly TaskCompletionSource _end = new();
    private readonly TaskCompletionSource<ProgressTask> _bar = new();
    private readonly Task _shown;
    private readonly Lock _lock = new();

    public BarProgress(int count) => _shown = _console.Progress().AutoClear(true).StartAsync(async context =>
    {
        _bar.SetResult(context.AddTask(Speech.Of("progress.photos"), maxValue: count));
        await _end.Task.ConfigureAwait(false);
    });

    public void Tell(string line)
    {
        lock (_lock)
        {
            // Written through the console that owns the bar, which draws it anew below the line.
            if (Console.IsOutputRedirected)
                Console.Out.WriteLine(line);
            else
                _console.WriteLine(line);
        }
        _bar.Task.Result.Increment(1);
    }

    public void Dispose()
    {
        _end.SetResult();
        _shown.Wait();
    }
}
