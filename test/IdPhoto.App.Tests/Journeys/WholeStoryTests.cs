using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IdPhoto.App.Tests.Harness;
using IdPhoto.Codecs;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>One person's whole story with the service, at the end of which nothing of them is left in anything that the server could write.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed class WholeStoryTests(AppBrowser browser)
{
    private const string Address = "eileen.unmistakable@person.example";

    [Fact]
    public async Task Consent_photo_notice_takeover_consent_again_export_deletion_receipt_and_no_trace()
    {
        browser.Require();
        Assert.SkipUnless(SmtpStandIn.IsThere, "npm is not installed: there is no mail server for tests.");
        using SmtpStandIn mails = await SmtpStandIn.StartAsync();
        using AppServer server = await AppServer.StartAsync(more:
        [
            ("SmtpServer", $"127.0.0.1:{mails.Port}"), ("SmtpSecurity", "none"), ("MailFrom", "photos@operator.example"), ("PublicAddress", "https://photos.operator.example/"),
            ("OperatorName", "First Ltd."), ("SweepSeconds", "1"),
        ]);
        await using AppPage app = await AppPage.OpenAsync(
            browser, server, keep: true, before: context => context.AddInitScriptAsync("globalThis.Worker = class { constructor() { throw new Error('too old'); } };"));
        app.MayFail = true;
        await app.KeptAsync();

        await SendPhotoAsync(app);
        await SubscribeAsync(app, server, mails);
        LeakSearch search = await SecretsAsync(app, server, mails);

        await PublishAsync(server, TimeProvider.System.GetUtcNow().AddDays(20));
        Assert.Contains("Second Ltd.", (await mails.WaitAsync(Address, 2))[1].Message.TextBody!, StringComparison.Ordinal);
        await app.Page.EvaluateAsync("() => { location.hash = '#/'; }");
        await app.Page.ReloadAsync();
        await app.Page.WaitForSelectorAsync("[data-test=news]");
        await BringForwardAsync(server);
        await AgreeAgainAsync(app);
        // There is a photo on the server when everything is deleted.
        await SendAnotherAsync(app, search);
        await ExportAsync(app);
        // What is looked for is found where it is: the person's hash on the server, everything else in the mails.
        Assert.Contains(search.Find(Files(server)), file => file.Contains("records.db", StringComparison.Ordinal));
        Assert.Contains(search.Find(Files(server)), file => file.Contains("photos.db", StringComparison.Ordinal));
        Assert.NotNull(search.Find(Encoding.Latin1.GetBytes(mails.Mails[0].Raw)));
        // The service worker, which was between the page and the server all the time, has kept nothing of it.
        string[] kept = await app.Page.EvaluateAsync<string[]>(
            "async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat()");
        Assert.NotEmpty(kept);
        Assert.DoesNotContain(kept, url => url.Contains("/v1/", StringComparison.Ordinal));
        await DeleteAsync(app, server);

        // At once, as the receipt says.
        Assert.Empty(search.Find(Files(server)));
        (int sound, string verdict) = await server.AdminAsync("verify", "--key-file", Path.Combine(server.Folder, "key"));
        Assert.True(sound == 0, verdict);
    }

    private static async Task SendPhotoAsync(AppPage app)
    {
        await app.GoAsync("document/us-passport");
        await app.PickAsync();
        await app.ClickAsync("server-ask");
        app.Agreed = Yes.Server;
        await app.ClickAsync("consent-always");
        await app.Page.WaitForSelectorAsync("[data-test=finished]");
    }

    private static async Task SendAnotherAsync(AppPage app, LeakSearch search)
    {
        await app.GoAsync("document/us-passport");
        await app.PickAsync();
        await app.ClickAsync("server-ask");
        await app.Page.WaitForSelectorAsync("[data-test=finished]");
        AddTokens(search, (await app.KeptAsync("uploads"))!);
    }

    private static void AddTokens(LeakSearch search, string uploads)
    {
        using JsonDocument sent = JsonDocument.Parse(uploads);
        foreach (JsonElement upload in sent.RootElement.EnumerateArray())
            if (upload.TryGetProperty("token", out JsonElement token) && token.GetString() is { } text)
                search.Add(Encoding.ASCII.GetBytes(text));
    }

    // By the form, and by the link in the mail, which leads to the operator's public address: here to the server itself.
    private static async Task SubscribeAsync(AppPage app, AppServer server, SmtpStandIn mails)
    {
        await app.GoAsync("privacy");
        await app.Page.CheckAsync("[data-test=notice-policy]");
        await app.Page.FillAsync("[data-test=mail-address]", Address);
        app.Agreed |= Yes.Mail;
        await app.ClickAsync("mail-ask");
        await app.Page.WaitForSelectorAsync("[data-test=mail-state][data-confirmed=false]");
        string token = (await mails.WaitAsync(Address))[0].TokenAfter("/notices/confirm/");
        IPage letter = await app.Page.Context.Browser!.NewPageAsync();
        await letter.GotoAsync($"{server.Address}notices/confirm/{token}");
        await letter.RunAndWaitForResponseAsync(() => letter.Locator("button").ClickAsync(), answer => answer.Request.Method == "POST");
        await letter.CloseAsync();
    }

    // The photo's file and pixels, the device's id in every spelling and as the server keeps it, the address, and every token that was given out.
    private static async Task<LeakSearch> SecretsAsync(AppPage app, AppServer server, SmtpStandIn mails)
    {
        LeakSearch search = new();
        byte[] photo = await File.ReadAllBytesAsync(AppBrowser.PortraitPath(AppBrowser.Someone), TestContext.Current.CancellationToken);
        search.Add(photo);
        search.Add(PictureDecoder.Decode(photo).Picture.Rgb, every: 3);
        Guid id = Guid.Parse(await app.InstallIdAsync());
        AddTokens(search, (await app.KeptAsync("uploads"))!);
        foreach (string text in new[] { Address, id.ToString("D"), id.ToString("N"), mails.Mails[0].TokenAfter("/notices/confirm/"), mails.Mails[0].TokenAfter("/notices/stop/") })
            search.Add(Encoding.ASCII.GetBytes(text));
        search.Add(PersonOn(server));
        search.Add(id.ToByteArray());
        search.Add(id.ToByteArray(bigEndian: true));
        return search;
    }

    // The one install that the server knows: a keyed hash, which is all that its files have of the id.
    private static byte[] PersonOn(AppServer server)
    {
        using SqliteConnection records = new($"Data Source={Path.Combine(server.Folder, "data", "records.db")};Mode=ReadOnly;Pooling=False");
        records.Open();
        using SqliteCommand people = new("SELECT person FROM people", records);
        using SqliteDataReader rows = people.ExecuteReader();
        Assert.True(rows.Read());
        byte[] person = (byte[])rows[0];
        Assert.False(rows.Read());
        return person;
    }

    // No test can wait for the day: what was announced is taken back and published anew, to take effect at once.
    private static async Task BringForwardAsync(AppServer server)
    {
        (int withdrawn, string said) = await server.AdminAsync("withdraw", "1");
        Assert.True(withdrawn == 0, said);
        await PublishAsync(server, null, "--now", "law");
    }

    private static async Task PublishAsync(AppServer server, DateTimeOffset? from, params string[] more)
    {
        string file = Path.Combine(server.Folder, "takeover.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            from = from?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            widens = false,
            controller = new { name = "Second Ltd.", contact = "second@operator.example" },
            changes = new { en = "Second Ltd. takes over the service." },
        }), TestContext.Current.CancellationToken);
        (int published, string said) = await server.AdminAsync(["publish", file, .. more]);
        Assert.True(published == 0, said);
    }

    private static async Task AgreeAgainAsync(AppPage app)
    {
        await app.Page.ReloadAsync();
        await app.Page.WaitForSelectorAsync("[data-test=gate-yes]");
        Assert.EndsWith("#/policy-change", app.Page.Url, StringComparison.Ordinal);
        Assert.Contains("Second Ltd.", await app.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await app.ClickAsync("gate-yes");
        // Asked of the page: whoever waits for an address misses one that changes while they begin to.
        await app.Page.WaitForFunctionAsync("() => !location.hash.endsWith('/policy-change') || document.querySelector('main [role=alert]')");
        Assert.False(app.Page.Url.EndsWith("#/policy-change", StringComparison.Ordinal), await app.Page.Locator("main").InnerTextAsync());
    }

    private static async Task ExportAsync(AppPage app)
    {
        await app.GoAsync("privacy");
        using JsonDocument export = JsonDocument.Parse(await app.DownloadedAsync("export"));
        JsonElement known = export.RootElement.GetProperty("server"), email = known.GetProperty("email");
        Assert.Equal((Address, true), (email.GetProperty("address").GetString(), email.GetProperty("confirmed").GetBoolean()));
        Assert.Equal(["notices", "server-photos"], known.GetProperty("consents").EnumerateArray().Select(consent => consent.GetProperty("purpose").GetString()).Order());
        Assert.All(known.GetProperty("consents").EnumerateArray(), consent => Assert.Equal(("2.2", "Second Ltd."), (consent.GetProperty("policy").GetString(), consent.GetProperty("controller").GetString())));
        // What the first operator was given went when the second took over: this is the one that was sent since.
        Assert.Equal(1, known.GetProperty("photos").GetArrayLength());
    }

    private static async Task DeleteAsync(AppPage app, AppServer server)
    {
        string id = await app.InstallIdAsync();
        await app.ClickAsync("forget");
        byte[] receipt = await app.DownloadedAsync("forget");
        using DeviceOnServer device = new(server, id);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await device.StateAsync());
        Assert.True((await device.CheckAsync(Encoding.ASCII.GetString(receipt))).GetProperty("valid").GetBoolean());
        using JsonDocument says = JsonDocument.Parse(Base64Url.DecodeFromChars(Encoding.ASCII.GetString(receipt).Split('.')[1]));
        // The photo has gone before, by its own token.
        Assert.Equal(["consents", "device", "email", "traces"], says.RootElement.GetProperty("erased").EnumerateArray().Select(part => part.GetString()).Order());
        string file = Path.Combine(server.Folder, "receipt");
        await File.WriteAllBytesAsync(file, receipt, TestContext.Current.CancellationToken);
        (int found, string said) = await server.AdminAsync("find", "--receipt", file);
        Assert.True(found == 0, said);
    }

    // Sockets and pipes are empty; opening a pipe would wait for ever.
    private static string[] Files(AppServer server) => [.. Directory.GetFiles(server.Folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0)];
}
