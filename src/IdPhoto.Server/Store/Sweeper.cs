using System.Diagnostics;
using IdPhoto.Messages;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Server.Store;

/// <summary>Removes photos and cut-outs whose time is over: at the very moment where it can, every few seconds in any case.</summary>
internal sealed partial class Sweeper(
    PhotoStore store, PreviewCache previews, ServerSettings settings, ServerMetrics metrics, SweepDiary diary, ILogger<Sweeper> log) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Rewriting the ledger keeps uploads waiting for a moment: not with every sweep.</summary>
    private readonly TimeSpan _betweenTidyings = 3 * settings.SweepInterval;

    private Task _tidying = Task.CompletedTask;
    private long _tidied = Stopwatch.GetTimestamp();

    /// <summary>Catches up before the first request is taken.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        int removed = await CatchUpAsync(cancellationToken);
        metrics.Removed(removed, "expired");
        diary.CaughtUp(removed);
        if (removed > 0)
            CaughtUp(log, removed);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        previews.Clear();
        // The last look at the clock before a machine may end.
        await SweepAsync(cancellationToken);
        await _tidying.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await store.TidyAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan pause = await SweepAsync(stoppingToken);
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> CatchUpAsync(CancellationToken cancel)
    {
        try
        {
            return await store.StartAsync(cancel);
        }
        catch (StoreException error)
        {
            throw settings.Shared is null
                ? new SettingException(Message.Of("storing.folder-unusable", ("type", TroubleKind.Of(error))))
                : new SettingException(Message.Of("storing.shared-unusable"));
        }
    }

    private async Task<TimeSpan> SweepAsync(CancellationToken stop)
    {
        try
        {
            previews.Sweep(settings.SweepInterval);
            await store.SweepAsync(stop, removed => metrics.Removed(removed, "expired"));
            await TidyAsync();
            TimeSpan pause = Pause(await store.WatchClockAsync());
            diary.Done();
            return pause;
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // It must go on for as long as the server runs: the type tells what is wrong, the message may hold a path.
            Failed(log, TroubleKind.Of(error));
            metrics.SweepFailed();
            diary.Failed();
            return settings.SweepInterval;
        }
    }

    private async Task TidyAsync()
    {
        if (Stopwatch.GetElapsedTime(_tidied) < _betweenTidyings)
            return;
        _tidied = Stopwatch.GetTimestamp();
        if (!_tidying.IsCompleted)
            return;
        // A database may need minutes: photos that expire meanwhile do not wait for it. What went wrong is told the next time.
        Task last = _tidying;
        _tidying = store.TidyAsync().AsTask();
        await last;
    }

    // Not longer than a stay: a photo that comes during the pause must not be over before its end.
    private TimeSpan Pause(TimeSpan? untilNext)
    {
        TimeSpan longest = settings.SweepInterval < settings.Retention ? settings.SweepInterval : settings.Retention;
        TimeSpan pause = untilNext < longest ? untilNext.Value : longest;
        return pause < ShortestPause ? ShortestPause : pause;
    }

    [LoggerMessage(LogLevel.Information, "Removed {Count} photos whose time was over when the server started.")]
    private static partial void CaughtUp(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "A sweep failed ({Type}). It is tried again; photos whose time is over are not answered meanwhile.")]
    private static partial void Failed(ILogger log, string type);
}
