using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Notices.Outbox;

/// <summary>Sends what is due over one channel, each notice once.</summary>
/// <remarks>
/// That a notice is handed over is written down before, and that it was taken, after. In between a crash leaves it in doubt:
/// then it is sent once more, with the same identifier, and counted.
/// </remarks>
internal sealed class ChannelWorker(INoticeChannel channel, OutboxTable outbox, WritingRight right, OutboxPace pace, Action used, Action<string> failed)
{
    private int _failures;
    private long _last;

    /// <summary>Sends one batch.</summary>
    /// <returns>How long there is nothing to do, or the channel is to be left alone.</returns>
    public async Task<TimeSpan> WorkAsync(CancellationToken cancel)
    {
        outbox.Recover(channel.Name);
        IReadOnlyList<OutboxEntry> batch = outbox.Claim(channel.Name);
        for (int i = 0; i < batch.Count; i++)
        {
            TimeSpan? pause = cancel.IsCancellationRequested ? TimeSpan.Zero : await SendAsync(batch[i], cancel);
            if (pause is null)
                continue;
            Release([.. batch.Skip(i)], pause.Value);
            return pause.Value;
        }
        if (batch.Count > 0)
            return TimeSpan.Zero;
        await channel.RestAsync(cancel);
        return outbox.UntilNext(channel.Name) is { } next && next < pace.Poll ? next : pace.Poll;
    }

    // The first one goes behind the others: should it be what breaks the connection, it does not keep them.
    private void Release(IReadOnlyList<OutboxEntry> rest, TimeSpan pause)
    {
        foreach ((int i, OutboxEntry entry) in rest.Index())
            outbox.Postpone(entry, entry.Attempts, i == 0 && rest.Count > 1 && pause > TimeSpan.Zero ? pause + pace.FirstWait : pause);
    }

    /// <returns>For how long nothing can be sent; null where the next one can.</returns>
    private async Task<TimeSpan?> SendAsync(OutboxEntry entry, CancellationToken cancel)
    {
        if (!right.Holds(entry.Person, channel.Purpose))
        {
            outbox.End(entry, OutboxStates.Withheld);
            return null;
        }
        bool begun = false;
        try
        {
            await SpaceAsync(cancel);
            return Settle(entry, await channel.DeliverAsync(entry, Begin, cancel));
        }
        catch (LeaseLostException)
        {
            return null;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested && !begun)
        {
            return TimeSpan.Zero;
        }
        catch (Exception error) when (error is not StoreException)
        {
            // One notice that cannot be sent must not keep the others.
            failed(error.GetType().Name);
            return Settle(entry, new Delivery(begun ? DeliveryResult.Unknown : DeliveryResult.Later));
        }
        finally
        {
            used();
        }

        void Begin()
        {
            outbox.Begin(entry);
            begun = true;
        }
    }

    private TimeSpan? Settle(OutboxEntry entry, Delivery? delivery)
    {
        _failures = delivery?.Result == DeliveryResult.ChannelDown ? _failures + 1 : 0;
        switch (delivery?.Result)
        {
            case null or DeliveryResult.Gone:
                outbox.End(entry, OutboxStates.Withheld);
                break;
            case DeliveryResult.Delivered:
                outbox.End(entry, OutboxStates.Sent);
                break;
            case DeliveryResult.Refused:
                outbox.End(entry, OutboxStates.Failed);
                break;
            case DeliveryResult.Unknown:
                outbox.Doubt(entry);
                break;
            case DeliveryResult.Later:
                Later(entry, delivery.Wait);
                break;
            default:
                failed($"{channel.Name} {delivery.Reason}");
                return delivery.Wait ?? OutboxPace.Doubled(pace.FirstPause, _failures - 1, pace.LongestPause);
        }
        return null;
    }

    private void Later(OutboxEntry entry, TimeSpan? wait)
    {
        int attempts = entry.Attempts + 1;
        if (attempts >= pace.MostAttempts)
            outbox.End(entry, OutboxStates.Failed);
        else
            outbox.Postpone(entry, attempts, wait ?? OutboxPace.Doubled(pace.FirstWait, attempts - 1, pace.LongestWait));
    }

    private async Task SpaceAsync(CancellationToken cancel)
    {
        TimeSpan rest = pace.Spacing - TimeProvider.System.GetElapsedTime(_last);
        // A timer is no finer than this.
        if (_last != 0 && rest > TimeSpan.FromMilliseconds(1))
            await Task.Delay(rest, cancel);
        _last = TimeProvider.System.GetTimestamp();
    }
}
