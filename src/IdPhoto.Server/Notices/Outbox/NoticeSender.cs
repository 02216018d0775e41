using IdPhoto.Server.Memory;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Server.Notices.Outbox;

/// <summary>Sends notices for as long as the server runs, over every channel that the operator has set up.</summary>
internal sealed partial class NoticeSender(
    IEnumerable<INoticeChannel> channels, OutboxTable outbox, MailSubscriptions mail, NoticePlanner planner, WritingRight right, OutboxPace pace, HeapRelease heap, ILogger<NoticeSender> log) : BackgroundService
{
    private static readonly TimeSpan BetweenTidyings = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToSayGoodbye = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll([TidyAsync(stoppingToken), .. channels.Select(channel => Task.Run(() => RunAsync(channel, stoppingToken), CancellationToken.None))]);

    private async Task RunAsync(INoticeChannel channel, CancellationToken stop)
    {
        ChannelWorker worker = new(channel, outbox, right, pace, heap.Note, error => Failed(log, error));
        using SemaphoreSlim wake = new(0);
        outbox.Added += Wake;
        while (!stop.IsCancellationRequested)
        {
            TimeSpan pause = await WorkAsync(worker, stop);
            if (pause > TimeSpan.Zero && !stop.IsCancellationRequested)
                await ((Task)wake.WaitAsync(pause, stop)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        outbox.Added -= Wake;
        using CancellationTokenSource goodbye = new(ToSayGoodbye);
        await channel.RestAsync(goodbye.Token);

        void Wake()
        {
            if (wake.CurrentCount == 0)
                wake.Release();
        }
    }

    private async Task<TimeSpan> WorkAsync(ChannelWorker worker, CancellationToken stop)
    {
        try
        {
            return await worker.WorkAsync(stop);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            // It must go on for as long as the server runs. The message may hold an address.
            Failed(log, TroubleKind.Of(error));
            return AfterFailure;
        }
        catch (Exception)
        {
            // The server ends; what was under way is taken up by the next start.
            return TimeSpan.Zero;
        }
    }

    private async Task TidyAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                // What could not be announced when it was published, as on a full disk.
                planner.Follow();
                mail.RemoveUnconfirmed();
                outbox.Forget();
            }
            catch (Exception error)
            {
                Failed(log, TroubleKind.Of(error));
            }
            await Task.Delay(BetweenTidyings, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "Notices could not be sent ({Type}). It is tried again.")]
    private static partial void Failed(ILogger log, string type);
}
