using IdPhoto.Browser.Ports;
using IdPhoto.Studio;

namespace IdPhoto.Browser;

/// <summary>What is running, and may be told to stop.</summary>
internal sealed class Jobs
{
    private readonly Dictionary<int, CancellationTokenSource> _running = [];

    public CancellationToken Begin(int job) => (_running[job] = new CancellationTokenSource()).Token;

    public void Cancel(int job)
    {
        if (_running.TryGetValue(job, out CancellationTokenSource? source))
            source.Cancel();
    }

    public void End(int job)
    {
        if (_running.Remove(job, out CancellationTokenSource? source))
            source.Dispose();
    }

    /// <summary>Tells the page each stage as it begins.</summary>
    public static IProgress<PhotoStage> Progress(int job) => new Told(job);

    private sealed class Told(int job) : IProgress<PhotoStage>
    {
        public void Report(PhotoStage value) => Page.Progress(job, value.ToString());
    }
}
