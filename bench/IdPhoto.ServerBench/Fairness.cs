using System.Net;
using System.Net.Sockets;
using System.Text;
using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.ServerBench;

/// <summary>One address attacks in four ways; another one uses the server meanwhile, and this counts how often it is served.</summary>
/// <remarks>Servers and addresses are this machine's own; each attack is bounded in number and ends with its time.</remarks>
internal static class Fairness
{
    private const int Uploads = 200;
    private const int Slow = 12;
    private const int Silent = 1010;
    private const int Senders = 8;

    private static readonly IPAddress Attacker = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Victim = IPAddress.Parse("127.0.0.3");

    public static async Task RunAsync(TimeSpan time)
    {
        Figures.Head();
        await RunAsync("rubbish behind a PNG header", time, RubbishAsync, KeepAsync, "StoreMegabytes=64");
        await RunAsync("slow uploads of announced length", time, SlowAsync, KeepAsync);
        await RunAsync("silent connections", time, SilentAsync, HealthAsync);
        await RunAsync("slow pictures", time, PicturesAsync, MakeAsync);
    }

    private static async Task RunAsync(string name, TimeSpan time, Func<Uri, CancellationToken, Task> attack, Func<HttpClient, Task<HttpStatusCode>> use, params string[] settings)
    {
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, ["RequestsPerMinute=1000000", .. settings]);
        using CancellationTokenSource end = new(time);
        Task attacking = attack(server.Address, end.Token);
        await Task.Delay(TimeSpan.FromSeconds(2));
        int asked = 0, served = 0;
        while (!end.IsCancellationRequested)
        {
            asked++;
            served += await ServedAsync(server.Address, use) ? 1 : 0;
            await Task.Delay(200);
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
        Figures.Print(name, $"{served} of {asked}: {100.0 * served / Math.Max(1, asked):0} %, {server.PeakMemory / 1e6:0} MB", "90 % at least", served >= 0.9 * asked);
    }

    private static async Task<bool> ServedAsync(Uri server, Func<HttpClient, Task<HttpStatusCode>> use)
    {
        try
        {
            using HttpClient client = Caller.ClientFrom(server, Victim);
            client.Timeout = TimeSpan.FromSeconds(60);
            return (int)await use(client) is >= 200 and < 300;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return false;
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

    private static Task RubbishAsync(Uri server, CancellationToken end)
    {
        return FloodAsync(server, "v1/photos", SecretPhoto.Rubbish(24_000_000), Uploads, senders: 2, end);
    }

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

    private static async Task SlowAsync(Uri server, CancellationToken end)
    {
        byte[] piece = new byte[600];
        await WithConnectionsAsync(server, Slow, async connections =>
        {
            foreach (Socket connection in connections)
                await connection.SendAsync(Encoding.ASCII.GetBytes("POST /v1/photos HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 25000000\r\n\r\n"));
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
