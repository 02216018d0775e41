using System.Diagnostics;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Cluster;
using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.ServerBench;

/// <summary>What database and bucket cost beside SQLite and a folder, which part of making a photo servers share, and whether their answers are the same.</summary>
internal static class ClusterOverhead
{
    private const int Photos = 12;
    private const string Spec = "one-inch";

    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    public static async Task RunAsync(int calls)
    {
        byte[] photo = SecretPhoto.Large(1600, noise: 4, quality: 90);
        Console.WriteLine($"A photo of {photo.Length / 1e6:0.0} MB; one call after the other; {calls} of each kind, and {Photos} photos made, of which the first two do not count.");
        Console.WriteLine("Every database waits for the disk (PostgreSQL: fsync=on). Ceph's store is memory: a bucket on disks takes longer to write.\n");
        Console.WriteLine("| store | upload p50, p99 | state p50, p99 | erase p50, p99 | photo made of a kept one, p50 |\n| --- | --- | --- | --- | --- |");
        byte[][] alone;
        using (Sandbox sandbox = new())
        using (ServerProcess server = await ServerProcess.StartAsync(sandbox, "RequestsPerMinute=1000000"))
        {
            await MeasureAsync("one server, SQLite and a folder", server.Address, photo, calls);
            alone = await AnswersAsync(server.Address, [server.Address], photo);
        }
        await using TestCluster cluster = await TestCluster.StartAsync(3, PostgresServer.Start(durable: true), "RequestsPerMinute=1000000");
        double make = await MeasureAsync("one of three servers, PostgreSQL (fsync=on) and S3 (memory)", cluster.Nodes[0].Address, photo, calls);
        await MeasureAsync("three servers behind the proxy, likewise", cluster.Proxy.Address, photo, calls);
        byte[][] shared = await AnswersAsync(cluster.Proxy.Address, [.. cluster.Nodes.Select(node => node.Address)], photo);
        Console.WriteLine();
        Figures.Head();
        PrintShare(await OpenAsync(cluster, photo, calls), make);
        int same = shared.Where((answer, i) => answer.AsSpan().SequenceEqual(alone[i % alone.Length])).Count();
        Figures.Print("answers of the three servers (cut-out and photo of each) that are those of the one with SQLite, byte by byte", $"{same}", $"{shared.Length}", same == shared.Length);
    }

    private static void PrintShare(List<double> open, double make)
    {
        double share = Figures.Quantile(open, 0.5) / make;
        Console.WriteLine($"| finding and opening a kept photo: ledger twice, ciphertext, share of its key, decryption; p50, p99 | {Text(open)} | | |");
        Figures.Print("share of making a photo of a kept one that is spent on the server itself, at least", $"{100 * (1 - share):0.0} %", "95 %", share <= 0.05);
    }

    /// <returns>The median of making a photo, in seconds.</returns>
    private static async Task<double> MeasureAsync(string name, Uri server, byte[] photo, int calls)
    {
        using Caller api = new(server);
        Kept first = await api.KeepAsync(photo);
        List<double> upload = [], state = [], erase = [], make = [];
        for (int i = 0; i < Photos; i++)
            make.Add(await SecondsAsync(() => api.MakeAsync(first, Spec)));
        for (int i = 0; i < calls; i++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            Kept kept = await api.KeepAsync(photo);
            upload.Add(watch.Elapsed.TotalSeconds);
            state.Add(await SecondsAsync(() => api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token)));
            erase.Add(await SecondsAsync(() => api.EraseAsync(kept)));
        }
        double median = Figures.Quantile(make.Skip(2), 0.5);
        Console.WriteLine($"| {name} | {Text(upload)} | {Text(state)} | {Text(erase)} | {1000 * median:0} ms |");
        return median;
    }

    /// <summary>Times what a server asks of database and bucket before it makes a photo, by the server's own store, in this process: no address of the API does it without the networks.</summary>
    private static async Task<List<double>> OpenAsync(TestCluster cluster, byte[] photo, int calls)
    {
        SharedStore shared = await cluster.NewStoreAsync();
        using SharedDatabase database = SharedDatabase.Of(shared.Database);
        database.Migrate(PostgresLedgerSchema.Part, PostgresLedgerSchema.Steps);
        using PostgresClock clock = new(database, Retention, () => MachineClock.Read().Uptime);
        using PostgresLedger ledger = new(database, new StoreRules(Retention, long.MaxValue), clock);
        using S3Bucket bucket = new(shared);
        MasterKey master = MasterKey.Random();
        PhotoStore store = new(ledger, new BucketKeys(bucket, MasterKeys.Of(master)), new S3Photos(bucket), new PhotoCipher(MasterKeys.Of(master)), TimeProvider.System);
        await store.StartAsync(CancellationToken.None);
        Stay kept = await store.KeepAsync(photo, null, CancellationToken.None);
        List<double> seconds = [];
        for (int i = 0; i < calls; i++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            Stay found = (await store.FindAsync(kept.Id, kept.Token))!;
            byte[]? opened = await store.OpenAsync(found, CancellationToken.None);
            seconds.Add(watch.Elapsed.TotalSeconds);
            if (!photo.AsSpan().SequenceEqual(opened))
                throw new InvalidOperationException("The photo did not come back.");
        }
        return seconds;
    }

    /// <summary>The cut-out and the photo that each server makes of a photo that was kept once.</summary>
    private static async Task<byte[][]> AnswersAsync(Uri keeper, Uri[] servers, byte[] photo)
    {
        using Caller first = new(keeper);
        Kept kept = await first.KeepAsync(photo);
        List<byte[]> answers = [];
        foreach (Uri server in servers)
        {
            using Caller api = new(server);
            answers.Add(await ContentAsync(api.CutoutAsync(kept)));
            answers.Add(await ContentAsync(api.MakeAsync(kept, Spec)));
        }
        return [.. answers];
    }

    private static string Text(List<double> seconds) => $"{1000 * Figures.Quantile(seconds, 0.5):0.0}, {1000 * Figures.Quantile(seconds, 0.99):0.0} ms";

    private static async Task<double> SecondsAsync(Func<Task<HttpResponseMessage>> call)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await ContentAsync(call());
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<byte[]> ContentAsync(Task<HttpResponseMessage> call)
    {
        using HttpResponseMessage answer = await call;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
