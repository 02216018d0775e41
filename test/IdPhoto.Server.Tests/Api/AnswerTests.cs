using System.Net;
using System.Net.Sockets;
using System.Text;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Tests.Site;
using IdPhoto.Server.Work;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>No answer outlives its photo, and none waits for its reader for ever.</summary>
public sealed class AnswerTests
{
    private const int Megabyte = 1024 * 1024;
    private const int Large = 20 * Megabyte;

    [Fact]
    public async Task An_answer_that_nobody_reads_ends_with_the_erasure_of_its_photo()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        Kept kept = await KeepWithCutoutAsync(server);
        using TcpClient reader = await AskAsync(server, kept);
        await server.Api.EraseAsync(kept).BodyAsync();
        Assert.InRange(await ReadAsync(reader), 1, Large / 2);
    }

    [Theory]
    [InlineData("POST", "id-photos?spec=two-inch")]
    [InlineData("GET", "cutout")]
    [InlineData("POST", "checks?spec=two-inch&ofiq=true")]
    public async Task A_small_answer_that_lies_in_the_systems_buffers_ends_with_the_erasure_of_its_photo(string method, string result)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells what lies in its buffers.");
        await using HostedServer server = await HostedServer.StartAsync();
        Kept kept = await server.Api.KeepAsync(SecretPhoto.Camera);
        long whole = (await server.Api.SendAsync(new HttpMethod(method), $"v1/photos/{kept.Id}/{result}", kept.Token).BodyAsync()).Length;
        // Less than a connection holds between the two.
        Assert.InRange(whole, 15_000, 300_000);
        using TcpClient reader = await AskAsync(server, kept, $"{method} /v1/photos/{kept.Id}/{result}", buffer: 1);
        await Task.Delay(500);
        await server.Api.EraseAsync(kept).BodyAsync();
        await Task.Delay(2_000);

        Assert.InRange(await ReadAsync(reader), 0, whole / 2);
        await Wait.UntilAsync(() => server.Service<TransferMemory>().Used == 0);
    }

    [Fact]
    public async Task A_small_answer_that_nobody_reads_counts_until_it_has_left_and_ends_after_its_time()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells what lies in its buffers.");
        await using HostedServer server = await HostedServer.StartAsync("AnswerSeconds=5");
        Kept kept = await server.Api.KeepAsync(SecretPhoto.Camera);
        using TcpClient reader = await AskAsync(server, kept, $"POST /v1/photos/{kept.Id}/id-photos?spec=two-inch", buffer: 1);
        TransferMemory memory = server.Service<TransferMemory>();
        await Task.Delay(500);
        Assert.InRange(memory.Used, 20_000, 300_000);
        await Wait.UntilAsync(() => memory.Used == 0);
        await Task.Delay(2_000);
        Assert.InRange(await ReadAsync(reader), 0, 20_000);
    }

    [Fact]
    public async Task An_answer_that_nobody_reads_ends_when_the_time_of_its_photo_is_over()
    {
        await using HostedServer server = await HostedServer.StartAsync("RetentionSeconds=6");
        Kept kept = await KeepWithCutoutAsync(server);
        using TcpClient reader = await AskAsync(server, kept);
        await Wait.UntilAsync(() => server.Service<TransferMemory>().Used == 0);
        Assert.True(DateTimeOffset.UtcNow > kept.ExpiresAt - TimeSpan.FromMilliseconds(200));
        Assert.InRange(await ReadAsync(reader), 1, Large / 2);
    }

    [Theory]
    [InlineData("AnswerSeconds=4")]
    [InlineData("AnswerKilobytesPerSecond=10000")]
    public async Task An_answer_that_nobody_reads_ends_after_its_time_and_gives_its_memory_back(string limit)
    {
        await using HostedServer server = await HostedServer.StartAsync(limit, "TransferMemoryMegabytes=64");
        Kept kept = await KeepWithCutoutAsync(server);
        using TcpClient reader = await AskAsync(server, kept);
        TransferMemory memory = server.Service<TransferMemory>();
        Assert.InRange(memory.Used, Large, Large + Megabyte);
        await Wait.UntilAsync(() => memory.Used == 0);
        Assert.InRange(await ReadAsync(reader), 1, Large / 2);
    }

    [Fact]
    public async Task Sixteen_callers_that_do_not_read_hold_no_more_than_the_bound()
    {
        await using HostedServer server = await HostedServer.StartAsync("TransferMemoryMegabytes=64");
        Kept kept = await KeepWithCutoutAsync(server);
        TcpClient[] readers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => AskAsync(server, kept)));
        Assert.InRange(server.Service<TransferMemory>().Used, Large, 64 * Megabyte);
        foreach (TcpClient reader in readers)
            reader.Dispose();
    }

    [Fact]
    public async Task No_answer_of_any_kind_waits_longer_than_its_time_for_a_reader()
    {
        using Sandbox sandbox = new();
        PublishedApp app = new(sandbox);
        string[] kinds = ["v1/specs", "v1/nothing-of-the-kind", "api", "api/sample.png", "openapi/v1.json", "metrics", "healthz", "v1/receipt-keys", "engine/networks/salient.net.0"];
        Dictionary<string, long> sizes = [];
        await using (HostedServer patient = await HostedServer.StartInAsync(sandbox, $"AppFolder={app.Folder}"))
            foreach (string kind in kinds)
                sizes[kind] = (await (await patient.Api.Client.GetAsync(kind)).Content.ReadAsByteArrayAsync()).Length;
        await using HostedServer server = await HostedServer.StartInAsync(sandbox, $"AppFolder={app.Folder}", "AnswerSeconds=1", "AnswerKilobytesPerSecond=1");
        (string Kind, bool Ended)[] ends = await Task.WhenAll(kinds.Select(async kind => (kind, await IsCutOffAsync(server, kind, Large / sizes[kind]))));

        Assert.Empty(ends.Where(end => !end.Ended).Select(end => end.Kind));
    }

    [Theory]
    [InlineData("id-photos?spec=one-inch")]
    [InlineData("checks?spec=one-inch")]
    public async Task Work_that_was_begun_before_the_erasure_answers_nothing_of_the_photo(string work)
    {
        await using HostedServer server = await HostedServer.StartAsync();
        Kept kept = await server.Api.KeepAsync(SecretPhoto.Large(2500, noise: 2, quality: 85));
        Task<HttpResponseMessage> begun = server.Api.SendAsync(HttpMethod.Post, $"v1/photos/{kept.Id}/{work}", kept.Token);
        WorkQueue queue = server.Service<WorkQueue>();
        while (queue.Inside == 0)
            await Task.Delay(10);
        // Long enough that the photo is open, far shorter than the work.
        await Task.Delay(100);
        await server.Api.EraseAsync(kept).BodyAsync();
        await begun.IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
    }

    /// <summary>Asks for more than all buffers between the two hold, in one go, and reads nothing for longer than it may.</summary>
    private static async Task<bool> IsCutOffAsync(HostedServer server, string address, long times)
    {
        using TcpClient reader = new() { ReceiveBufferSize = 4 * 1024 };
        await reader.ConnectAsync(server.Address.Host, server.Address.Port);
        byte[] asked = Encoding.ASCII.GetBytes($"GET /{address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        NetworkStream stream = reader.GetStream();
        _ = SendAsync(stream, asked, times);
        await Task.Delay(TimeSpan.FromSeconds(8));
        return await ReadAsync(stream) < Large / 2;
    }

    private static async Task SendAsync(NetworkStream stream, byte[] asked, long times)
    {
        try
        {
            for (long i = 0; i < times; i++)
                await stream.WriteAsync(asked);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The server has closed the connection, as it should, or the test is over.
        }
    }

    private static async Task<Kept> KeepWithCutoutAsync(HostedServer server)
    {
        Kept kept = await server.Api.KeepAsync(SecretPhoto.Camera);
        Stay stay = (await server.Service<PhotoStore>().FindAsync(PhotoId.Parse(kept.Id), AccessToken.Parse(kept.Token)))!;
        server.Service<PreviewCache>().Add(stay, 1280, new CachedPreview(new byte[Large], "{}"u8.ToArray()));
        return kept;
    }

    /// <summary>Asks for the cut-out and reads its first bytes alone.</summary>
    private static Task<TcpClient> AskAsync(HostedServer server, Kept kept) => AskAsync(server, kept, $"GET /v1/photos/{kept.Id}/cutout", 64 * 1024);

    private static async Task<TcpClient> AskAsync(HostedServer server, Kept kept, string line, int buffer)
    {
        TcpClient reader = new() { ReceiveBufferSize = buffer };
        await reader.ConnectAsync(server.Address.Host, server.Address.Port);
        await reader.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{line} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {kept.Token}\r\nContent-Length: 0\r\n\r\n"));
        await reader.GetStream().ReadExactlyAsync(new byte[12]);
        return reader;
    }

    private static Task<long> ReadAsync(TcpClient reader) => ReadAsync(reader.GetStream());

    private static async Task<long> ReadAsync(NetworkStream stream)
    {
        long total = 0;
        byte[] piece = new byte[Megabyte];
        try
        {
            for (int read; total < Large && (read = await stream.ReadAsync(piece)) > 0;)
                total += read;
        }
        catch (IOException)
        {
            // Closed in the middle of the answer: what counts is how much had come.
        }
        return total;
    }
}
