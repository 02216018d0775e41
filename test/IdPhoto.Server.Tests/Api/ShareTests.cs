using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Exporting;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Work;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>One caller leaves room for all others: store, memory, workers and connections.</summary>
public sealed class ShareTests
{
    private const int Megabyte = 1024 * 1024;
    private const string Attacker = "127.0.0.2";
    private const string Victim = "127.0.0.3";

    [Fact]
    public async Task Rubbish_behind_the_header_of_a_picture_is_not_kept()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using HttpResponseMessage answer = await server.Api.PostAsync("v1/photos", SecretPhoto.Rubbish(Megabyte));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(0, server.Service<PhotoStore>().Totals.Photos);
    }

    [Fact]
    public async Task A_caller_that_fills_its_share_of_the_store_leaves_the_rest_and_gets_it_back_by_erasing()
    {
        await using HostedServer server = await HostedServer.StartAsync("StoreMegabytes=1", "CallerPercent=30");
        using HttpClient attacker = From(server, Attacker), victim = From(server, Victim);
        using HttpResponseMessage first = await attacker.PostAsync("v1/photos", new ByteArrayContent(SecretPhoto.Camera));
        Kept kept = (await first.Content.ReadFromJsonAsync<Kept>())!;
        List<HttpStatusCode> answers = [first.StatusCode];
        for (int i = 0; i < 8; i++)
            answers.Add(await KeepAsync(attacker));

        Assert.Equal(HttpStatusCode.Created, answers[0]);
        Assert.Equal(HttpStatusCode.InsufficientStorage, answers[^1]);
        Assert.InRange(server.Service<PhotoStore>().Totals.Bytes, 1, Megabyte * 35 / 100);
        Assert.Equal(HttpStatusCode.Created, await KeepAsync(victim));
        using HttpRequestMessage erasing = new(HttpMethod.Delete, $"v1/photos/{kept.Id}") { Headers = { { "Authorization", $"Bearer {kept.Token}" } } };
        await attacker.SendAsync(erasing).BodyAsync();
        Assert.Equal(HttpStatusCode.Created, await KeepAsync(attacker));
    }

    [Fact]
    public async Task An_upload_takes_memory_by_what_has_come_and_not_by_what_it_announces()
    {
        await using HostedServer server = await HostedServer.StartAsync("TransferMemoryMegabytes=64");
        List<TcpClient> slow = [];
        for (int i = 0; i < 12; i++)
        {
            slow.Add(await ConnectAsync(server, Attacker));
            await slow[^1].GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST /v1/photos HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 20000000\r\n\r\nabc"));
        }
        TransferMemory memory = server.Service<TransferMemory>();
        for (int i = 0; i < 500 && memory.Used == 0; i++)
            await Task.Delay(10);

        Assert.InRange(memory.Used, 1, Megabyte);
        await server.Api.PostAsync("v1/photos", SecretPhoto.Camera).BodyAsync();
        slow.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task A_worker_that_gets_free_goes_to_whoever_was_served_least()
    {
        await using HostedServer server = await HostedServer.StartAsync("Workers=1", "QueuePlaces=3");
        WorkQueue queue = server.Service<WorkQueue>();
        TaskCompletionSource first = new();
        List<string> order = [];
        Task Work(string caller, Task until) => queue.RunAsync(caller, "test", async _ =>
        {
            lock (order)
                order.Add(caller);
            await until;
            return 0;
        }, default);
        List<Task> all = [Work("slow", first.Task), Work("slow", Task.CompletedTask), Work("slow", Task.CompletedTask), Work("slow", Task.CompletedTask)];
        await Assert.ThrowsAsync<RequestRefused>(() => Work("slow", Task.CompletedTask));
        all.Add(Work("victim", Task.CompletedTask));
        first.SetResult();
        await Task.WhenAll(all);

        Assert.Equal(["slow", "victim", "slow", "slow", "slow"], order);
    }

    [Fact]
    public async Task Silent_connections_of_one_address_leave_room_for_others()
    {
        await using HostedServer server = await HostedServer.StartAsync("Connections=8");
        List<TcpClient> silent = [];
        for (int i = 0; i < 10; i++)
            silent.Add(await ConnectAsync(server, Attacker));
        await Task.Delay(200);
        using HttpClient victim = From(server, Victim);
        victim.Timeout = TimeSpan.FromSeconds(10);

        Assert.Equal("ok", await victim.GetStringAsync("healthz"));
        silent.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Health_is_answered_at_its_own_listener_although_all_connections_are_taken()
    {
        int port = FreePort();
        await using HostedServer server = await HostedServer.StartAsync("Connections=2", "CallerPercent=100", $"HealthListen=http://127.0.0.1:{port}");
        using TcpClient one = await ConnectAsync(server, Attacker), two = await ConnectAsync(server, Attacker);
        await Task.Delay(200);
        using HttpClient health = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(10) };
        using HttpClient others = From(server, Victim);

        await Assert.ThrowsAsync<HttpRequestException>(() => others.GetStringAsync("healthz"));
        Assert.Equal("ok", await health.GetStringAsync("healthz"));
        Assert.Equal(HttpStatusCode.NotFound, (await health.GetAsync("v1/specs")).StatusCode);
    }

    [Fact]
    public async Task Pictures_that_need_more_memory_than_there_is_wait_for_each_other()
    {
        await using HostedServer server = await HostedServer.StartAsync("WorkMemoryMegabytes=256");
        WorkMemory memory = server.Service<WorkMemory>();
        IDisposable first = await memory.TakeAsync(200L * Megabyte, default);
        Task<IDisposable> second = memory.TakeAsync(100L * Megabyte, default);
        Task<HttpResponseMessage> photo = server.Api.PostAsync("v1/id-photos?spec=one-inch", SecretPhoto.Camera);
        await Task.Delay(1000);
        Assert.False(second.IsCompleted || photo.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        await photo.BodyAsync();
        Assert.Equal(0, memory.Used);
    }

    [Fact]
    public void A_progressive_picture_costs_its_coefficients_as_well()
    {
        byte[] baseline = PictureEncoder.EncodeJpeg(PictureDecoder.Decode(SecretPhoto.Sample).Picture, new JpegOptions { Quality = 95 });
        // The same frame, declared progressive.
        int frame = baseline.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        byte[] progressive = [.. baseline];
        progressive[frame + 1] = 0xC2;
        long pixels = 512L * 512;
        int samples = baseline.AsSpan(frame + 11, 1)[0] is 0x11 ? 6 : 3;

        Assert.Equal(pixels * 26, WorkCost.Of(baseline, new DecodeLimits()));
        Assert.Equal(pixels * (26 + samples), WorkCost.Of(progressive, new DecodeLimits()));
        // A marker without a length before the frame hides nothing.
        Assert.Equal(pixels * (26 + samples), WorkCost.Of([.. progressive[..frame], 0xFF, 0x01, .. progressive[frame..]], new DecodeLimits()));
    }

    private static async Task<HttpStatusCode> KeepAsync(HttpClient client)
    {
        using HttpResponseMessage answer = await client.PostAsync("v1/photos", new ByteArrayContent(SecretPhoto.Camera));
        return answer.StatusCode;
    }

    private static HttpClient From(HostedServer server, string address) => Caller.ClientFrom(server.Address, IPAddress.Parse(address));

    private static async Task<TcpClient> ConnectAsync(HostedServer server, string from)
    {
        TcpClient client = new(new IPEndPoint(IPAddress.Parse(from), 0));
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        return client;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
