using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IdPhoto.Server.Store;

/// <summary>Hears of photos that other servers have ended, so that cut-outs and requests under way end here, too.</summary>
internal sealed partial class GoneListener(
    SharedDatabase database, PostgresLedger ledger, PhotoStore store, LiveStays stays, StoreShares shares, PreviewCache previews, ILogger<GoneListener> log) : BackgroundService
{
    /// <summary>So long a connection may be silent before it is tried whether it still stands.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private bool _isLost;
    private bool _mustLook;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                if (!_isLost)
                    Lost(log, TroubleKind.Of(error));
                _isLost = true;
                previews.Clear();
            }
            await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using NpgsqlConnection connection = await database.Source.OpenConnectionAsync(stop);
        connection.Notification += (_, told) => Hear(told.Payload);
        await RunAsync(connection, $"LISTEN {GoneChannel.Name}", stop);
        // What was told before is lost.
        await LookAsync();
        if (_isLost)
            Found(log);
        _isLost = false;
        for (long watched = Stopwatch.GetTimestamp(); ;)
        {
            await connection.WaitAsync(Silence, stop);
            if (_mustLook)
                await LookAsync();
            if (Stopwatch.GetElapsedTime(watched) < Silence)
                continue;
            watched = Stopwatch.GetTimestamp();
            await RunAsync(connection, "SELECT 1", stop);
            await ledger.WatchClockAsync();
        }
    }

    private void Hear(string told)
    {
        if (GoneChannel.Read(told) is { } gone)
            store.HeardOf(gone);
        else
            _mustLook = true;
    }

    private async Task LookAsync()
    {
        _mustLook = false;
        previews.Clear();
        PhotoId[] known = [.. stays.Photos.Union(shares.Photos)];
        IReadOnlySet<PhotoId> live = await ledger.LiveAsync(known);
        store.HeardOf([.. known.Where(photo => !live.Contains(photo))]);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    [LoggerMessage(LogLevel.Warning, "The connection that erased photos are told on is lost ({Type}). Cut-outs in memory were cleared; it is tried again.")]
    private static partial void Lost(ILogger log, string type);

    [LoggerMessage(LogLevel.Information, "The connection that erased photos are told on works again.")]
    private static partial void Found(ILogger log);
}
