using System.Net;
using System.Text.Json;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Admin;

/// <summary>Announcing changes of the policy and of the controller.</summary>
public sealed class PublishTests
{
    private static readonly string Later = DateTimeOffset.UtcNow.AddDays(15).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_change_is_announced_and_can_be_taken_back_until_it_takes_effect()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        JsonElement answer = await admin.PostAsync(
            "policies", new { from = Later, widens = false, controller = new { name = "New Owner Ltd" }, changes = new { en = "Another owner.", de = "Ein anderer Inhaber." } });

        Assert.Equal(["zh-Hans", "es", "fr", "ar"], answer.GetProperty("missing").EnumerateArray().Select(tag => tag.GetString()));
        JsonElement upcoming = Assert.Single((await PolicyAsync(server)).GetProperty("upcoming").EnumerateArray());
        Assert.Equal(Later + "T00:00:00+00:00", upcoming.GetProperty("from").GetString());
        Assert.Equal("New Owner Ltd", upcoming.GetProperty("controller").GetProperty("name").GetString());

        await admin.PostAsync("policies/withdraw", new { number = 1 });
        Assert.Empty((await PolicyAsync(server)).GetProperty("upcoming").EnumerateArray());
        await admin.SendAsync("policies/withdraw", new { number = 1 }).IsAsync(HttpStatusCode.BadRequest, "invalid-request");
        string log = await admin.Client.GetStringAsync("audit");
        Assert.Contains("\"act\":\"policy-published\",\"facts\":{\"number\":1,", log, StringComparison.Ordinal);
        Assert.Contains("\"act\":\"policy-withdrawn\",\"facts\":{\"number\":1}", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Owner", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_reason_a_change_takes_effect_at_once_and_the_reason_is_recorded()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        await admin.PostAsync("policies", new { widens = false, changes = new { en = "Clearer words." }, reason = "wording" });

        Assert.Equal("2.1", (await PolicyAsync(server)).GetProperty("tag").GetString());
        Assert.Contains("\"at-once\":\"wording\"", await admin.Client.GetStringAsync("audit"), StringComparison.Ordinal);
        await admin.SendAsync("policies/withdraw", new { number = 1 }).IsAsync(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task A_mistake_in_a_change_is_explained_and_nothing_is_announced()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        object changes = new { en = "More." };
        string soon = DateTimeOffset.UtcNow.AddDays(13).ToString("o"), past = "2020-01-01";
        (object Change, string Says)[] mistakes =
        [
            (new { from = Later, changes }, "'widens'"),
            (new { from = "31.1.2027", widens = true, changes }, "'from' is not a date"),
            (new { widens = true, changes }, "'from' is not a date"),
            (new { from = past, widens = true, changes }, "in the past"),
            (new { from = past, widens = true, changes, reason = "law" }, "in the past"),
            (new { from = soon[..19] + "Z", widens = true, changes }, "at least 14 days"),
            (new { from = Later, widens = true, changes = new { de = "Mehr." } }, "'en'"),
            (new { from = Later, widens = true }, "'en'"),
            (new { from = Later, widens = true, changes = new { en = " " } }, "empty or longer"),
            (new { from = Later, widens = true, changes = new { en = "More.", tlh = "nuq" } }, "'tlh'"),
            (new { from = Later, widens = true, changes, controller = new { contact = "x" } }, "'controller'"),
            (new { widens = true, changes, reason = "hurry" }, "law, security, less-data or wording"),
            (new { widens = true, changes, reason = "wording" }, "neither less of it"),
            (new { from = Later, widens = true, changes, note = "?" }, "not a description of a change"),
            (new[] { 1 }, "not a description of a change"),
        ];
        foreach ((object change, string says) in mistakes)
            Assert.Contains(says, (await admin.SendAsync("policies", change).IsAsync(HttpStatusCode.BadRequest, "invalid-request")).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await PolicyAsync(server)).GetProperty("upcoming").GetArrayLength());

        await admin.PostAsync("policies", new { from = DateTimeOffset.UtcNow.AddDays(40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), widens = true, changes });
        Assert.Contains("Change 1 takes effect on", (await admin.SendAsync("policies", new { from = Later, widens = true, changes }).IsAsync(HttpStatusCode.BadRequest, "invalid-request")).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> PolicyAsync(HostedServer server)
        => JsonDocument.Parse(await server.Api.Client.GetStringAsync("v1/policy")).RootElement;
}
