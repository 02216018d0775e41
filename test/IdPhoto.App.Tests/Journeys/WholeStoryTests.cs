using System.Globalization;
using System.Text;
using System.Text.Json;
using IdPhoto.App.Tests.Harness;
using IdPhoto.Codecs;
using IdPhoto.Server.Tests.Harness;
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
            browser, server, before: context => context.AddInitScriptAsync("globalThis.Worker = class { constructor() { throw new Error('too old'); } };"));
        app.MayFail = true;

        await SendPhotoAsync(app);
        await SubscribeAsync(app, server, mails);
        LeakSearch search = await SecretsAsync(app, mails);

        await PublishAsync(server, TimeProvider.System.GetUtcNow().AddDays(20));
        Assert.Contains("Second Ltd.", (await mails.WaitAsync(Address, 2))[1].Message.TextBody!, StringComparison.Ordinal);
        await app.Page.EvaluateAsync("() => { location.hash = '#/'; }");
        await app.Page.ReloadAsync();
        await app.Page.WaitForSelectorAsync("[data-test=news]");
        await BringForwardAsync(server);
        await AgreeAgainAsync(app);
        await ExportAsync(app);
        await DeleteAsync(app, server);

        // What is looked for is found where it is.
        Assert.NotNull(search.Find(Encoding.Latin1.GetBytes(mails.Mails[0].Raw)));
        await NothingIsLeftAsync(search, server);
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
        await letter.Locator("button").ClickAsync();
        await letter.WaitForLoadStateAsync();
        await letter.CloseAsync();
    }

    // The photo's file and pixels, the device's id in every spelling, the address, and every token that was given out.
    private static async Task<LeakSearch> SecretsAsync(AppPage app, SmtpStandIn mails)
    {
        LeakSearch search = new();
        byte[] photo = await File.ReadAllBytesAsync(AppBrowser.PortraitPath(AppBrowser.Someone), TestContext.Current.CancellationToken);
        search.Add(photo);
        search.Add(PictureDecoder.Decode(photo).Picture.Rgb, every: 3);
        Guid id = Guid.Parse(await app.InstallIdAsync());
        using JsonDocument uploads = JsonDocument.Parse((await app.KeptAsync("uploads"))!);
        string[] texts =
        [
            Address, id.ToString("D"), id.ToString("N"), mails.Mails[0].TokenAfter("/notices/confirm/"),
            .. uploads.RootElement.EnumerateArray().Select(sent => sent.GetProperty("token").GetString()!),
        ];
        foreach (string text in texts)
            search.Add(Encoding.ASCII.GetBytes(text));
        search.Add(id.ToByteArray());
        search.Add(id.ToByteArray(bigEndian: true));
        return search;
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
        await app.Page.WaitForURLAsync("**/#/policy-change");
        Assert.Contains("Second Ltd.", await app.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await app.ClickAsync("gate-yes");
        await app.Page.WaitForURLAsync(address => !address.EndsWith("/policy-change", StringComparison.Ordinal));
    }

    private static async Task ExportAsync(AppPage app)
    {
        await app.GoAsync("privacy");
        using JsonDocument export = JsonDocument.Parse(await app.DownloadedAsync("export"));
        JsonElement known = export.RootElement.GetProperty("server"), email = known.GetProperty("email");
        Assert.Equal((Address, true), (email.GetProperty("address").GetString(), email.GetProperty("confirmed").GetBoolean()));
        Assert.Equal(["notices", "server-photos"], known.GetProperty("consents").EnumerateArray().Select(consent => consent.GetProperty("purpose").GetString()).Order());
        Assert.All(known.GetProperty("consents").EnumerateArray(), consent => Assert.Equal(("2.2", "Second Ltd."), (consent.GetProperty("policy").GetString(), consent.GetProperty("controller").GetString())));
        // What the first operator was given went when the second took over.
        Assert.Equal(0, known.GetProperty("photos").GetArrayLength());
    }

    private static async Task DeleteAsync(AppPage app, AppServer server)
    {
        string id = await app.InstallIdAsync();
        await app.ClickAsync("forget");
        byte[] receipt = await app.DownloadedAsync("forget");
        using DeviceOnServer device = new(server, id);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await device.StateAsync());
        Assert.True((await device.CheckAsync(Encoding.ASCII.GetString(receipt))).GetProperty("valid").GetBoolean());
        string file = Path.Combine(server.Folder, "receipt");
        await File.WriteAllBytesAsync(file, receipt, TestContext.Current.CancellationToken);
        (int found, string said) = await server.AdminAsync("find", "--receipt", file);
        Assert.True(found == 0, said);
    }

    // The ledger of photos is rewritten every few seconds.
    private static async Task NothingIsLeftAsync(LeakSearch search, AppServer server)
    {
        IReadOnlyList<string> left = [];
        for (int i = 0; i < 40; i++)
        {
            // Sockets and pipes are empty; opening a pipe would wait for ever.
            string[] files = [.. Directory.GetFiles(server.Folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0)];
            Assert.Contains(files, file => file.EndsWith("records.db", StringComparison.Ordinal));
            left = search.Find(files);
            if (left.Count == 0)
                return;
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
        Assert.Empty(left);
    }
}
