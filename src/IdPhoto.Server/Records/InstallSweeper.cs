using IdPhoto.Server.Audit;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Server.Records;

/// <summary>Forgets installs that were not here for longer than they are kept, with everything of theirs.</summary>
internal sealed partial class InstallSweeper(RecordStore records, People people, PersonalData data, AuditLog audit, TimeProvider clock, ILogger<InstallSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync();
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The message may hold a path.
                Failed(log, TroubleKind.Of(error));
            }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>How many were forgotten.</returns>
    public async Task<int> SweepAsync()
    {
        int forgotten = 0;
        await records.AloneAsync(SharedLocks.Installs, async () =>
        {
            forgotten = await data.DeleteAsync(people.Expired());
            if (forgotten > 0)
                audit.TryAppend(AuditActs.InstallsExpired, ("installs", forgotten));
        });
        records.Tend();
        return forgotten;
    }

    [LoggerMessage(LogLevel.Error, "Installs whose time is over could not be forgotten ({Type}). It is tried again in ten minutes.")]
    private static partial void Failed(ILogger log, string type);
}
