using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Server.Store;

/// <summary>
/// Removes objects of the shared bucket that belong to no photo, once an hour by one of the servers. There are none unless a
/// write was carried out long after its server had given up on it, or a database was replaced by an older one.
/// </summary>
internal sealed partial class StraySweeper(S3Bucket bucket, PostgresLedger ledger, KeysInUse keys, TimeProvider clock, ILogger<StraySweeper> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Younger ones are left alone, whatever the clocks of bucket and database say.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Removes them.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="StoreException">Bucket or ledger cannot be used.</exception>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        int removed = 0;
        foreach (string place in new[] { BucketKeys.Place, S3Photos.Place })
            await foreach (IReadOnlyList<(string Name, DateTimeOffset Written)> page in bucket.ListAsync(place, cancel))
                removed += await SweepAsync(place, [.. page.Where(entry => entry.Written < clock.GetUtcNow() - Age).Select(entry => entry.Name)], cancel);
        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                keys.Stamp();
                if (await ledger.TakeListingAsync(Between))
                    await SweepAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, TroubleKind.Of(error));
            }
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> SweepAsync(string place, IReadOnlyList<string> names, CancellationToken cancel)
    {
        // What has another form of name is not ours.
        PhotoId[] photos = [.. names.Select(name => PhotoId.Parse(name[place.Length..])).OfType<PhotoId>()];
        if (photos.Length == 0)
            return 0;
        IReadOnlySet<PhotoId> known = await ledger.KnownAsync(photos);
        return (await bucket.DeleteAsync([.. photos.Where(photo => !known.Contains(photo)).Select(photo => place + photo.Hex)], cancel)).Count;
    }

    [LoggerMessage(LogLevel.Warning, "The bucket could not be compared with the ledger ({Type}). It is tried again within an hour.")]
    private static partial void Failed(ILogger log, string type);
}
