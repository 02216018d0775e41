using IdPhoto.Server.Audit;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Server.Policies;

/// <summary>When somebody else becomes responsible, whatever was given to their predecessor goes: kept photos are erased at that moment.</summary>
internal sealed partial class TakeOvers(
    PolicyRegister policies, RecordStore records, PhotoStore store, ServerMetrics metrics, AuditLog audit, ILogger<TakeOvers> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Catches up before the first request is taken.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TakeOverAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Does what has to be done for changes that have taken effect.</summary>
    /// <returns>For how many.</returns>
    public async Task<int> TakeOverAsync(CancellationToken cancel)
    {
        if (policies.TakeOvers().Count == 0)
            return 0;
        int done = 0;
        await records.AloneAsync(SharedLocks.TakeOver, async () =>
        {
            // Looked up once more: another server may have done it.
            foreach (int change in policies.TakeOvers())
            {
                await TakeOverAsync(change, cancel);
                done++;
            }
        });
        return done;
    }

    private async Task TakeOverAsync(int change, CancellationToken cancel)
    {
        int erased = await store.EraseAllAsync(cancel);
        metrics.Removed(erased, "taken-over");
        policies.TakenOver(change);
        audit.TryAppend(AuditActs.PhotosTakenOver, ("number", change), ("photos", erased));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using SemaphoreSlim changed = new(0);
        policies.Changed += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                TimeSpan pause = await TryAsync(stoppingToken);
                await ((Task)changed.WaitAsync(pause > TimeSpan.Zero ? pause : TimeSpan.FromMilliseconds(1), stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            policies.Changed -= Wake;
        }

        void Wake() => changed.Release();
    }

    /// <returns>How long nothing is to be done.</returns>
    private async Task<TimeSpan> TryAsync(CancellationToken stop)
    {
        try
        {
            // Looked up first: what takes effect from here on is still to come in the next round.
            TimeSpan pause = policies.UntilNext is { } next && next < LongestPause ? next : LongestPause;
            await TakeOverAsync(stop);
            return pause;
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // The message may hold a path.
            Failed(log, TroubleKind.Of(error));
            return AfterFailure;
        }
    }

    [LoggerMessage(LogLevel.Error, "Whether somebody else became responsible could not be looked up, or photos not be erased for it ({Type}). It is tried again; nothing is done with photos meanwhile.")]
    private static partial void Failed(ILogger log, string type);
}
