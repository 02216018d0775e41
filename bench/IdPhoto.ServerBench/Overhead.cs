using System.Diagnostics;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Studio;

namespace IdPhoto.ServerBench;

/// <summary>What the server costs over the in-process call: the same photos, two at a time, in turn.</summary>
internal static class Overhead
{
    private const int Concurrency = 2;
    private const int Each = 8;
    private const int Rounds = 3;
    private const string Spec = "one-inch";

    public static async Task RunAsync()
    {
        Figures.Head();
        foreach (int side in new[] { 1100, 3500 })
            await MeasureAsync($"{side * side / 1e6:0.0} megapixels", SecretPhoto.Large(side, noise: 4, quality: 90));
    }

    private static async Task MeasureAsync(string name, byte[] photo)
    {
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, "RequestsPerMinute=1000000");
        using Caller api = new(server.Address);
        using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { Threads = Math.Max(1, Environment.ProcessorCount / Concurrency) });
        PhotoSpec spec = PhotoSpecs.Find(Spec);
        Kept kept = await api.KeepAsync(photo);
        Func<Task> inProcess = () => Task.Run(() => studio.MakeAsync(photo, spec));
        Func<Task> direct = () => SucceedAsync(api.PostAsync($"v1/id-photos?spec={Spec}", photo));
        Func<Task> stay = () => SucceedAsync(api.MakeAsync(kept, Spec));
        Func<Task>[] ways = [inProcess, direct, stay];
        List<double>[] times = [[], [], []];
        foreach (Func<Task> way in ways)
            await SecondsAsync(way);
        for (int round = 0; round < Rounds; round++)
            for (int i = 0; i < ways.Length; i++)
                times[i].Add(await SecondsAsync(ways[i]));
        double[] seconds = [.. times.Select(values => Figures.Quantile(values, 0.5))];
        Console.WriteLine($"| {name}, {photo.Length / 1e6:0.0} MB, in process, per photo | {1000 * seconds[0] / Each / Concurrency:0} ms | | |");
        Figures.Print($"{name}, uploaded each time: overhead", $"{100 * (seconds[1] / seconds[0] - 1):0.0} %", "10 % at most", seconds[1] <= 1.1 * seconds[0]);
        Figures.Print($"{name}, of a kept photo: overhead", $"{100 * (seconds[2] / seconds[0] - 1):0.0} %", "10 % at most", seconds[2] <= 1.1 * seconds[0]);
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(async _ =>
        {
            for (int i = 0; i < Each; i++)
                await work();
        }));
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task SucceedAsync(Task<HttpResponseMessage> request)
    {
        using HttpResponseMessage answer = await request;
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }
}
