using System.Net;
using System.Security.Cryptography;
using System.Text;
using IdPhoto.Server.Api;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Work;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace IdPhoto.Server.Tests.Compatibility;

/// <summary>The server's guards hold for the addresses of v1 as for its own.</summary>
[Collection(CompatibleServers.Name)]
public sealed class CompatibleGuardTests(CompatibleServers servers)
{
    private const string Key = "the key of the shop";

    [Fact]
    public async Task Where_keys_are_set_up_only_a_browsers_question_needs_none()
    {
        await using HostedServer server = await HostedServer.StartAsync("Compatibility=hivision", $"ApiKeys={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}");
        foreach (string address in ContractTests.Addresses)
        {
            await server.Api.Client.PostAsync(address, V1Client.Form(SecretPhoto.Camera)).IsAsync(HttpStatusCode.Unauthorized, ServerCodes.KeyRequired);
            await server.Api.Client.GetAsync(address).IsAsync(HttpStatusCode.Unauthorized, ServerCodes.KeyRequired);
            await server.Api.Client.SendAsync(new HttpRequestMessage(HttpMethod.Options, address)).BodyAsync();
        }
        HttpRequestMessage request = new(HttpMethod.Post, "set_kb") { Content = V1Client.Form(SecretPhoto.Camera), Headers = { { "X-Api-Key", Key } } };
        await server.Api.Client.SendAsync(request).BodyAsync();
    }

    [Fact]
    public async Task An_install_that_has_not_agreed_is_refused_by_every_address()
    {
        Install install = new(servers.Strict.Api);
        RouteEndpoint[] taking = [.. servers.Strict.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<PhotoBody>() is not null)];
        foreach (string address in ContractTests.Addresses)
        {
            await install.SendAsync(HttpMethod.Post, address, SecretPhoto.Camera).IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
            Assert.Contains(taking, endpoint => endpoint.RoutePattern.RawText == "/" + address);
        }
    }

    [Fact]
    public async Task A_full_queue_and_full_memory_turn_a_form_away_and_get_their_room_back()
    {
        await using HostedServer server = await HostedServer.StartAsync("Compatibility=hivision", "TransferMemoryMegabytes=64", "RequestsPerMinute=4");
        TransferMemory memory = server.Service<TransferMemory>();
        using (memory.Take("another", (64L * 1024 * 1024) - 1000))
            await server.Api.Client.PostAsync("set_kb", V1Client.Form(SecretPhoto.Camera)).IsAsync(HttpStatusCode.ServiceUnavailable, ServerCodes.Busy);
        await new V1Client(server).SendAsync("set_kb", SecretPhoto.Camera);
        await new V1Client(server).SendTextAsync("set_kb", Convert.ToBase64String(SecretPhoto.Camera));
        await new V1Client(server).SendTextAsync("set_kb", "broken");

        // The last answer counts a moment longer than its caller waits for it.
        await Wait.UntilAsync(() => memory.Used == 0);
        await server.Api.Client.PostAsync("set_kb", V1Client.Form(SecretPhoto.Camera)).IsAsync(HttpStatusCode.TooManyRequests, ServerCodes.TooManyRequests);
    }

    [Fact]
    public async Task Two_files_and_endless_fields_are_refused()
    {
        using MultipartFormDataContent two = V1Client.Form(SecretPhoto.Camera), endless = [];
        two.Add(new ByteArrayContent(SecretPhoto.Camera), "input_image", "b.jpg");
        for (int i = 0; i < 100; i++)
            endless.Add(new StringContent("1"), $"f{i}");
        string many = string.Join('&', Enumerable.Range(0, 100).Select(i => $"f{i}=1"));

        Assert.Equal(400, (await new V1Client(servers.Fixed).SendAsync("set_kb", two)).Status);
        Assert.Equal(400, (await new V1Client(servers.Fixed).SendAsync("set_kb", endless)).Status);
        Assert.Equal(400, (await new V1Client(servers.Fixed).SendAsync("set_kb", new StringContent(many, Encoding.ASCII, "application/x-www-form-urlencoded"))).Status);
    }

    [Fact]
    public async Task No_form_leaves_a_trace_in_files_logs_or_metrics()
    {
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, "Compatibility=hivision");
        using Caller api = new(server.Address);
        LeakSearch search = SecretPhoto.Search();
        string text = Convert.ToBase64String(SecretPhoto.Camera);
        search.Add(Encoding.ASCII.GetBytes(text));
        byte[] made = await api.Client.PostAsync("human_matting", V1Client.Form(SecretPhoto.Camera)).BodyAsync();
        search.Add(made);
        await api.Client.PostAsync("set_kb", V1Client.Form(null, $"input_image_base64={text}", "text=a-name-in-a-field")).BodyAsync();
        foreach (HttpContent broken in new HttpContent[] { V1Client.Form(SecretPhoto.Camera[..30_000]), V1Client.Form(null, $"input_image_base64=?{text}") })
            using (HttpResponseMessage refused = await api.Client.PostAsync("human_matting", broken))
                Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        string metrics = await api.Client.GetStringAsync("metrics");

        Assert.Empty(search.Find(sandbox.Files()));
        Assert.Null(search.Find(Encoding.UTF8.GetBytes(metrics)));
        Assert.DoesNotContain("a-name-in-a-field", metrics + File.ReadAllText(sandbox.Log), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(sandbox.Temporary, "*", SearchOption.AllDirectories));
        Assert.Empty(sandbox.PhotoFiles());
        await server.StopAsync();
    }
}
