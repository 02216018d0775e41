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

    public static async Task RunAsync(int count)
    {
        await using TestCluster cluster = await TestCluster.StartAsync(3, "RequestsPerMinute=1000000");
        PhotoId[] photos = [.. Enumerable.Range(0, count).Select(_ => PhotoId.New())];
        Stopwatch filled = Stopwatch.StartNew();
        await FillBucketAsync(cluster, photos);
        DateTimeOffset over = DateTimeOffset.UtcNow.AddSeconds(15);
        await FillLedgerAsync(cluster, photos, over);
        Console.WriteLine($"{count:N0} photos were written in {filled.Elapsed.TotalSeconds:0} s; {(over - DateTimeOffset.UtcNow).TotalSeconds:0} s until all are over.");
        using Caller api = new(cluster.Proxy.Address);
        List<double> before = await UploadUntilAsync(api, () => Task.FromResult(DateTimeOffset.UtcNow >= over));
        Stopwatch watch = Stopwatch.StartNew();
        List<double> during = await UploadUntilAsync(api, async () => (await cluster.RowsAsync()).Count < 10);
        double seconds = watch.Elapsed.TotalSeconds;
        long removed = (await Task.WhenAll(cluster.Nodes.Select(RemovedAsync))).Sum();
        Figures.Head();
        Figures.Print($"{count:N0} photos swept by three servers", $"{seconds:0.0} s", "each exactly once", removed == count);
        Figures.Print("removals that the three have counted", $"{removed:N0} ({string.Join(", ", await Task.WhenAll(cluster.Nodes.Select(RemovedAsync)))})", $"{count:N0}", removed == count);
        Figures.Print("uploads meanwhile: number, p50, p99, longest", $"{during.Count}, {Ms(during, 0.5)}, {Ms(during, 0.99)}, {Ms(during, 1)}", "not blocked: 1 s at most", during.Max() < 1);
        Console.WriteLine($"| before it: p50, p99 | {Ms(before, 0.5)}, {Ms(before, 0.99)} | | |");
        int left = (await cluster.ObjectsAsync()).Count;
        Figures.Print("objects left", $"{left}", "0", left == 0);
    }

    private static string Ms(List<double> seconds, double share) => string.Create(CultureInfo.InvariantCulture, $"{1000 * Figures.Quantile(seconds, share):0} ms");

    private static async Task<List<double>> UploadUntilAsync(Caller api, Func<Task<bool>> done)
    {
        List<double> seconds = [];
        while (!await done())
        {
            Stopwatch watch = Stopwatch.StartNew();
            Kept kept = await api.KeepAsync(SecretPhoto.Camera);
            seconds.Add(watch.Elapsed.TotalSeconds);
            (await api.EraseAsync(kept)).Dispose();
        }
        return seconds;
    }

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
            await bucket.PutAsync(S3Photos.Place + photo.Hex, content, cancel);
            await bucket.PutAsync(BucketKeys.Place + photo.Hex, share, cancel);
        });
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
}
