using IdPhoto.Server.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Server.Records;

/// <summary>Leaves nothing between entries of what was deleted when there was no time for it.</summary>
internal sealed partial class RecordTidier(RecordStore records, ILogger<RecordTidier> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A shared database has a sweeper's pace.
        if (records.IsShared)
            return;
        using PeriodicTimer timer = new(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                records.Tend();
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The message may hold a path.
                Failed(log, TroubleKind.Of(error));
            }
    }

    [LoggerMessage(LogLevel.Error, "Files of records could not be tidied ({Type}). It is tried again in half a minute.")]
    private static partial void Failed(ILogger log, string type);
}
