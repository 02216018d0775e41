using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace IdPhoto.Tests.Cli;

/// <summary><c>idphoto admin</c> at a real server; what each act does is tested with the server.</summary>
public sealed class AdminTests
{
    [Fact]
    public async Task The_operator_publishes_looks_purges_and_checks_the_log_of_it()
    {
        using TemporaryFolder folder = new();
        string[] place = ["--data", folder["data"]];
        using Process server = Idphoto.Start("serve", "--listen", "http://127.0.0.1:0", "--data", folder["data"], "--key-file", folder["server.key"]);
        string listening = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        string receipt = folder.Write("receipt", Encoding.ASCII.GetBytes(await KeepAndEraseAsync(new Uri(listening["Listening on ".Length..]))));
        string policy = folder.Write("policy.json", Encoding.UTF8.GetBytes(
            $$"""{ "from": "{{TimeProvider.System.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}}", "widens": true, "changes": { "en": "More.", "fr": "Plus." } }"""));

        Outcome published = await RunAsync("publish", policy), status = await RunAsync("status"), again = await RunAsync("withdraw", "1", "--lang", "de");
        published.IsDone();
        Assert.Contains("everybody is asked again", published.Text, StringComparison.Ordinal);
        Assert.Contains("no text in zh-Hans, es, de and ar", published.Errors, StringComparison.Ordinal);
        status.IsDone();
        Assert.Matches(@"(?s)^Kept photos: 1 \(.*No photo is overdue.*Change 1 takes effect at", status.Text);
        Assert.Equal("Änderung 1 ist zurückgenommen.\n", again.Text);
        (await RunAsync("withdraw", "1")).Failed(1, "invalid-request");

        (await RunAsync("purge")).Failed(2, "usage");
        Assert.StartsWith("Erased photos: 1 (", (await RunAsync("purge", "--yes")).Text, StringComparison.Ordinal);
        Outcome found = await RunAsync("find", "--receipt", receipt);
        found.IsDone();
        Assert.Matches(@"(?s)^Genuine: the receipt for one photo, erased at .* in line 2\.\s+Nothing of what was erased is left", found.Text);
        Assert.Equal(3, (await RunAsync("find", "--receipt", policy)).ExitCode);
        Assert.Matches(@"(?s)\bAct\b.*photo-erased.*policy-published.*at-once=no.*photos-purged.*photos=1.*log-exported", (await RunAsync("audit")).Text);
        string last = (await RunAsync("audit", "--json")).Text.TrimEnd('\n').Split('\n')[^1];
        Assert.Equal("log-exported", JsonDocument.Parse(last).RootElement.GetProperty("act").GetString());

        // With the server up, and with it down.
        Assert.True((await VerifyAsync()).Json.GetProperty("sound").GetBoolean());
        server.Kill();
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        (await VerifyAsync()).IsDone();
        (await RunAsync("status")).Failed(1, Refusals.FileAccess);
        byte[] log = await File.ReadAllBytesAsync(folder["data/audit.log"], TestContext.Current.CancellationToken);
        log[^200] ^= 1;
        await File.WriteAllBytesAsync(folder["data/audit.log"], log, TestContext.Current.CancellationToken);
        Outcome changed = await VerifyAsync();
        Assert.Equal((3, "changed"), (changed.ExitCode, changed.Json.GetProperty("fault").GetProperty("kind").GetString()));

        Task<Outcome> RunAsync(params string[] line) => Idphoto.RunAsync(["admin", .. line, .. place]);

        Task<Outcome> VerifyAsync() => RunAsync("verify", "--key-file", folder["server.key"], "--json");
    }

    [Fact]
    public async Task Without_a_server_or_its_files_the_operator_is_told_what_is_missing()
    {
        using TemporaryFolder folder = new();
        (await Idphoto.RunAsync("admin", "status", "--data", folder["data"])).Failed(1, Refusals.FileAccess);
        (await Idphoto.RunAsync("admin", "verify", "--data", folder["data"], "--key-file", folder["key"])).Failed(1, Refusals.FileAccess);
        (await Idphoto.RunAsync("admin", "status", "--socket", folder[new string('s', 120)])).Failed(2, "usage");
        (await Idphoto.RunAsync("admin")).Failed(2, "usage");
        Assert.Empty(folder.Names);
    }

    // Two are kept and one is erased by its holder.
    private static async Task<string> KeepAndEraseAsync(Uri server)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using HttpClient client = new() { BaseAddress = server };
        JsonElement kept = default;
        for (int i = 0; i < 2; i++)
        {
            using ByteArrayContent photo = new(await File.ReadAllBytesAsync(Idphoto.Astronaut, stop));
            photo.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            using HttpResponseMessage answer = await client.PostAsync("v1/photos", photo, stop);
            kept = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(stop)).RootElement;
        }
        using HttpRequestMessage erase = new(HttpMethod.Delete, $"v1/photos/{kept.GetProperty("id").GetString()}");
        erase.Headers.Authorization = new AuthenticationHeaderValue("Bearer", kept.GetProperty("token").GetString());
        using HttpResponseMessage erased = await client.SendAsync(erase, stop);
        return JsonDocument.Parse(await erased.Content.ReadAsStringAsync(stop)).RootElement.GetProperty("receipt").GetString()!;
    }
}
