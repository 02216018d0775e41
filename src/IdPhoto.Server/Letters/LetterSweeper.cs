using IdPhoto.Server.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Server.Letters;

/// <summary>Erases letters whose time is over, and forgets who sent some yesterday.</summary>
internal sealed partial class LetterSweeper(LetterBox box, LetterLimits limits, TimeProvider clock, ILogger<LetterSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            limits.Forget();
            try
            {
                box.EraseExpired();
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The message may hold a path.
                Failed(log, TroubleKind.Of(error));
            }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "Letters whose time is over could not be erased ({Type}). It is tried again in ten minutes.")]
    private static partial void Failed(ILogger log, string type);
}
