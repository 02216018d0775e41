using System.Diagnostics;
using System.Net;
using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.ServerBench;

/// <summary>Sends four times what the server can do, and looks at its answers, its speed and its memory.</summary>
/// <remarks>Talks to a server of its own on this machine, and ends with the time that was asked for.</remarks>
internal static class Overload
{
    private const string Make = "v1/id-photos?spec=one-inch";
    private const int Idle = 30;
    private const int Factor = 4;

    public static async Task RunAsync(TimeSpan time, string[] settings)
    {
        byte[] photo = SecretPhoto.Large(1600, noise: 4, quality: 90);
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, ["RequestsPerMinute=1000000", .. settings]);
        using Caller api = new(server.Address);
        await CapacityAsync(api, photo, TimeSpan.FromSeconds(10));
        List<double> idle = [];
        for (int i = 0; i < Idle; i++)
            idle.Add((await SendAsync(api, photo)).Seconds);
        long before = server.Memory;
        Task<double> measuring = CapacityAsync(api, photo, TimeSpan.FromSeconds(30));
        while (!measuring.IsCompleted)
        {
            before = Math.Max(before, server.Memory);
            await Task.Delay(20);
        }
        double capacity = await measuring;
        Console.WriteLine($"Capacity {capacity:0.00} photos/s of {photo.Length / 1e6:0.0} MB; idle p50 {Figures.Quantile(idle, 0.5):0.00} s; {before / 1e6:0} MB. Now {Factor} times as many for {time.TotalSeconds:0} s.");
        (List<Answer> answers, long peak) = await FloodAsync(server, api, photo, capacity * Factor, time);
        Report(answers, idle, before, peak);
    }

    private static void Report(List<Answer> answers, List<double> idle, long before, long peak)
    {
        Answer[] accepted = [.. answers.Where(answer => answer.Status == HttpStatusCode.OK)];
        double[] refused = [.. answers.Where(answer => answer.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests).Select(answer => answer.Seconds)];
        int others = answers.Count - accepted.Length - refused.Length;
        double idle99 = Figures.Quantile(idle, 0.99), p99 = Figures.Quantile(accepted.Select(answer => answer.Seconds), 0.99);
        Figures.Head();
        Figures.Print("answers: 200, 429/503, others", $"{accepted.Length}, {refused.Length}, {others}", "no others", others == 0);
        Figures.Print("without Retry-After", $"{answers.Count(answer => answer.Status != HttpStatusCode.OK && !answer.SaysWhen)}", "0", answers.All(answer => answer.Status == HttpStatusCode.OK || answer.SaysWhen));
        Figures.Print("p99 of accepted, beside idle", $"{p99:0.00} s, {idle99:0.00} s: {p99 / idle99:0.00} x", "3 x at most", p99 <= 3 * idle99);
        Figures.Print("p50 of accepted", $"{Figures.Quantile(accepted.Select(answer => answer.Seconds), 0.5):0.00} s", "", true);
        Figures.Print("p50, p99 of refusals", $"{1000 * Figures.Quantile(refused, 0.5):0} ms, {1000 * Figures.Quantile(refused, 0.99):0} ms", "", true);
        Figures.Print("most resident memory, at capacity and above it", $"{before / 1e6:0} MB, {peak / 1e6:0} MB: {100.0 * peak / before - 100:0} %", "20 % more at most", peak <= 1.2 * before);
    }

    private static async Task<(List<Answer> Answers, long Peak)> FloodAsync(ServerProcess server, Caller api, byte[] photo, double perSecond, TimeSpan time)
    {
        List<Task<Answer>> requests = [];
        long peak = 0;
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            for (double due = watch.Elapsed.TotalSeconds * perSecond; requests.Count < due;)
                requests.Add(SendAsync(api, photo));
            peak = Math.Max(peak, server.Memory);
            await Task.Delay(20);
        }
        return ([.. await Task.WhenAll(requests)], peak);
    }

    private static async Task<double> CapacityAsync(Caller api, byte[] photo, TimeSpan time)
    {
        int done = 0;
        Stopwatch watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(async _ =>
        {
            while (watch.Elapsed < time)
            {
                await SendAsync(api, photo);
                Interlocked.Increment(ref done);
            }
        }));
        return done / watch.Elapsed.TotalSeconds;
    }

    private static async Task<Answer> SendAsync(Caller api, byte[] photo)
    {
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            using HttpResponseMessage answer = await api.PostAsync(Make, photo);
            await answer.Content.ReadAsByteArrayAsync();
            return new Answer(answer.StatusCode, watch.Elapsed.TotalSeconds, answer.Headers.RetryAfter is not null);
        }
        catch (HttpRequestException)
        {
            return new Answer(default, watch.Elapsed.TotalSeconds, SaysWhen: false);
        }
    }

    private readonly record struct Answer(HttpStatusCode Status, double Seconds, bool SaysWhen);
}
