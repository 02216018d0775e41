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
using IdPhoto.Server.Tests.Harness.Hostile;
using IdPhoto.Server.Work;
using IdPhoto.Tests;
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
        Assert.Equal(0, (await server.Service<PhotoStore>().TotalsAsync()).Photos);
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
        Assert.InRange((await server.Service<PhotoStore>().TotalsAsync()).Bytes, 1, Megabyte * 35 / 100);
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
    public async Task The_last_worker_is_kept_for_others_as_long_as_there_are_any()
    {
        await using HostedServer server = await HostedServer.StartAsync("Workers=2", "QueuePlaces=3");
        WorkQueue queue = server.Service<WorkQueue>();
        TaskCompletionSource end = new();
        int running = 0;
        Task Work(string caller, Task until) => queue.RunAsync(caller, "test", async _ =>
        {
            Interlocked.Increment(ref running);
            await until;
            return Interlocked.Decrement(ref running);
        }, default);
        // Alone a caller has them all.
        Task[] alone = [Work("slow", end.Task), Work("slow", end.Task)];
        await UntilAsync(() => running == 2);
        end.SetResult();
        await Task.WhenAll(alone);
        await Work("victim", Task.CompletedTask);
        end = new();
        Task[] slow = [Work("slow", end.Task), Work("slow", end.Task), Work("slow", end.Task)];
        await UntilAsync(() => running > 0);
        await Task.Delay(100);
        Assert.Equal(1, running);
        await Work("victim", Task.CompletedTask).WaitAsync(TimeSpan.FromSeconds(60));
        end.SetResult();
        await Task.WhenAll(slow);
    }

    [Fact]
    public async Task A_worker_goes_to_whoever_had_less_of_their_time_although_served_more_often()
    {
        await using HostedServer server = await HostedServer.StartAsync("Workers=1", "QueuePlaces=3");
        WorkQueue queue = server.Service<WorkQueue>();
        List<string> order = [];
        Task Work(string caller, Task until) => queue.RunAsync(caller, "test", async _ =>
        {
            lock (order)
                order.Add(caller);
            await until;
            return 0;
        }, default);
        await Work("long", Task.Delay(2_000));
        await Work("short", Task.CompletedTask);
        TaskCompletionSource end = new();
        Task other = Work("other", end.Task);
        Task[] waiting = [Work("long", Task.CompletedTask), Work("short", Task.CompletedTask)];
        end.SetResult();
        await Task.WhenAll([other, .. waiting]);

        Assert.Equal(["long", "short", "other", "short", "long"], order);
    }

    [Fact]
    public async Task Who_waits_is_answered_in_time_although_the_work_does_not_end_and_its_worker_stays_taken()
    {
        await using HostedServer server = await HostedServer.StartAsync("Workers=1", "QueuePlaces=0", "WorkSeconds=1");
        WorkQueue queue = server.Service<WorkQueue>();
        TaskCompletionSource<int> end = new();
        RequestRefused refused = await Assert.ThrowsAsync<RequestRefused>(() => queue.RunAsync("slow", "test", _ => end.Task, default).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(ServerCodes.TimeLimit, refused.Code);
        Assert.Equal(1, queue.Inside);
        end.SetResult(0);
        await UntilAsync(() => queue.Inside == 0);
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
        victim.Timeout = TimeSpan.FromSeconds(60);

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
        IDisposable first = await memory.TakeAsync("another", 255L * Megabyte, default);
        Task<IDisposable> second = memory.TakeAsync("a third", 100L * Megabyte, default);
        Task<HttpResponseMessage> photo = server.Api.PostAsync("v1/id-photos?spec=one-inch", SecretPhoto.Camera);
        await Task.Delay(1000);
        Assert.False(second.IsCompleted || photo.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        await photo.BodyAsync();
        Assert.Equal(0, memory.Used);
    }

    [Fact]
    public async Task Large_pictures_of_one_caller_do_not_let_another_wait_for_all_of_them_and_small_ones_do_not_keep_a_large_one_out()
    {
        await using HostedServer server = await HostedServer.StartAsync("WorkMemoryMegabytes=256");
        WorkMemory memory = server.Service<WorkMemory>();
        Task<IDisposable> Take(string caller, int megabytes) => memory.TakeAsync(caller, (long)megabytes * Megabyte, default);
        Task<IDisposable>[] large = [Take("attacker", 200), Take("attacker", 200), Take("attacker", 200)];
        // There is room beside the large one.
        IDisposable beside = await Take("another", 20).WaitAsync(TimeSpan.FromSeconds(60));
        Task<IDisposable> whole = Take("victim", 256);
        Assert.False(large[1].IsCompleted || whole.IsCompleted);
        beside.Dispose();
        (await large[0]).Dispose();
        // All of it is free, and the attacker came first, but was let in a moment ago.
        IDisposable alone = await whole.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(large[1].IsCompleted);
        Task<IDisposable>[] small = [.. Enumerable.Range(0, 20).Select(caller => Take($"other {caller}", 100))];
        alone.Dispose();
        // Those who hold nothing go first, but not for ever.
        for (int i = 0; await Task.WhenAny(small[i], large[1]).WaitAsync(TimeSpan.FromSeconds(60)) == small[i]; i++)
            (await small[i]).Dispose();
        Task<IDisposable>[] rest = [.. small.Where(waiting => !waiting.IsCompleted), large[2]];
        Assert.InRange(rest.Length, 2, small.Length);
        (await large[1]).Dispose();
        await Task.WhenAll(rest.Select(async waiting => (await waiting).Dispose())).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_callers_own_small_pictures_do_not_keep_its_large_one_out()
    {
        await using HostedServer server = await HostedServer.StartAsync("WorkMemoryMegabytes=256");
        WorkMemory memory = server.Service<WorkMemory>();
        Task<IDisposable> Take(int megabytes) => memory.TakeAsync("one", (long)megabytes * Megabyte, default);
        Task<IDisposable> small = Take(60), large = Take(256);
        for (int i = 0; i < 20 && !large.IsCompleted; i++)
        {
            // There is always one under way when the one before it ends.
            Task<IDisposable> next = Take(60);
            (await small.WaitAsync(TimeSpan.FromSeconds(60))).Dispose();
            small = await Task.WhenAny(next, large).WaitAsync(TimeSpan.FromSeconds(60)) == next ? next : small;
        }
        Assert.True(large.IsCompleted);
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

    [Fact]
    public async Task A_sheet_takes_its_share_of_the_memory_before_it_is_drawn()
    {
        await using HostedServer server = await HostedServer.StartAsync("WorkMemoryMegabytes=512");
        WorkMemory memory = server.Service<WorkMemory>();
        Task<HttpResponseMessage> Sheet(string format) => server.Api.PostAsync($"v1/sheets?paper=297x420mm&dpi=300&size=40x40mm&copies=1&format={format}", SecretPhoto.Camera);
        IDisposable first = await memory.TakeAsync("another", 300L * Megabyte, default);
        // A PDF draws nothing.
        await Sheet("pdf").BodyAsync();
        Task<HttpResponseMessage> drawn = Sheet("jpeg");
        await Task.Delay(1500);
        Assert.False(drawn.IsCompleted);
        first.Dispose();
        await drawn.BodyAsync();
        await server.Api.PostAsync("v1/sheets?paper=297x420mm&dpi=1200&size=40x40mm&format=jpeg", SecretPhoto.Camera).IsAsync(HttpStatusCode.UnprocessableEntity, Refusals.TooManyPixels);
    }

    [Theory]
    [InlineData("v1/id-photos?spec=one-inch&force=true", 1, 20)]
    [InlineData("v1/id-photos?spec=ua-passport-child&dpi=1200&force=true", 300, 600)]
    [InlineData("idphoto", 1, 40)]
    [InlineData("idphoto?width=3000&height=3000&hd=false", 100, 150, true)]
    [InlineData("idphoto?width=2000&height=2000", 90, 150, true)]
    [InlineData("idphoto?head_measure_ratio=0.01", 100, 250)]
    [InlineData("generate_layout_photos?width=3000&height=3000", 100, 180)]
    public async Task A_small_photo_takes_its_share_of_the_memory_by_what_is_made_of_it(string work, int least, int most, bool isLong = false)
    {
        if (isLong)
            LongTests.Require();
        await using HostedServer server = await HostedServer.StartAsync("Compatibility=hivision");
        WorkMemory memory = server.Service<WorkMemory>();
        Task<HttpResponseMessage> answer = server.Api.Client.PostAsync(work, work.StartsWith("v1", StringComparison.Ordinal)
            ? new ByteArrayContent(SecretPhoto.Camera)
            : Compatibility.V1Client.Form(SecretPhoto.Camera));
        long used = 0;
        for (; !answer.IsCompleted; await Task.Delay(1))
            used = Math.Max(used, memory.Used);

        Assert.InRange(used, (long)least * Megabyte, (long)most * Megabyte);
        await answer.BodyAsync();
    }

    [Fact]
    public void A_tile_larger_than_its_picture_costs_its_coder_all_of_it()
        => Assert.Equal((64L * 64 * 26) + (256 * 192 * 8), WorkCost.Of(HostileIsoFiles.Tiled(30, 30, 64, 64), new DecodeLimits()));

    private static async Task UntilAsync(Func<bool> reached)
    {
        for (int i = 0; i < 6000 && !reached(); i++)
            await Task.Delay(10);
        Assert.True(reached());
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
