using System.Diagnostics;
using IdPhoto.Server.Tests.Cluster;
using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.ServerBench;

/// <summary>What database and bucket cost beside SQLite and a folder, and which part of a request servers share.</summary>
internal static class ClusterOverhead
{
    private const int Calls = 300;
    private const int Photos = 12;
    private const string Spec = "one-inch";

    public static async Task RunAsync()
    {
        byte[] photo = SecretPhoto.Large(1600, noise: 4, quality: 90);
        Console.WriteLine($"A photo of {photo.Length / 1e6:0.0} MB; one call after the other; {Calls} of each kind.\n");
        Console.WriteLine("| store | upload p50, p99 | read p50, p99 | erase p50, p99 | photo made of a kept one, p50 |\n| --- | --- | --- | --- | --- |");
        using (Sandbox sandbox = new())
        using (ServerProcess server = await ServerProcess.StartAsync(sandbox, "RequestsPerMinute=1000000"))
            await MeasureAsync("one server, SQLite and a folder", [server.Address], photo);
        await using TestCluster cluster = await TestCluster.StartAsync(3, "RequestsPerMinute=1000000");
        double[] one = await MeasureAsync("one of three servers, PostgreSQL and S3", [cluster.Nodes[0].Address], photo);
        await MeasureAsync("three servers behind the proxy", [cluster.Proxy.Address], photo);
        double share = one[1] / one[3];
        Console.WriteLine();
        Figures.Head();
        // Reading has all that is shared, and its own HTTP besides: an upper bound.
        Figures.Print("share of making a photo of a kept one that is spent on the server itself, at least", $"{100 * (1 - share):0.0} %", "95 %", share <= 0.05);
    }

    /// <returns>Medians in seconds: upload, read, erase, make.</returns>
    private static async Task<double[]> MeasureAsync(string name, Uri[] servers, byte[] photo)
    {
        using Caller api = new(servers[0]);
        Kept first = await api.KeepAsync(photo);
        List<double> upload = [], read = [], erase = [], make = [];
        for (int i = 0; i < Photos; i++)
            make.Add(await SecondsAsync(() => api.MakeAsync(first, Spec)));
        for (int i = 0; i < Calls; i++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            Kept kept = await api.KeepAsync(photo);
            upload.Add(watch.Elapsed.TotalSeconds);
            read.Add(await SecondsAsync(() => api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token)));
            erase.Add(await SecondsAsync(() => api.EraseAsync(kept)));
        }
        Console.WriteLine($"| {name} | {Text(upload)} | {Text(read)} | {Text(erase)} | {1000 * Figures.Quantile(make.Skip(2), 0.5):0} ms |");
        return [.. new[] { upload, read, erase, [.. make.Skip(2)] }.Select(values => Figures.Quantile(values, 0.5))];
    }

    private static string Text(List<double> seconds) => $"{1000 * Figures.Quantile(seconds, 0.5):0.0}, {1000 * Figures.Quantile(seconds, 0.99):0.0} ms";

    private static async Task<double> SecondsAsync(Func<Task<HttpResponseMessage>> call)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using HttpResponseMessage answer = await call();
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return watch.Elapsed.TotalSeconds;
    }
}
