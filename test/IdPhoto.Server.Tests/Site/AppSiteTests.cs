using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Site;

/// <summary>The app's files at the server's root.</summary>
public sealed class AppSiteTests(AppSite site) : IClassFixture<AppSite>
{
    private const string Key = AppSite.Key;
    private readonly HttpClient _client = site.Client;
    private readonly PublishedApp _app = site.App;
    private readonly HostedServer _server = site.Server;

    [Theory]
    [InlineData("", "text/html; charset=utf-8")]
    [InlineData("index.html", "text/html; charset=utf-8")]
    [InlineData("manifest.webmanifest", "application/manifest+json")]
    [InlineData("icon.svg", "image/svg+xml")]
    [InlineData("letters.woff2", "font/woff2")]
    [InlineData("engine/worker.js", "text/javascript")]
    [InlineData("engine/ort/ort.mjs", "text/javascript")]
    [InlineData("engine/networks/networks.json", "application/json")]
    [InlineData("engine/networks/salient.net.0", "application/octet-stream")]
    [InlineData("_framework/dotnet.wasm", "application/wasm")]
    [InlineData("_framework/IdPhoto.dll", "application/octet-stream")]
    public async Task Every_file_is_answered_as_what_it_is_without_a_key_although_keys_are_set_up(string address, string mediaType)
    {
        using HttpResponseMessage answer = await GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(await File.ReadAllBytesAsync(_app.PathOf(address.Length == 0 ? "index.html" : address)), await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, br;q=0.5", "gzip")]
    [InlineData("br;q=0, GZIP", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*, br;q=0", "gzip")]
    [InlineData("br;q=0, *;q=0", "")]
    [InlineData("identity, br;q=0.9", "")]
    [InlineData("zstd", "")]
    [InlineData("br;q=x", "")]
    public async Task The_copy_is_sent_that_the_caller_likes_best_and_unpacks_to_the_file(string? accepted, string coding)
    {
        using HttpResponseMessage answer = await GetAsync("engine/ort/ort.mjs", ("Accept-Encoding", accepted));
        byte[] body = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(coding, string.Join(",", answer.Content.Headers.ContentEncoding));
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        Assert.Equal(body.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(PublishedApp.Script, Unpack(body, coding));
    }

    [Fact]
    public async Task Only_the_head_is_answered_where_only_that_is_asked_for()
    {
        using HttpResponseMessage head = await SendAsync(HttpMethod.Head, "engine/ort/ort.mjs", ("Accept-Encoding", "br"));
        using HttpResponseMessage whole = await GetAsync("engine/ort/ort.mjs", ("Accept-Encoding", "br"));

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(whole.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal((whole.Headers.ETag, "br"), (head.Headers.ETag, head.Content.Headers.ContentEncoding.Single()));
    }

    [Fact]
    public async Task What_a_caller_has_already_is_not_sent_again_until_the_file_or_its_coding_is_another()
    {
        string tag = await TagAsync("br");
        Assert.StartsWith("\"", tag, StringComparison.Ordinal);
        using HttpResponseMessage same = await GetAsync("engine/ort/ort.mjs", ("Accept-Encoding", "br"), ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, tag), (same.StatusCode, same.Headers.ETag?.ToString()));
        Assert.Equal("no-cache", same.Headers.CacheControl?.ToString());
        Assert.Distinct([tag, await TagAsync("gzip"), await TagAsync("identity")]);

        string plain = await TagAsync("identity");
        DateTime written = File.GetLastWriteTimeUtc(_app.PathOf("engine/ort/ort.mjs"));
        try
        {
            _app.Write("engine/ort/ort.mjs", PublishedApp.Script.Replace("42", "43", StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(_app.PathOf("engine/ort/ort.mjs"), written + TimeSpan.FromSeconds(1));
            using HttpResponseMessage changed = await GetAsync("engine/ort/ort.mjs", ("If-None-Match", plain));
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            Assert.Contains("43", await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        finally
        {
            _app.Write("engine/ort/ort.mjs", PublishedApp.Script);
            File.SetLastWriteTimeUtc(_app.PathOf("engine/ort/ort.mjs"), written);
        }
    }

    [Fact]
    public async Task Only_a_part_of_a_network_under_its_own_hash_is_kept_for_good()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(PublishedApp.Part));
        const string Part = "engine/networks/salient.net.0", List = "engine/networks/networks.json";
        Assert.Equal("public, max-age=31536000, immutable", await CachingAsync($"{Part}?{hash[..16]}"));
        Assert.Equal("public, max-age=31536000, immutable", await CachingAsync($"{Part}?{hash}"));
        foreach (string address in (string[])[Part, $"{Part}?", $"{Part}?{hash[..15]}", $"{Part}?{hash[1..17]}", $"{Part}?{hash}0", $"{List}?{Hash("{}")}", "", "engine/worker.js?" + Hash(PublishedApp.Script)])
            Assert.Equal("no-cache", await CachingAsync(address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("engine/worker.js")]
    [InlineData("engine/ort/ort.mjs")]
    public async Task Pages_and_scripts_are_isolated_run_nothing_from_elsewhere_and_may_use_the_camera(string address)
    {
        using HttpResponseMessage answer = await GetAsync(address);

        Assert.Equal(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; connect-src 'self' blob:; "
            + "manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("require-corp", Header(answer, "Cross-Origin-Embedder-Policy"));
        Assert.Equal("camera=(self), geolocation=(), microphone=()", Header(answer, "Permissions-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("/nothing.js")]
    [InlineData("/engine")]
    [InlineData("/engine/")]
    [InlineData("/engine/ort/ort.mjs.br")]
    [InlineData("/.env")]
    [InlineData("/.git/config")]
    [InlineData("/link.txt")]
    [InlineData("/linked/outside.txt")]
    [InlineData("/../outside.txt")]
    [InlineData("/..%2foutside.txt")]
    [InlineData("/..%2Foutside.txt")]
    [InlineData("/..%5coutside.txt")]
    [InlineData("/%2e%2e/outside.txt")]
    [InlineData("/engine/..%2f..%2foutside.txt")]
    [InlineData("/engine/%2e%2e/%2e%2e/outside.txt")]
    [InlineData("/%252e%252e/outside.txt")]
    [InlineData("//outside.txt")]
    [InlineData("/./../outside.txt")]
    [InlineData("/engine%2fworker.js")]
    public async Task Nothing_else_is_answered_however_it_is_asked_for(string address)
    {
        (int status, string text) = await RawRequest.SendAsync(_server.Address, $"GET {address}", [$"X-Api-Key: {Key}"]);
        Assert.Equal(404, status);
        Assert.DoesNotContain(PublishedApp.Secret, text, StringComparison.Ordinal);
        Assert.Equal(401, (await RawRequest.SendAsync(_server.Address, $"GET {address}")).Status);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_file_can_only_be_read(string method)
        => Assert.Equal(405, (await RawRequest.SendAsync(_server.Address, $"{method} /engine/worker.js", [$"X-Api-Key: {Key}"])).Status);

    [Fact]
    public async Task The_api_keeps_its_addresses_keys_and_headers()
    {
        (int status, string text) = await RawRequest.SendAsync(_server.Address, "GET /v1/specs", [$"X-Api-Key: {Key}"]);
        Assert.Equal(200, status);
        Assert.DoesNotContain(PublishedApp.Secret, text, StringComparison.Ordinal);
        Assert.Equal(401, (await RawRequest.SendAsync(_server.Address, "GET /v1/specs")).Status);

        foreach (string address in (string[])["v1/specs", "openapi/v1.json", "metrics", "healthz", "api", "nothing.js"])
        {
            using HttpResponseMessage answer = await GetAsync(address, ("X-Api-Key", Key));
            Assert.Equal("no-store", Header(answer, "Cache-Control"));
            Assert.Equal("camera=(), geolocation=(), microphone=()", Header(answer, "Permissions-Policy"));
            Assert.Null(Header(answer, "Cross-Origin-Embedder-Policy"));
            Assert.DoesNotContain("wasm", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_that_is_gone_is_told_as_what_is_not_there_and_not_kept()
    {
        File.Delete(_app.PathOf("icon.svg"));
        try
        {
            using HttpResponseMessage answer = await GetAsync("icon.svg");
            Assert.Equal("no-store", Header(answer, "Cache-Control"));
            await Task.FromResult(answer).IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
        }
        finally
        {
            _app.Write("icon.svg", "<svg/>");
        }
    }

    [Fact]
    public async Task All_files_are_one_route_in_the_metrics()
    {
        await GetAsync("engine/worker.js");
        string metrics = await _client.GetStringAsync("metrics");

        Assert.Contains("http_route=\"/{app-file}\"", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("worker.js", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_do_not_count_as_requests_and_have_a_bound_of_their_own()
    {
        await using HostedServer server = await HostedServer.StartAsync($"AppFolder={_app.Folder}", "RequestsPerMinute=2", "FilesPerMinute=50");
        for (int i = 0; i < 50; i++)
            await server.Api.Client.GetAsync("engine/worker.js").BodyAsync();

        await server.Api.Client.GetAsync("v1/specs/one-inch").BodyAsync();
        HttpResponseMessage refused = await server.Api.Client.GetAsync("engine/worker.js");
        // On a busy machine some places are free again by now.
        for (int i = 0; i < 20 && refused.IsSuccessStatusCode; i++)
            refused = await server.Api.Client.GetAsync("engine/worker.js");
        Assert.Equal("no-store", Header(refused, "Cache-Control"));
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        await Task.FromResult(refused).IsAsync(HttpStatusCode.TooManyRequests, ServerCodes.TooManyRequests);
    }

    [Fact]
    public async Task A_phone_on_a_slow_line_gets_the_whole_file_at_a_rate_at_which_no_photo_may_be_read()
    {
        await using HostedServer server = await HostedServer.StartAsync($"AppFolder={_app.Folder}", "AnswerKilobytesPerSecond=10000", "AnswerSeconds=12");
        using TcpClient phone = new() { ReceiveBufferSize = 16 * 1024 };
        await phone.ConnectAsync(server.Address.Host, server.Address.Port);
        await phone.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /engine/networks/salient.net.0 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        await phone.GetStream().ReadExactlyAsync(new byte[12]);
        // Longer than an answer with a photo may take at that rate, and shorter than nothing at all may be read.
        await Task.Delay(TimeSpan.FromSeconds(7));
        using MemoryStream rest = new();
        await phone.GetStream().CopyToAsync(rest);

        Assert.True(rest.ToArray().AsSpan().EndsWith(PublishedApp.Part), $"Only {rest.Length} bytes came.");
    }

    [Fact]
    public async Task The_console_says_where_a_browser_finds_the_app()
    {
        using Sandbox sandbox = new();
        using ServerProcess process = await ServerProcess.StartAsync(sandbox, $"AppFolder={_app.Folder}", sandbox.NoNetworks);
        Assert.Equal(0, await process.StopAsync());
        Assert.Contains($"Open {process.Address.AbsoluteUri.TrimEnd('/')} to make a photo.", Printed(sandbox), StringComparison.Ordinal);
    }

    private static string Printed(Sandbox sandbox)
    {
        using FileStream log = new(sandbox.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(log).ReadToEnd();
    }

    private static string Unpack(byte[] body, string coding)
    {
        using MemoryStream packed = new(body);
        using Stream plain = coding switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        return new StreamReader(plain).ReadToEnd();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;

    private async Task<string> TagAsync(string coding)
    {
        using HttpResponseMessage answer = await GetAsync("engine/ort/ort.mjs", ("Accept-Encoding", coding));
        return answer.Headers.ETag!.ToString();
    }

    private async Task<string?> CachingAsync(string address)
    {
        using HttpResponseMessage answer = await GetAsync(address);
        return Header(answer, "Cache-Control") is { } caching ? string.Join(", ", caching.Split(", ").OrderBy(word => "pmi".IndexOf(word[0], StringComparison.Ordinal))) : null;
    }

    private Task<HttpResponseMessage> GetAsync(string address, params (string Name, string? Value)[] headers) => SendAsync(HttpMethod.Get, address, headers);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, params (string Name, string? Value)[] headers)
    {
        using HttpRequestMessage request = new(method, address);
        foreach ((string name, string? value) in headers.Where(header => header.Value is not null))
            request.Headers.TryAddWithoutValidation(name, value);
        return await _client.SendAsync(request);
    }
}

/// <summary>One server with the app for all tests that ask it for files.</summary>
public sealed class AppSite : IAsyncLifetime
{
    internal const string Key = "the key of the shop";
    private readonly Sandbox _sandbox = new();

    internal HttpClient Client { get; } = new(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None, AllowAutoRedirect = false });

    internal PublishedApp App { get; private set; } = null!;

    internal HostedServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = new PublishedApp(_sandbox);
        Server = await HostedServer.StartInAsync(_sandbox, $"AppFolder={App.Folder}", $"ApiKeys={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}");
        Client.BaseAddress = Server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _sandbox.Dispose();
    }
}
