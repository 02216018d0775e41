using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IdPhoto.Server.Compatibility;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Tests.Site;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>Where keys are set up, nothing gets by them, however its address is written.</summary>
public sealed partial class KeyTests : IDisposable
{
    private const string Key = "the key of the shop";

    /// <summary>What needs no key: to be changed with care.</summary>
    private static readonly string[] Open =
    [
        "/", "/api", "/api/page.css", "/api/page.js", "/api/sample.png", "/contact", "/healthz", "/metrics", "/notices/confirm/{token}", "/notices/stop/{token}",
        "/openapi/{documentName}.json", "/privacy", "/readyz", "/receipt",
        "/rights/contact.js", "/rights/fonts.css", "/rights/mark.svg", "/rights/receipt.js", "/rights/rights.css", "/rights/rights.js", "/rights/your-data.js",
        "/v1/device", "/v1/device/consents/{purpose}", "/v1/device/email", "/v1/device/push", "/v1/letters", "/v1/notices", "/v1/policy", "/v1/processors",
        "/v1/receipts/check", "/v1/statistics", "/your-data",
    ];

    /// <summary>The app's files; one that has the address of the API is not among them.</summary>
    private static readonly string[] AppFiles =
    [
        "/_framework/IdPhoto.dll", "/_framework/dotnet.wasm", "/engine/networks/networks.json", "/engine/networks/salient.net.0", "/engine/ort/ort.mjs", "/engine/worker.js",
        "/icon.svg", "/index.html", "/letters.woff2", "/manifest.webmanifest",
    ];

    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task Without_a_key_no_address_answers_in_any_spelling()
    {
        await using HostedServer server = await StartAsync();
        List<string> answered = [];
        foreach ((string method, string route) in Routes(server).Where(route => !IsOpen(route)))
            foreach (string address in Spellings(route, server.Address))
            {
                (int status, string text) = await RawRequest.SendAsync(server.Address, $"{method} {address}", body: method == "POST" ? SecretPhoto.Camera : null);
                // An answer to HEAD has no text.
                if (status != 401 || (method != "HEAD" && !text.Contains(ServerCodes.KeyRequired, StringComparison.Ordinal)))
                    answered.Add($"{method} {address}: {status}");
            }
        Assert.Empty(answered);
        Assert.Equal(0, (await server.Service<PhotoStore>().TotalsAsync()).Photos);
    }

    [Fact]
    public async Task Every_address_answers_to_a_key_and_the_open_ones_without()
    {
        await using HostedServer server = await StartAsync();
        (string Method, string Pattern)[] routes = [.. Routes(server)];

        Assert.Equal(Open, routes.Select(route => route.Pattern).Where(Open.Contains).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(AppFiles, routes.Select(route => route.Pattern).Where(AppFiles.Contains).Distinct().Order(StringComparer.Ordinal));
        Assert.All(CompatibleAddress.All, address => Assert.Contains(("POST", address.Path), routes));
        foreach ((string method, string route) in routes)
        {
            string[] key = IsOpen((method, route)) ? [] : [$"X-Api-Key: {Key}"];
            Assert.NotEqual(401, (await RawRequest.SendAsync(server.Address, $"{method} {Filled(route)}", key)).Status);
        }
    }

    [Theory]
    [InlineData("GET /v2/photos", 404)]
    [InlineData("GET /v1/specs/../../healthzz", 404)]
    [InlineData("PATCH /v1/photos", 405)]
    [InlineData("POST /healthz", 405)]
    public async Task What_is_not_there_is_told_to_holders_of_a_key_alone(string line, int status)
    {
        await using HostedServer server = await StartAsync();
        Assert.Equal(401, (await RawRequest.SendAsync(server.Address, line)).Status);
        Assert.Equal(status, (await RawRequest.SendAsync(server.Address, line, [$"X-Api-Key: {Key}"])).Status);
    }

    public void Dispose() => _sandbox.Dispose();

    /// <summary>With everything that a server may have.</summary>
    private Task<HostedServer> StartAsync() => HostedServer.StartInAsync(
        _sandbox, $"ApiKeys={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}", "Compatibility=hivision", $"AppFolder={new PublishedApp(_sandbox).Folder}");

    private static bool IsOpen((string Method, string Pattern) route) => Open.Contains(route.Pattern) || AppFiles.Contains(route.Pattern)
        // Browsers ask so before they send the key.
        || (route.Method == "OPTIONS" && CompatibleAddress.All.Any(address => address.Path == route.Pattern));

    private static IEnumerable<(string Method, string Pattern)> Routes(HostedServer server) =>
        from endpoint in server.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, endpoint.RoutePattern.RawText!);

    private static string[] Spellings(string route, Uri server)
    {
        string address = Filled(route);
        return
        [
            address, address.ToUpperInvariant(), address.Replace("/v1", "/V1", StringComparison.Ordinal), $"{address}/", $"/{address}", address.Replace("/", "//", StringComparison.Ordinal),
            Letters().Replace(address, letter => $"%{(int)letter.Value[0]:x2}"), "/" + address[1..].Replace("/", "%2F", StringComparison.Ordinal), $"/.{address}", $"/healthz/..{address}", $"/healthz/%2e%2e{address}",
            $"{address}?", $"{address}%20", $"http://{server.Authority}{address}",
        ];
    }

    private static string Filled(string route) => route.Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{id}", new string('a', 32), StringComparison.Ordinal).Replace("{purpose}", "ads", StringComparison.Ordinal).Replace("{token}", new string('a', 43), StringComparison.Ordinal);

    [GeneratedRegex("[a-z]")]
    private static partial Regex Letters();
}
