using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Tests.Harness.Hostile;

namespace IdPhoto.ServerBench;

/// <summary>One address attacks in several ways; another one uses the server before and meanwhile, and this counts how often it is served and how long it waits.</summary>
/// <remarks>Servers and addresses are this machine's own; each attack is bounded in number and ends with its time.</remarks>
internal static class Fairness
{
    private const int Uploads = 200;
    private const int Alone = 10;
    private const int SlowUploads = 240;
    private const int MostWaits = 3;
    private const int Slow = 12;
    private const int Silent = 1010;
    private const int Senders = 8;

    private static readonly IPAddress Attacker = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Victim = IPAddress.Parse("127.0.0.3");

    /// <param name="time">Of each attack.</param>
    /// <param name="word">Only attacks whose name holds it.</param>
    /// <param name="pause">Of the other one after each request: beyond a minute, no worker is kept for it when it comes.</param>
    public static async Task RunAsync(TimeSpan time, string word, TimeSpan pause)
    {
        (string Name, Func<Task> Run)[] attacks =
        [
            ("header: noise behind a PNG header", () => RunAsync("noise behind a PNG header", time, pause, NoiseAsync, KeepAsync, "StoreMegabytes=64")),
            ("rubbish: pictures of 64 megapixels that are wrong at their end", () => RunAsync("pictures of 64 megapixels that are wrong at their end", time, pause, RubbishAsync, MakeAsync)),
            ("announced: slow uploads of announced length", () => RunAsync("12 slow uploads of announced length", time, pause, AnnouncedAsync, KeepAsync)),
            ("slow: as many slow uploads as it may open", () => RunAsync("240 slow uploads to every address", time, pause, SlowAsync, MakeAsync)),
            ("silent: silent connections", () => RunAsync("silent connections", time, pause, SilentAsync, HealthAsync)),
            ("pictures: slow pictures", () => RunAsync("slow pictures", time, pause, PicturesAsync, MakeAsync)),
        ];
        Figures.Head();
        foreach ((string name, Func<Task> run) in attacks)
            if (name.Contains(word, StringComparison.Ordinal))
                await run();
    }

    private static async Task RunAsync(string name, TimeSpan time, TimeSpan pause, Func<Uri, CancellationToken, Task> attack, Func<HttpClient, Task<HttpStatusCode>> use, params string[] settings)
    {
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, ["RequestsPerMinute=1000000", .. settings]);
        List<(bool Served, double Seconds)> alone = [], beside = [];
        for (int i = 0; i < Alone; i++)
            alone.Add(await ServedAsync(server.Address, use));
        using CancellationTokenSource end = new(time);
        Task attacking = attack(server.Address, end.Token);
        await Task.Delay(TimeSpan.FromSeconds(2));
        while (!end.IsCancellationRequested)
        {
            beside.Add(await ServedAsync(server.Address, use));
            await Task.Delay(pause, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        try
        {
            // An attack that could not be carried out must be seen: a server that nobody attacked serves everybody.
            await attacking;
        }
        catch (OperationCanceledException)
        {
            // Its time is over.
        }
        int served = beside.Count(answer => answer.Served);
        Figures.Print($"served beside {name}", $"{served} of {beside.Count}: {100.0 * served / Math.Max(1, beside.Count):0} %, {server.PeakMemory / 1e6:0} MB", "90 % at least", served >= 0.9 * beside.Count);
        double usual = Figures.Quantile(alone.Select(answer => answer.Seconds), 0.5), p50 = Figures.Quantile(beside.Select(answer => answer.Seconds), 0.5);
        Figures.Print("p50, p99 of its waits; alone before", $"{p50:0.00} s, {Figures.Quantile(beside.Select(answer => answer.Seconds), 0.99):0.00} s; {usual:0.00} s", $"p50 {MostWaits} x at most", p50 <= MostWaits * usual);
    }

    private static async Task<(bool Served, double Seconds)> ServedAsync(Uri server, Func<HttpClient, Task<HttpStatusCode>> use)
    {
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            using HttpClient client = Caller.ClientFrom(server, Victim);
            client.Timeout = TimeSpan.FromSeconds(60);
            return ((int)await use(client) is >= 200 and < 300, watch.Elapsed.TotalSeconds);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return (false, watch.Elapsed.TotalSeconds);
        }
    }

    private static Task<HttpStatusCode> KeepAsync(HttpClient client) => PostAsync(client, "v1/photos", SecretPhoto.Camera);

    private static Task<HttpStatusCode> MakeAsync(HttpClient client) => PostAsync(client, "v1/id-photos?spec=one-inch", SecretPhoto.Camera);

    private static async Task<HttpStatusCode> HealthAsync(HttpClient client)
    {
        using HttpResponseMessage answer = await client.GetAsync("healthz");
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string address, byte[] photo, CancellationToken cancel = default)
    {
        using HttpResponseMessage answer = await client.PostAsync(address, new ByteArrayContent(photo), cancel);
        return answer.StatusCode;
    }

    private static Task NoiseAsync(Uri server, CancellationToken end)
        => FloodAsync(server, "v1/photos", SecretPhoto.Rubbish(24_000_000), Uploads, senders: 2, end);

    /// <summary>Small files that cost a decoder as much as a whole picture.</summary>
    private static Task RubbishAsync(Uri server, CancellationToken end)
        => FloodAsync(server, "v1/photos", HostilePngs.WrongAtTheEnd(), int.MaxValue, Senders, end);

    private static Task PicturesAsync(Uri server, CancellationToken end)
        => FloodAsync(server, "v1/id-photos?spec=one-inch", SecretPhoto.Large(3000, noise: 4, quality: 90), int.MaxValue, Senders, end);

    private static async Task FloodAsync(Uri server, string address, byte[] body, int most, int senders, CancellationToken end)
    {
        using HttpClient client = Caller.ClientFrom(server, Attacker);
        int sent = 0;
        await Task.WhenAll(Enumerable.Range(0, senders).Select(async _ =>
        {
            while (!end.IsCancellationRequested && Interlocked.Increment(ref sent) <= most)
            {
                try
                {
                    await PostAsync(client, address, body, end);
                }
                catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
                {
                    // Refused: it goes on until its time is over.
                }
                await Task.Delay(20, CancellationToken.None);
            }
        }));
    }

    private static Task AnnouncedAsync(Uri server, CancellationToken end) => UploadSlowlyAsync(server, Slow, ["v1/photos"], end);

    private static Task SlowAsync(Uri server, CancellationToken end)
        => UploadSlowlyAsync(server, SlowUploads, ["v1/photos", "v1/id-photos?spec=one-inch", "v1/cutouts", "v1/checks?spec=one-inch", "v1/sheets?paper=a4"], end);

    /// <summary>A little faster than what is cut off.</summary>
    private static async Task UploadSlowlyAsync(Uri server, int number, string[] addresses, CancellationToken end)
    {
        byte[] piece = new byte[600];
        await WithConnectionsAsync(server, number, async connections =>
        {
            for (int i = 0; i < number; i++)
                await connections[i].SendAsync(Encoding.ASCII.GetBytes($"POST /{addresses[i % addresses.Length]} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 25000000\r\n\r\n"));
            while (!end.IsCancellationRequested)
            {
                foreach (Socket connection in connections)
                    await SendAsync(connection, piece);
                await Task.Delay(500, CancellationToken.None);
            }
        });
    }

    private static Task SilentAsync(Uri server, CancellationToken end)
        => WithConnectionsAsync(server, Silent, _ => Task.Delay(Timeout.Infinite, end).ContinueWith(_ => { }, TaskScheduler.Default));

    private static async Task SendAsync(Socket connection, byte[] piece)
    {
        try
        {
            await connection.SendAsync(piece);
        }
        catch (SocketException)
        {
            // The server has closed it.
        }
    }

    private static async Task WithConnectionsAsync(Uri server, int number, Func<List<Socket>, Task> attack)
    {
        List<Socket> connections = [];
        try
        {
            for (int i = 0; i < number; i++)
            {
                Socket connection = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                connections.Add(connection);
                connection.Bind(new IPEndPoint(Attacker, 0));
                await connection.ConnectAsync(IPAddress.Loopback, server.Port);
            }
            await attack(connections);
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }
}
