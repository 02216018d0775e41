using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Cluster;
using IdPhoto.Server.Tests.Harness;
using Npgsql;
using NpgsqlTypes;

namespace IdPhoto.ServerBench;

/// <summary>Very many photos whose time is over at the same moment, for three servers to sweep, while uploads go on.</summary>
internal static class ClusterSweep
{
    private const int FileBytes = 4096;
    private const int AtOnce = 16;
    private const int Tries = 6;

    /// <summary>A count of removals that has stood still for so long is the last one.</summary>
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(int count)
    {
        await using TestCluster cluster = await TestCluster.StartAsync(3, "RequestsPerMinute=1000000");
        PhotoId[] photos = [.. Enumerable.Range(0, count).Select(_ => PhotoId.New())];
        Stopwatch filled = Stopwatch.StartNew();
        await FillBucketAsync(cluster, photos);
        DateTimeOffset over = DateTimeOffset.UtcNow.AddSeconds(15 + (count / 5000));
        await FillLedgerAsync(cluster, photos, over);
        Console.WriteLine($"{count:N0} photos were written in {filled.Elapsed.TotalSeconds:0} s; {(over - DateTimeOffset.UtcNow).TotalSeconds:0} s until all are over.");
        using Caller api = new(cluster.Proxy.Address);
        Uploads before = await UploadUntilAsync(api, Task.Delay(over - DateTimeOffset.UtcNow));
        Task<TimeSpan> swept = SweptAsync(cluster, over);
        Uploads during = await UploadUntilAsync(api, swept);
        long[] removed = await RemovedAsync(cluster);
        PrintSweep(count, await swept, removed);
        PrintUploads(before, during);
        await PrintLeftAsync(cluster);
    }

    private static void PrintSweep(int count, TimeSpan time, long[] removed)
    {
        Figures.Head();
        Console.WriteLine($"| {count:N0} photos swept by three servers | {time.TotalSeconds:0.0} s | | |");
        // Fewer were not counted or not removed, more were counted by two servers.
        Figures.Print("removals that the three have counted", $"{removed.Sum():N0} ({string.Join(", ", removed)})", $"{count:N0}: each exactly once", removed.Sum() == count);
    }

    private static void PrintUploads(Uploads before, Uploads during)
    {
        Figures.Print("uploads meanwhile: number, p50, p99, longest", $"{during.Seconds.Count}, {Ms(during, 0.5)}, {Ms(during, 0.99)}, {Ms(during, 1)}", "not blocked: 1 s at most", during.Seconds.Count > 0 && during.Seconds.Max() < 1);
        Figures.Print("uploads and erasures that failed meanwhile", $"{during.Failed}", "0", during.Failed == 0);
        Console.WriteLine($"| before it: number, p50, p99, longest, failed | {before.Seconds.Count}, {Ms(before, 0.5)}, {Ms(before, 0.99)}, {Ms(before, 1)}, {before.Failed} | | |");
    }

    private static async Task PrintLeftAsync(TestCluster cluster)
    {
        (int rows, int objects) = ((await cluster.RowsAsync()).Count, (await cluster.ObjectsAsync()).Count);
        Figures.Print("photos left in the database, objects left in the bucket", $"{rows}, {objects}", "0, 0", rows + objects == 0);
    }

    /// <returns>How long after their end the last of them had gone from the database.</returns>
    private static async Task<TimeSpan> SweptAsync(TestCluster cluster, DateTimeOffset over)
    {
        // Beside the uploads, and with a question that an index answers: it must not be what they wait for.
        while (await cluster.HasAnyOfAsync(over))
            await Task.Delay(200);
        return DateTimeOffset.UtcNow - over;
    }

    private static async Task<Uploads> UploadUntilAsync(Caller api, Task end)
    {
        Uploads uploads = new([]);
        while (!end.IsCompleted)
        {
            try
            {
                Stopwatch watch = Stopwatch.StartNew();
                Kept kept = await api.KeepAsync(SecretPhoto.Camera);
                uploads.Seconds.Add(watch.Elapsed.TotalSeconds);
                using HttpResponseMessage erased = await api.EraseAsync(kept);
                erased.EnsureSuccessStatusCode();
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException or System.Text.Json.JsonException)
            {
                uploads.Failed++;
                await Task.Delay(100);
            }
        }
        return uploads;
    }

    /// <returns>What each server has counted, once it counts no more: the last photos go from the database a moment before they are counted.</returns>
    private static async Task<long[]> RemovedAsync(TestCluster cluster)
    {
        long[] last = [];
        for (Stopwatch still = Stopwatch.StartNew(); still.Elapsed < Still; await Task.Delay(500))
        {
            long[] now = await Task.WhenAll(cluster.Nodes.Select(RemovedAsync));
            if (!now.SequenceEqual(last))
                still.Restart();
            last = now;
        }
        return last;
    }

    private static string Ms(Uploads uploads, double share) => string.Create(CultureInfo.InvariantCulture, $"{1000 * Figures.Quantile(uploads.Seconds, share):0} ms");

    private static async Task<long> RemovedAsync(ServerProcess node)
    {
        using Caller api = new(node.Address);
        string[] lines = [.. (await api.Client.GetStringAsync("metrics")).Split('\n').Where(text => text.StartsWith("idphoto_photos_removed", StringComparison.Ordinal) && text.Contains("expired", StringComparison.Ordinal))];
        return lines.Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    // Written directly: taking so many one after the other would only measure the uploads.
    private static async Task FillBucketAsync(TestCluster cluster, PhotoId[] photos)
    {
        using S3Bucket bucket = new(cluster.Shared);
        byte[] content = RandomNumberGenerator.GetBytes(FileBytes), share = RandomNumberGenerator.GetBytes(60);
        await Parallel.ForEachAsync(photos, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (photo, cancel) =>
        {
            await PutAsync(bucket, S3Photos.Place + photo.Hex, content, cancel);
            await PutAsync(bucket, BucketKeys.Place + photo.Hex, share, cancel);
        });
    }

    // Of hundreds of thousands, some may fail under such a load.
    private static async Task PutAsync(S3Bucket bucket, string name, byte[] content, CancellationToken cancel)
    {
        for (int tried = 1; ; tried++)
        {
            try
            {
                await bucket.PutAsync(name, content, cancel);
                return;
            }
            catch (StoreException) when (tried < Tries)
            {
                await Task.Delay(TimeSpan.FromSeconds(tried), cancel);
            }
        }
    }

    private static async Task FillLedgerAsync(TestCluster cluster, PhotoId[] photos, DateTimeOffset over)
    {
        await using NpgsqlConnection connection = new(cluster.Shared.Database);
        await connection.OpenAsync();
        await using (NpgsqlBinaryImporter rows = await connection.BeginBinaryImportAsync("COPY photos (id, token_hash, sealed_key, bytes, uploaded, expires, coming) FROM STDIN (FORMAT BINARY)"))
        {
            byte[] hash = new byte[32], key = RandomNumberGenerator.GetBytes(88);
            foreach (PhotoId photo in photos)
            {
                await rows.StartRowAsync();
                await rows.WriteAsync(photo.ToBytes(), NpgsqlDbType.Bytea);
                await rows.WriteAsync(hash, NpgsqlDbType.Bytea);
                await rows.WriteAsync(key, NpgsqlDbType.Bytea);
                await rows.WriteAsync((long)FileBytes, NpgsqlDbType.Bigint);
                await rows.WriteAsync(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
                await rows.WriteAsync(over.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
                await rows.WriteAsync(false, NpgsqlDbType.Boolean);
            }
            await rows.CompleteAsync();
        }
        await using NpgsqlCommand totals = new("UPDATE photo_totals SET photos = photos + @count, bytes = bytes + @bytes", connection);
        totals.Parameters.AddWithValue("@count", (long)photos.Length);
        totals.Parameters.AddWithValue("@bytes", (long)photos.Length * FileBytes);
        await totals.ExecuteNonQueryAsync();
    }

    /// <summary>How long uploads took, and how many failed.</summary>
    private sealed record Uploads(List<double> Seconds)
    {
        public int Failed { get; set; }
    }
}
