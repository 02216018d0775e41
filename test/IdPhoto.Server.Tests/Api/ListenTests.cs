using System.Diagnostics;
using System.Net;
using System.Threading.RateLimiting;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Tests.Harness;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>Where the server listens, under which names, and to how many requests.</summary>
public sealed class ListenTests
{
    [Fact]
    public async Task A_server_that_was_killed_leaves_a_socket_and_the_next_one_takes_its_place()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sockets are replaced on Linux alone.");
        using Sandbox sandbox = new();
        string path = Path.Combine(sandbox.Root, "s"), listen = $"Listen=http://127.0.0.1:0;http://unix:{path}";
        using (ServerProcess killed = await ServerProcess.StartAsync(sandbox, listen, sandbox.NoNetworks))
            killed.Kill();
        Assert.True(File.Exists(path));

        using ServerProcess server = await ServerProcess.StartAsync(sandbox, listen, sandbox.NoNetworks);
        using HttpClient client = Caller.ClientThrough(path);
        Assert.Equal("ok", await client.GetStringAsync("http://localhost/healthz"));
    }

    [Fact]
    public async Task A_socket_at_which_somebody_answers_is_left_to_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sockets are replaced on Linux alone.");
        using Sandbox sandbox = new();
        string path = Path.Combine(sandbox.Root, "s");
        await using HostedServer first = await HostedServer.StartAsync($"Listen=http://127.0.0.1:0;http://unix:{path}");
        await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(sandbox, $"Listen=http://127.0.0.1:0;http://unix:{path}"));
        using HttpClient client = Caller.ClientThrough(path);
        Assert.Equal("ok", await client.GetStringAsync("http://localhost/healthz"));
    }

    [Theory]
    [InlineData("Listen=http://127.0.0.1:0;http://unix:")]
    [InlineData("HealthListen=http://unix:")]
    public async Task What_is_no_socket_is_never_replaced(string setting)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sockets are replaced on Linux alone.");
        using Sandbox sandbox = new();
        string file = Path.Combine(sandbox.Root, "letter"), link = Path.Combine(sandbox.Root, "link"), pipe = Path.Combine(sandbox.Root, "pipe");
        await File.WriteAllTextAsync(file, "mine");
        File.CreateSymbolicLink(link, file);
        using (Process made = Process.Start("mkfifo", [pipe]))
            await made.WaitForExitAsync();
        foreach (string path in new[] { file, link, pipe, sandbox.Home })
            await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(sandbox, setting + path));

        Assert.Equal("mine", await File.ReadAllTextAsync(link));
        Assert.True(File.Exists(pipe));
    }

    [Theory]
    [InlineData("", "localhost|LOCALHOST:5080|127.0.0.1:1|[::1]:5080|", "photos.example.org|localhost.example.org|127.0.0.1.example.org|192.0.2.1|a")]
    [InlineData("photos.example.org;*.example.net", "photos.example.org:8443|Shop.Example.Net|localhost", "example.org|badexample.net")]
    public async Task Only_requests_under_a_name_of_the_server_are_answered(string allowed, string answered, string refused)
    {
        await using HostedServer server = await HostedServer.StartAsync(allowed.Length > 0 ? [$"AllowedHosts={allowed}"] : []);
        foreach (string host in answered.Split('|'))
            Assert.Equal((host, 200), (host, (await RawRequest.SendAsync(server.Address, "GET /healthz", [$"Host: {host}"])).Status));
        foreach (string host in refused.Split('|'))
        {
            (int status, string text) = await RawRequest.SendAsync(server.Address, "GET /healthz", [$"Host: {host}"]);
            Assert.Equal((host, 421, true), (host, status, text.Contains("\"unknown-host\"", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_server_that_listens_everywhere_is_known_by_the_address_at_which_it_is_reached()
    {
        await using HostedServer server = await HostedServer.StartAsync("Listen=http://127.0.0.1:0;http://0.0.0.0:0");
        string everywhere = server.Service<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Last(address => !address.Contains("unix:", StringComparison.Ordinal));
        Uri other = new($"http://127.0.0.5:{new Uri(everywhere).Port}");
        Assert.Equal(200, (await RawRequest.SendAsync(other, "GET /healthz")).Status);
        Assert.Equal(421, (await RawRequest.SendAsync(other, "GET /healthz", ["Host: 127.0.0.6"])).Status);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("http://photos.example.org")]
    [InlineData("photos.example.org:443")]
    [InlineData("photos example")]
    public async Task A_name_that_cannot_be_one_is_refused(string name)
        => await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartAsync($"AllowedHosts={name}"));

    [Fact]
    public async Task A_rate_between_sixty_and_a_hundred_and_twenty_is_not_rounded_down()
    {
        await using HostedServer server = await HostedServer.StartAsync("RequestsPerMinute=119");
        await ServedAsync(server);
        // More time than this only serves more.
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.True(await ServedAsync(server) >= 5, "One request a second is half of the rate.");
    }

    [Fact]
    public void Every_rate_is_met_to_a_millionth()
    {
        foreach (int rate in Enumerable.Range(1, 2000).Append(999_983).Append(1_000_000))
        {
            TokenBucketRateLimiterOptions bucket = RateLimits.Bucket(rate);
            Assert.Equal(1, bucket.TokensPerPeriod / bucket.ReplenishmentPeriod.TotalMinutes / rate, 1e-6);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("file")]
    [InlineData("photo")]
    public async Task A_second_file_in_a_form_is_refused_and_not_dropped(string name)
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using MultipartFormDataContent one = Form(), two = Form();
        if (name.Length > 0)
            two.Add(new ByteArrayContent(SecretPhoto.Camera), name, "b.jpg");
        else
            two.Add(new StringContent("once more"), "photo");
        await server.Api.Client.PostAsync("v1/photos", one).BodyAsync();
        string detail = (await server.Api.Client.PostAsync("v1/photos", two).IsAsync(HttpStatusCode.BadRequest, "invalid-request")).GetProperty("detail").GetString()!;

        Assert.Contains("one file", detail, StringComparison.Ordinal);
        Assert.Single(server.Sandbox.PhotoFiles());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    public async Task Without_locks_on_files_no_server_starts(string off)
    {
        using Sandbox sandbox = new();
        await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync(sandbox, ["env", $"DOTNET_SYSTEM_IO_DISABLEFILELOCKING={off}"], []));
        for (int i = 0; i < 100 && !Log(sandbox).Contains("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", StringComparison.Ordinal); i++)
            await Task.Delay(20);
        Assert.Contains("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", Log(sandbox), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_are_for_this_machine_alone_or_for_the_listener_for_health_where_there_is_one()
    {
        await using HostedServer server = await HostedServer.StartAsync(), behind = await HostedServer.StartAsync("TrustedProxies=127.0.0.1");
        Assert.Equal(200, (await RawRequest.SendAsync(server.Address, "GET /metrics")).Status);
        // A proxy of this machine speaks for somebody from elsewhere, whether it is trusted or not.
        foreach (string says in new[] { "X-Forwarded-For: 192.0.2.7", "Forwarded: for=192.0.2.7", "Via: 1.1 proxy", "X-Real-IP: 192.0.2.7" })
            foreach (HostedServer one in new[] { server, behind })
                Assert.Equal((says, 404), (says, (await RawRequest.SendAsync(one.Address, "GET /metrics", [says])).Status));

        using Sandbox sandbox = new();
        string socket = Path.Combine(sandbox.Root, "health.sock");
        await using HostedServer watched = await HostedServer.StartInAsync(sandbox, $"HealthListen=http://unix:{socket}");
        Assert.Equal(404, (await RawRequest.SendAsync(watched.Address, "GET /metrics")).Status);
        Assert.Equal(200, (await RawRequest.SendAsync(watched.Address, "GET /healthz")).Status);
        using HttpClient watcher = Caller.ClientThrough(socket);
        Assert.Contains("idphoto_photos_stored", await watcher.GetStringAsync("metrics"), StringComparison.Ordinal);
    }

    private static string Log(Sandbox sandbox)
    {
        using FileStream log = new(sandbox.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(log).ReadToEnd();
    }

    private static MultipartFormDataContent Form() => new() { { new StringContent("a note"), "note" }, { new ByteArrayContent(SecretPhoto.Camera), "photo", "a.jpg" } };

    private static async Task<int> ServedAsync(HostedServer server)
    {
        for (int served = 0; ; served++)
        {
            using HttpResponseMessage answer = await server.Api.Client.GetAsync("v1/receipt-keys");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return served;
        }
    }
}
