using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Tests.Harness.Hostile;

namespace IdPhoto.ServerBench;

/// <summary>Sends pictures that are made to cost memory or time, each twice at once, to a server of its own within 4 GB.</summary>
internal static class Hostile
{
    private const long Limit = 4L * 1024 * 1024 * 1024;
    private const string Make = "v1/id-photos?spec=us-passport";

    /// <summary>The server's own for waiting and work, 60 s, and some for sending on a busy machine.</summary>
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(75);

    public static async Task RunAsync(string word)
    {
        HostilePicture[] pictures = [.. HostilePictures.All.Where(picture => $"{picture.Format} {picture.Name}".Contains(word, StringComparison.OrdinalIgnoreCase))];
        using Sandbox sandbox = new();
        using MemoryLimit limit = new(Limit);
        Console.WriteLine($"| format | picture | file | answers | slower | peak |{Environment.NewLine}| --- | --- | --- | --- | --- | --- |");
        List<Result> results = [];
        ServerProcess server = await ServerProcess.StartAsync(sandbox, limit.Wrapper, ["RequestsPerMinute=1000000"]);
        foreach (HostilePicture picture in pictures)
        {
            results.Add(await SendAsync(server, picture));
            Console.WriteLine(results[^1]);
            if (results[^1].IsBearable && server.IsRunning)
                continue;
            server.Dispose();
            server = await ServerProcess.StartAsync(sandbox, limit.Wrapper, ["RequestsPerMinute=1000000"]);
        }
        server.Dispose();
        Report(results, limit.Holds);
    }

    private static async Task<Result> SendAsync(ServerProcess server, HostilePicture picture)
    {
        byte[] file = picture.Make();
        server.ForgetPeak();
        Stopwatch watch = Stopwatch.StartNew();
        string[] answers = await Task.WhenAll(AskAsync(server, file), AskAsync(server, file));
        TimeSpan took = watch.Elapsed;
        return new Result(picture, file.Length, answers, took, server.IsRunning ? server.PeakMemory : 0, !server.IsRunning);
    }

    private static async Task<string> AskAsync(ServerProcess server, byte[] file)
    {
        try
        {
            using Caller api = new(server.Address);
            using HttpResponseMessage answer = await api.PostAsync(Make, file);
            string body = await answer.Content.ReadAsStringAsync();
            return answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()!
                : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return "none";
        }
    }

    private static void Report(List<Result> results, bool holds)
    {
        Console.WriteLine();
        Figures.Head();
        Figures.Print("pictures", $"{results.Count}", "", true);
        Figures.Print("killed", $"{results.Count(result => result.Killed)}{(holds ? "" : " (no limit)")}", "0", results.All(result => !result.Killed));
        Figures.Print("most resident memory", $"{results.Max(result => result.Peak) / 1e6:0} MB", "4295 MB at most", results.All(result => result.Peak <= Limit));
        Figures.Print("answered without a problem", $"{results.Count(result => !result.AreProblems)}", "0", results.All(result => result.AreProblems));
        Figures.Print("answered with internal-error", $"{results.Count(result => result.Answers.Contains("internal-error"))}", "0", results.All(result => !result.Answers.Contains("internal-error")));
        Figures.Print("longest wait for an answer", $"{results.Max(result => result.Took.TotalSeconds):0.0} s", "75 s at most", results.All(result => result.Took <= InTime));
    }

    private sealed record Result(HostilePicture Picture, int Length, string[] Answers, TimeSpan Took, long Peak, bool Killed)
    {
        public bool AreProblems => Answers.All(answer => answer.Length > 3 && answer != "none");

        /// <summary>Whether the same server can be used for the next.</summary>
        public bool IsBearable => AreProblems && Took <= InTime;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"| {Picture.Format} | {Picture.Name} | {Length / 1e6:0.0} MB | {string.Join(", ", Answers.Distinct())}{(Killed ? ", KILLED" : "")} | {Took.TotalSeconds:0.0} s | {Peak / 1e6:0} MB |");
    }
}
