using IdPhoto.Server.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Server.Statistics;

/// <summary>Writes counts to the file now and then, and when the server ends.</summary>
internal sealed partial class TallyWriter(Tally tally, TimeProvider clock, ILogger<TallyWriter> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // The last time is StopAsync's: from here on the file may be closed.
            if (!stoppingToken.IsCancellationRequested)
                Write();
        }
    }

    private void Write()
    {
        try
        {
            tally.Flush();
        }
        catch (Exception error)
        {
            // The message may hold a path.
            Failed(log, TroubleKind.Of(error));
        }
    }

    [LoggerMessage(LogLevel.Error, "Statistics could not be written ({Type}). It is tried again in an hour.")]
    private static partial void Failed(ILogger log, string type);
}
