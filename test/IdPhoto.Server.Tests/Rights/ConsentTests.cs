using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdPhoto.Server.Compatibility;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace IdPhoto.Server.Tests.Rights;

/// <summary>Nothing is done with a photo that its person has not agreed to: today, under today's policy, to who is responsible today.</summary>
public sealed class ConsentTests(SharedServer shared)
{
    private static readonly Dictionary<string, string> Words = new() { ["en"] = "Photos stay for an hour less.", ["de"] = "Fotos bleiben eine Stunde weniger." };

    [Fact]
    public async Task An_install_sends_photos_only_while_its_yes_is_written_down()
    {
        Install install = new(shared.Api);
        await install.UploadAsync().IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
        await install.AgreeAsync("notices", "2.0").BodyAsync();
        await install.SendAsync(HttpMethod.Post, "v1/id-photos?spec=two-inch", SecretPhoto.Camera).IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);

        JsonElement consent = JsonDocument.Parse(await install.AgreeAsync("server-photos", "2.0", guardian: true).BodyAsync()).RootElement;
        Kept kept = await KeptAsync(install.UploadAsync());
        await install.SendAsync(HttpMethod.Post, $"v1/photos/{kept.Id}/id-photos?spec=two-inch", token: kept.Token).BodyAsync();

        Assert.Equal(("server-photos", "2.0", true), (consent.GetProperty("purpose").GetString(), consent.GetProperty("policy").GetString(), consent.GetProperty("guardian").GetBoolean()));
        Assert.InRange(DateTimeOffset.UtcNow - consent.GetProperty("givenAt").GetDateTimeOffset(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        await install.AgreeAsync("server-photos", "1.0").IsAsync(HttpStatusCode.Conflict, ServerCodes.PolicyChanged);
        await install.AgreeAsync("server-photos", "2.1").IsAsync(HttpStatusCode.Conflict, ServerCodes.PolicyChanged);
        await install.AgreeAsync("everything", "2.0").IsAsync(HttpStatusCode.BadRequest, ServerCodes.InvalidRequest);
    }

    [Fact]
    public async Task Taking_a_yes_back_erases_every_photo_that_was_sent_under_it_also_one_whose_answer_was_lost()
    {
        Install install = new(shared.Api), other = new(shared.Api);
        await install.AgreeAsync("server-photos", "2.0").BodyAsync();
        await other.AgreeAsync("server-photos", "2.0").BodyAsync();
        Kept known = await KeptAsync(install.UploadAsync()), others = await KeptAsync(other.UploadAsync());
        using (HttpResponseMessage lost = await install.UploadAsync())
            Assert.Equal(HttpStatusCode.Created, lost.StatusCode);
        Assert.Equal(2, (await install.SeeAsync()).GetProperty("photos").GetArrayLength());

        JsonElement withdrawn = JsonDocument.Parse(await install.WithdrawAsync("server-photos").BodyAsync()).RootElement;

        Assert.Equal(["photos"], withdrawn.GetProperty("erased").EnumerateArray().Select(name => name.GetString()!));
        await shared.Api.SendAsync(HttpMethod.Get, $"v1/photos/{known.Id}", known.Token).IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
        await shared.Api.SendAsync(HttpMethod.Get, $"v1/photos/{others.Id}", others.Token).BodyAsync();
        JsonElement seen = await install.SeeAsync();
        Assert.Equal(0, seen.GetProperty("photos").GetArrayLength());
        Assert.NotEqual(JsonValueKind.Null, seen.GetProperty("consents")[0].GetProperty("withdrawnAt").ValueKind);
        await install.UploadAsync().IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
    }

    [Fact]
    public async Task A_change_that_widens_use_asks_everybody_again_and_a_harmless_one_nobody()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        PolicyRegister policies = server.Service<PolicyRegister>();
        Install install = new(server.Api);
        await install.AgreeAsync("server-photos", "2.0").BodyAsync();

        policies.Publish(new PolicyDraft(DateTimeOffset.UtcNow, Widens: false, null, Words));
        Kept kept = await KeptAsync(install.UploadAsync());
        await server.Api.PostAsync("v1/photos", SecretPhoto.Camera).BodyAsync();

        policies.Publish(new PolicyDraft(DateTimeOffset.UtcNow, Widens: true, null, Words));
        await install.UploadAsync().IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
        await server.Api.PostAsync("v1/photos", SecretPhoto.Camera).IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
        await install.AgreeAsync("server-photos", "2.1").IsAsync(HttpStatusCode.Conflict, ServerCodes.PolicyChanged);

        server.Api.Client.DefaultRequestHeaders.Add("Policy", "2.2");
        await server.Api.PostAsync("v1/photos", SecretPhoto.Camera).BodyAsync();
        // The photo of an install is worked on under its own yes, also where the request does not name it; to look after it needs none.
        await server.Api.MakeAsync(kept, "two-inch").IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
        await server.Api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token).BodyAsync();
        server.Api.Client.DefaultRequestHeaders.Remove("Policy");
        await install.AgreeAsync("server-photos", "2.2").BodyAsync();
        await install.UploadAsync().BodyAsync();
    }

    [Fact]
    public async Task A_change_of_controller_erases_what_the_predecessor_was_given_and_nothing_goes_on_before_a_new_yes()
    {
        await using HostedServer server = await HostedServer.StartAsync("OperatorName=First Ltd");
        PolicyRegister policies = server.Service<PolicyRegister>();
        Install install = new(server.Api);
        await install.AgreeAsync("server-photos", "2.0").BodyAsync();
        Kept kept = await KeptAsync(install.UploadAsync());
        policies.Publish(new PolicyDraft(DateTimeOffset.UtcNow + TimeSpan.FromSeconds(5), false, new Controller("Second Ltd", "second@example.org"), Words));
        await server.Api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token).BodyAsync();
        JsonElement announced = await PolicyAsync(server.Api);

        await GoneAsync(server.Api, kept);

        JsonElement now = await PolicyAsync(server.Api);
        Assert.Equal(("2.0", "First Ltd", "2.1"), (announced.GetProperty("tag").GetString(), NameIn(announced), announced.GetProperty("upcoming")[0].GetProperty("tag").GetString()));
        Assert.Equal(("2.1", "Second Ltd", "2.1"), (now.GetProperty("tag").GetString(), NameIn(now), now.GetProperty("binding").GetString()));
        await EmptyAsync(server.Service<PhotoStore>());
        await install.UploadAsync().IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
        await install.AgreeAsync("server-photos", "2.1").BodyAsync();
        await install.UploadAsync().BodyAsync();
        Assert.Equal("Second Ltd", (await install.SeeAsync()).GetProperty("consents")[0].GetProperty("controller").GetString());
    }

    [Fact]
    public async Task A_yes_that_is_taken_back_while_the_photo_comes_leaves_no_photo()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        Install install = new(server.Api);
        await install.AgreeAsync("server-photos", "2.0").BodyAsync();
        using HttpRequestMessage slow = new(HttpMethod.Post, "v1/photos") { Content = new PausedContent(SecretPhoto.Camera, () => install.WithdrawAsync("server-photos").BodyAsync()) };
        slow.Headers.Add("Install-Id", install.Id.ToString("D"));

        await server.Api.Client.SendAsync(slow).IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);

        Assert.Equal(0, (await server.Service<PhotoStore>().TotalsAsync()).Photos);
    }

    [Fact]
    public async Task A_childs_photo_is_worked_on_under_a_guardians_word_alone_whether_the_age_says_that_it_is_one_or_the_document()
    {
        Install install = new(shared.Api);
        await install.AgreeAsync("server-photos", "2.0").BodyAsync();
        Kept kept = await KeptAsync(install.UploadAsync());
        string[] asked = ["id-photos?spec=np-passport-child", "id-photos?spec=%20BD-passport-child", "checks?spec=us-passport&age=17.9", "checks?spec=us-passport&age=30&age=3"];
        foreach (string query in asked)
        {
            await SaysGuardianAsync(install.SendAsync(HttpMethod.Post, $"v1/{query}", SecretPhoto.Camera));
            await SaysGuardianAsync(install.SendAsync(HttpMethod.Post, $"v1/photos/{kept.Id}/{query}", token: kept.Token));
            // The photo is the install's, whether the request names that or not.
            await SaysGuardianAsync(shared.Api.SendAsync(HttpMethod.Post, $"v1/photos/{kept.Id}/{query}", kept.Token));
        }
        await install.SendAsync(HttpMethod.Post, "v1/checks?spec=us-passport&age=18", SecretPhoto.Camera).BodyAsync();

        await install.AgreeAsync("server-photos", "2.0", guardian: true).BodyAsync();

        await install.SendAsync(HttpMethod.Post, "v1/id-photos?spec=np-passport-child", SecretPhoto.Camera).BodyAsync();
        await shared.Api.SendAsync(HttpMethod.Post, $"v1/photos/{kept.Id}/checks?spec=us-passport&age=3", kept.Token).BodyAsync();

        static async Task SaysGuardianAsync(Task<HttpResponseMessage> sent)
        {
            using HttpResponseMessage answer = await sent;
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("guardian", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>What does nothing with a photo that was sent, or shows and erases it: to be added to with care.</summary>
    private static readonly string[] WithoutPhoto =
    [
        "DELETE /v1/device", "DELETE /v1/device/consents/{purpose}", "DELETE /v1/device/email", "DELETE /v1/device/push", "DELETE /v1/photos/{id}",
        "POST /notices/confirm/{token}", "POST /notices/stop/{token}", "POST /v1/letters", "POST /v1/receipts/check",
        "PUT /v1/device", "PUT /v1/device/consents/{purpose}", "PUT /v1/device/email", "PUT /v1/device/push",
    ];

    /// <summary>What is read and is about no photo.</summary>
    private static readonly string[] Pages =
    [
        "/", "/api", "/api/page.css", "/api/page.js", "/api/sample.png", "/contact", "/healthz", "/metrics", "/notices/confirm/{token}", "/notices/stop/{token}",
        "/openapi/{documentName}.json", "/privacy", "/readyz", "/receipt",
        "/rights/contact.js", "/rights/fonts.css", "/rights/mark.svg", "/rights/receipt.js", "/rights/rights.css", "/rights/rights.js", "/rights/your-data.js",
        "/v1/device", "/v1/notices", "/v1/photos/{id}", "/v1/policy", "/v1/processors", "/v1/receipt-keys", "/v1/specs", "/v1/specs/{id}", "/v1/statistics", "/your-data",
    ];

    [Fact]
    public async Task Every_address_that_is_not_known_to_leave_photos_alone_refuses_an_install_that_has_not_agreed()
    {
        await using HostedServer server = await HostedServer.StartAsync("Compatibility=hivision");
        Install install = new(server.Api);
        await install.AgreeAsync("server-photos", "2.0").BodyAsync();
        Kept kept = await KeptAsync(install.UploadAsync());
        server.Service<PolicyRegister>().Publish(new PolicyDraft(DateTimeOffset.UtcNow, Widens: true, null, Words));
        List<string> refused = [];
        foreach ((string method, string pattern) in Routes(server))
        {
            string address = pattern.Replace("{id}", kept.Id, StringComparison.Ordinal).TrimStart('/');
            HttpMethod verb = new(method);
            await install.SendAsync(verb, address, method == "GET" ? null : SecretPhoto.Camera, kept.Token).IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
            if (address != pattern.TrimStart('/'))
            {
                // Nor does it help to name the policy and not the install.
                using HttpRequestMessage program = new(verb, address) { Headers = { { "Policy", "2.1" }, { "Authorization", $"Bearer {kept.Token}" } } };
                await server.Api.Client.SendAsync(program).IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
            }
            refused.Add($"{method} {pattern}");
        }
        Assert.Contains("POST /v1/photos", refused);
        Assert.Contains("GET /v1/photos/{id}/cutout", refused);
        Assert.True(refused.Count >= 15, string.Join(", ", refused));
    }

    /// <summary>Every address but those above; what another project's interface answers to other methods than its own is a refusal in any case.</summary>
    private static IEnumerable<(string Method, string Pattern)> Routes(HostedServer server) => server.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => (method, route.RoutePattern.RawText!)) ?? [("GET", route.RoutePattern.RawText!)])
        .Where(route => !WithoutPhoto.Contains($"{route.Item1} {route.Item2}") && !(route.Item1 is "GET" or "HEAD" && Pages.Contains(route.Item2)))
        .Where(route => route.Item1 == "POST" || !CompatibleAddress.All.Any(address => address.Path == route.Item2));

    private static string? NameIn(JsonElement policy) => policy.GetProperty("controller").GetProperty("name").GetString();

    private static async Task<JsonElement> PolicyAsync(Caller api) => JsonDocument.Parse(await api.Client.GetAsync(new Uri("v1/policy", UriKind.Relative)).BodyAsync()).RootElement;

    private static async Task<Kept> KeptAsync(Task<HttpResponseMessage> upload)
    {
        using HttpResponseMessage answer = await upload;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Kept>())!;
    }

    private static async Task GoneAsync(Caller api, Kept kept)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            using HttpResponseMessage answer = await api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token, limit.Token);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                return;
            await Task.Delay(50, limit.Token);
        }
    }

    // Nobody finds a photo any more from the moment at which its bytes begin to go.
    private static async Task EmptyAsync(PhotoStore store)
    {
        for (int i = 0; i < 1200 && (await store.TotalsAsync()).Photos > 0; i++)
            await Task.Delay(50);
        Assert.Equal(0, (await store.TotalsAsync()).Photos);
    }

    /// <summary>A photo of which the second half waits for something.</summary>
    private sealed class PausedContent(byte[] photo, Func<Task> between) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(photo.AsMemory(0, photo.Length / 2));
            await stream.FlushAsync();
            await between();
            await stream.WriteAsync(photo.AsMemory(photo.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = photo.Length;
            return true;
        }
    }
}
