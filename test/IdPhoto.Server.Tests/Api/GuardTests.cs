using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Work;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>Keys, rates, queue and callers that leave.</summary>
public sealed class GuardTests
{
    private const string Make = "v1/id-photos?spec=one-inch";

    [Fact]
    public async Task Where_keys_are_set_up_only_their_holders_get_in()
    {
        string[] keys = ["a key of the app", "a key of the shop"];
        string hashes = string.Join(';', keys.Select(key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))));
        await using HostedServer server = await HostedServer.StartAsync($"ApiKeys={hashes}");
        Task<HttpResponseMessage> Get(string address, string? key)
        {
            HttpRequestMessage request = new(HttpMethod.Get, address);
            if (key is not null)
                request.Headers.Add("X-Api-Key", key);
            return server.Api.Client.SendAsync(request);
        }

        foreach (string? key in new[] { null, "", "another", keys[0] + "x", hashes[..64] })
            await Get("v1/specs", key).IsAsync(HttpStatusCode.Unauthorized, ServerCodes.KeyRequired);
        foreach (string key in keys)
            await Get("v1/specs", key).BodyAsync();
        await Get("healthz", null).BodyAsync();
    }

    [Fact]
    public async Task Too_many_requests_of_one_caller_are_told_when_to_come_back()
    {
        await using HostedServer server = await HostedServer.StartAsync("RequestsPerMinute=5");
        for (int i = 0; i < 5; i++)
            await server.Api.Client.GetAsync("v1/specs").BodyAsync();
        using HttpResponseMessage refused = await server.Api.Client.GetAsync("v1/specs");

        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await Task.FromResult(refused).IsAsync(HttpStatusCode.TooManyRequests, ServerCodes.TooManyRequests);
        await server.Api.Client.GetAsync("healthz").BodyAsync();
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("127.0.0.1", 2)]
    [InlineData("127.0.0.0/8;10.1.2.3", 2)]
    [InlineData("10.1.2.3", 1)]
    public async Task Only_a_proxy_that_is_trusted_tells_who_calls(string trusted, int callers)
    {
        await using HostedServer server = await HostedServer.StartAsync("RequestsPerMinute=1", $"TrustedProxies={trusted}");
        int served = 0;
        foreach (string caller in new[] { "203.0.113.7", "203.0.113.8", "203.0.113.8" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "v1/specs/one-inch") { Headers = { { "X-Forwarded-For", caller } } };
            using HttpResponseMessage answer = await server.Api.Client.SendAsync(request);
            served += answer.IsSuccessStatusCode ? 1 : 0;
        }
        Assert.Equal(callers, served);
    }

    [Fact]
    public async Task Who_reads_answers_slowly_does_not_fill_the_memory()
    {
        await using HostedServer server = await HostedServer.StartAsync("TransferMemoryMegabytes=64");
        TransferMemory memory = server.Service<TransferMemory>();
        using (memory.Take("another", 64L * 1024 * 1024))
            await server.Api.Client.GetAsync("healthz").BodyAsync();
        using (memory.Take("another", (64L * 1024 * 1024) - SecretPhoto.Camera.Length - 1000))
            await server.Api.PostAsync("v1/cutouts", SecretPhoto.Camera).IsAsync(HttpStatusCode.ServiceUnavailable, ServerCodes.Busy);
        await server.Api.PostAsync("v1/cutouts", SecretPhoto.Camera).BodyAsync();
    }

    [Fact]
    public async Task A_full_queue_turns_away_at_once_and_says_when_to_come_back()
    {
        await using HostedServer server = await HostedServer.StartAsync("Workers=1", "QueuePlaces=1");
        WorkQueue queue = server.Service<WorkQueue>();
        TaskCompletionSource busy = new();
        string caller = server.Service<Callers>().Of(new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Loopback } });
        Task[] work = [Occupy(queue, busy.Task, caller), Occupy(queue, busy.Task, caller)];
        // The workers stay busy until it is answered: whoever waited for them would wait for ever.
        using HttpResponseMessage refused = await server.Api.PostAsync(Make, SecretPhoto.Large(1500)).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await Task.FromResult(refused).IsAsync(HttpStatusCode.ServiceUnavailable, ServerCodes.Busy);
        busy.SetResult();
        await Task.WhenAll(work);
        await server.Api.PostAsync(Make, SecretPhoto.Camera).BodyAsync();
        Assert.Equal(0, queue.Inside);
    }

    [Fact]
    public async Task Who_leaves_the_queue_makes_room()
    {
        await using HostedServer server = await HostedServer.StartAsync("Workers=1", "QueuePlaces=1");
        WorkQueue queue = server.Service<WorkQueue>();
        TaskCompletionSource busy = new();
        Task work = Occupy(queue, busy.Task);
        using CancellationTokenSource leave = new();
        Task<HttpResponseMessage> waiting = server.Api.PostAsync(Make, SecretPhoto.Camera, leave.Token);
        await UntilAsync(() => queue.Inside == 2);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await UntilAsync(() => queue.Inside == 1);
        busy.SetResult();
        await work;
    }

    [Fact]
    public async Task A_photo_that_waits_too_long_is_given_up()
    {
        await using HostedServer server = await HostedServer.StartAsync("Workers=1", "WorkSeconds=1");
        TaskCompletionSource busy = new();
        Task work = Occupy(server.Service<WorkQueue>(), busy.Task);

        await server.Api.PostAsync(Make, SecretPhoto.Camera).IsAsync(HttpStatusCode.ServiceUnavailable, ServerCodes.TimeLimit);
        busy.SetResult();
        await work;
    }

    [Fact]
    public async Task A_body_that_comes_too_slowly_is_given_up_and_gives_its_memory_back()
    {
        await using HostedServer server = await HostedServer.StartAsync("UploadSeconds=6", "TransferMemoryMegabytes=64", "UploadMegabytes=40");
        using TcpClient slow = new(server.Address.Host, server.Address.Port);
        NetworkStream stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /{Make} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40000000\r\n\r\nabc"));
        TransferMemory memory = server.Service<TransferMemory>();
        await UntilAsync(() => !HasRoom(memory));
        byte[] answer = new byte[12];
        await stream.ReadExactlyAsync(answer);

        Assert.Equal("HTTP/1.1 408", Encoding.ASCII.GetString(answer));
        await UntilAsync(() => HasRoom(memory));
    }

    [Fact]
    public async Task A_server_that_is_asked_to_end_answers_what_it_has_begun()
    {
        using Sandbox sandbox = new();
        const int Jobs = 3;
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, $"Workers={Jobs}", "ShutdownSeconds=55");
        using Caller api = new(server.Address);
        byte[] photo = SecretPhoto.Large(2500);
        Task<HttpResponseMessage>[] work = [.. Enumerable.Range(0, Jobs).Select(_ => api.PostAsync(Make, photo))];
        await UntilAsync(async () => (await api.Client.GetStringAsync("metrics")).Split('\n').Any(line => line.StartsWith("idphoto_work_inside{", StringComparison.Ordinal) && line.EndsWith($" {Jobs}", StringComparison.Ordinal)));
        int code = await server.StopAsync();

        Assert.Equal(0, code);
        foreach (Task<HttpResponseMessage> answered in work)
            await answered.BodyAsync();
    }

    [Fact]
    public async Task A_second_server_does_not_share_the_folder()
    {
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, sandbox.NoNetworks);
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync(sandbox, sandbox.NoNetworks));
        Assert.Contains("Another server uses the folder", File.ReadAllText(sandbox.Log), StringComparison.Ordinal);
    }

    private static bool HasRoom(TransferMemory memory)
    {
        try
        {
            memory.Take("another", 64L * 1024 * 1024).Dispose();
            return true;
        }
        catch (RequestRefused)
        {
            return false;
        }
    }

    private static Task<int> Occupy(WorkQueue queue, Task until, string caller = "another") => queue.RunAsync(caller, "test", async _ =>
    {
        await until;
        return 0;
    }, default);

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (int i = 0; i < 6000 && !await holds(); i++)
            await Task.Delay(10);
        Assert.True(await holds());
    }
}
