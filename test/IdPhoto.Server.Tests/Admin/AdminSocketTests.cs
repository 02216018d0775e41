using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using IdPhoto.Server.Admin;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace IdPhoto.Server.Tests.Admin;

/// <summary>Who reaches the administration of a server: nobody but at its own socket.</summary>
public sealed partial class AdminSocketTests
{
    [Fact]
    public async Task No_address_of_administration_is_answered_at_another_listener_in_any_spelling()
    {
        using Sandbox sandbox = new();
        string open = Path.Combine(sandbox.Root, "o"), health = Path.Combine(sandbox.Root, "h");
        await using HostedServer server = await HostedServer.StartInAsync(sandbox, $"Listen=http://127.0.0.1:0;http://unix:{open}", $"HealthListen=http://unix:{health}");
        using HttpClient throughOpen = Caller.ClientThrough(open), throughHealth = Caller.ClientThrough(health);
        foreach ((string method, string path) in AdminApi.Acts.Keys)
        {
            string nothing = await AskAsync(server, method, "/nothing-is-here");
            Assert.StartsWith("404", nothing, StringComparison.Ordinal);
            foreach (string spelling in Spellings(path))
                Assert.Equal(nothing, await AskAsync(server, method, spelling));
            foreach (HttpClient client in new[] { throughOpen, throughHealth })
                Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).StatusCode);
        }
        // Nor is anything else of the server's answered at the socket for health.
        Assert.Equal(HttpStatusCode.NotFound, (await throughHealth.GetAsync("v1/specs")).StatusCode);
        Assert.Equal("ok", await throughHealth.GetStringAsync("healthz"));
    }

    [Fact]
    public async Task At_the_socket_of_administration_no_other_address_is_answered()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        RouteEndpoint[] routes = [.. server.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

        Assert.True(routes.Length > 20);
        foreach (string path in routes.Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/')).Distinct())
            foreach (HttpMethod method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete })
                Assert.Equal(HttpStatusCode.NotFound, (await admin.Client.SendAsync(new HttpRequestMessage(method, path))).StatusCode);
        Assert.Equal(0, (await admin.GetAsync("status")).GetProperty("photos").GetProperty("kept").GetInt32());
    }

    [Fact]
    public async Task The_socket_is_private_and_gone_with_the_server()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the rights of its folder hold.");
        using Sandbox sandbox = new();
        string socket = Path.Combine(sandbox.Root, "elsewhere.sock");
        await using (HostedServer server = await HostedServer.StartInAsync(sandbox, $"AdminSocket={socket}"))
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
            Assert.False(File.Exists(sandbox.AdminSocket));
        }
        await using (HostedServer server = await HostedServer.StartInAsync(sandbox, "AdminSocket="))
            Assert.False(File.Exists(socket) || File.Exists(sandbox.AdminSocket));
    }

    [Fact]
    public async Task Connections_of_everybody_else_do_not_keep_the_operator_out()
    {
        await using HostedServer server = await HostedServer.StartAsync("Connections=1");
        using TcpClient silent = new(server.Address.Host, server.Address.Port);
        await Task.Delay(100);
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => server.Api.Client.GetAsync("healthz"));
        Assert.Equal(0, (await admin.GetAsync("kept")).GetProperty("photos").GetInt32());
    }

    [Fact]
    public async Task A_path_that_no_socket_can_have_and_one_that_others_reach_are_refused_by_the_settings_name()
    {
        using Sandbox sandbox = new();
        string deep = Path.Combine(sandbox.Root, new string('d', 100)), shared = Path.Combine(sandbox.Root, "s");
        SettingException tooLong = await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(sandbox, $"DataFolder={deep}"));
        SettingException both = await Assert.ThrowsAsync<SettingException>(
            () => HostedServer.StartInAsync(sandbox, $"Listen=http://127.0.0.1:0;http://unix:{shared}", $"AdminSocket={Path.Combine(sandbox.Root, ".", "s")}"));

        Assert.Contains("'AdminSocket'", ServerWords.English.Say(tooLong.Said), StringComparison.Ordinal);
        Assert.Contains("'AdminSocket'", ServerWords.English.Say(both.Said), StringComparison.Ordinal);
        Assert.False(Directory.Exists(deep));
    }

    private static IEnumerable<string> Spellings(string path) =>
    [
        path, path.ToUpperInvariant(), path + "/", "/" + path, "/." + path, "/x/.." + path, "/admin" + path, "/v1/admin" + path,
        $"/%{Convert.ToHexString([(byte)path[1]])}{path[2..]}", path + "?a=b", path + ";a", "http://localhost" + path,
    ];

    private static async Task<string> AskAsync(HostedServer server, string method, string address)
    {
        (int status, string text) = await RawRequest.SendAsync(server.Address, $"{method} {address}", ["Host: localhost"]);
        return status + Date().Replace(text, "");
    }

    [GeneratedRegex(@"Date: [^\r]*")]
    private static partial Regex Date();
}
