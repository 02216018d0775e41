using System.Net;
using System.Text;
using System.Text.Json;
using IdPhoto.App.Tests.Harness;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>A person, their device's id and the server: consent, rights, notices, letters, a policy that changes.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed class PersonTests(AppBrowser browser)
{
    private const string NewController = """
        {"tag":"2.1","edition":2,"since":"2026-11-26","controller":{"name":"New Ltd.","contact":"post@example.com"},"binding":"2.1",
         "inForce":[{"number":1,"tag":"2.1","from":"2026-11-20T00:00:00Z","widens":false,"controller":{"name":"New Ltd.","contact":"post@example.com"},"changes":{"en":"New Ltd. buys the service."}}],"upcoming":[]}
        """;

    // Whoever asks for the notices while one is on its way may make Chromium forget it: they are listed when it is there.
    private const string AfterShowing = """
        const told = [], show = registration.showNotification.bind(registration);
        registration.showNotification = async (...said) => {
            await show(...said);
            for (const notice of await registration.getNotifications()) {
                told.push([notice.title, notice.body, notice.lang, notice.dir, notice.data].join('|'));
                notice.close();
            }
        };
        '';
        """;

    private const string Plain = "ID Photo Expert|||auto|";

    [Fact]
    public async Task What_was_agreed_to_is_seen_exported_and_deleted_with_a_receipt_that_the_server_knows_again()
    {
        await using AppPage app = await SentAsync();
        string id = await app.InstallIdAsync();
        Assert.Contains(app.Sent, request => request.Headers.TryGetValue("install-id", out string? sent) && sent == id);
        Assert.True(app.Sent.ToList().FindIndex(request => request.Url.EndsWith("consents/server-photos", StringComparison.Ordinal)) < app.Sent.ToList().FindIndex(request => request.Url.EndsWith("v1/photos", StringComparison.Ordinal)), "The photo was sent before its consent.");
        await app.GoAsync("privacy");
        Assert.Equal(id, await app.Page.Locator("[data-test=id]").TextContentAsync());
        await app.Page.Locator("[data-test=record] summary").ClickAsync();
        Assert.Contains("Linux", await app.Page.Locator("[data-test=record] dl").InnerTextAsync(), StringComparison.Ordinal);

        using JsonDocument all = JsonDocument.Parse(await app.DownloadedAsync("export"));
        JsonElement consent = all.RootElement.GetProperty("server").GetProperty("consents")[0];
        Assert.Equal(("server-photos", "2.0"), (consent.GetProperty("purpose").GetString(), consent.GetProperty("policy").GetString()));

        await app.ClickAsync("forget");
        byte[] receipt = await app.DownloadedAsync("forget");
        await app.Page.WaitForFunctionAsync("() => Object.keys(localStorage).filter((key) => key.startsWith('idphoto.')).length === 0");
        using DeviceOnServer device = new(browser.Server, id);
        Assert.Equal(HttpStatusCode.NotFound, await device.StateAsync());
        JsonElement known = await device.CheckAsync(Encoding.ASCII.GetString(receipt));
        Assert.True(known.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task Where_the_server_cannot_be_asked_everything_here_is_deleted_only_if_one_insists()
    {
        await using AppPage app = await SentAsync();
        await app.Page.RouteAsync("**/v1/**", route => route.AbortAsync());
        await app.GoAsync("privacy");
        await app.ClickAsync("forget");
        await app.ClickAsync("forget");
        await app.Page.WaitForSelectorAsync("[data-test=forget-here]");
        Assert.NotNull(await app.KeptAsync("install"));
        await app.ClickAsync("forget-here");
        await app.Page.WaitForFunctionAsync("() => Object.keys(localStorage).filter((key) => key.startsWith('idphoto.')).length === 0");
    }

    [Fact]
    public async Task Without_an_id_the_request_says_which_policy_was_agreed_to_and_nothing_else()
    {
        await using AppPage app = await OpenAsync();
        await app.GoAsync("privacy");
        await app.ClickAsync("id-off");
        await MadeAsync(app, "consent-once");
        IRequest sent = app.Sent.Single(request => request.Url.EndsWith("v1/photos", StringComparison.Ordinal));
        Assert.Equal("2.0", sent.Headers["policy"]);
        Assert.DoesNotContain(app.Requests, request => request.Headers.ContainsKey("install-id") || request.Url.Contains("v1/device", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_controller_asks_before_anything_else_and_a_no_takes_everything_back()
    {
        await using AppPage app = await SentAsync();
        string id = await app.InstallIdAsync();
        using DeviceOnServer device = new(browser.Server, id);
        await app.SayPolicyAsync(NewController);
        await app.Page.GotoAsync($"{browser.Server.Address}#/document/us-passport");
        await app.Page.ReloadAsync();
        await app.Page.WaitForSelectorAsync("[data-test=gate-no]");
        Assert.EndsWith("#/policy-change", app.Page.Url, StringComparison.Ordinal);
        string said = await app.Page.Locator("main").InnerTextAsync();
        foreach (string fact in new[] { "New Ltd.", "2026-11-20", "buys the service" })
            Assert.Contains(fact, said, StringComparison.Ordinal);
        int asked = app.Sent.Count;
        // Known by now: without a connection, it asks at once.
        await app.SayPolicyAsync("");
        await app.Page.ReloadAsync();
        await app.Page.WaitForSelectorAsync("[data-test=gate-no]");
        Assert.Equal(asked, app.Sent.Count);
        await app.ClickAsync("gate-no");
        await app.Page.WaitForSelectorAsync("#find, [data-test=picker]");
        // Nothing of this device is left to whoever was refused.
        for (int i = 0; i < 100 && await device.StateAsync() != System.Net.HttpStatusCode.NotFound; i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await device.StateAsync());
        Assert.DoesNotContain(id, await app.KeptAsync("install") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notices_by_e_mail_are_asked_for_with_their_own_yes_and_ended_by_one_button()
    {
        await using AppPage app = await browser.OpenAsync();
        await app.GoAsync("document/us-passport");
        await app.GoAsync("privacy");
        Assert.True(await app.Page.Locator("[data-test=mail-ask]").IsDisabledAsync());
        await app.Page.CheckAsync("[data-test=notice-policy]");
        await app.Page.CheckAsync("[data-test=notice-document]");
        await app.Page.FillAsync("[data-test=mail-address]", "ann@example.org");
        Assert.Empty(app.Sent);
        app.Agreed = Yes.Mail;
        await app.ClickAsync("mail-ask");
        await app.Page.WaitForSelectorAsync("[data-test=mail-state][data-confirmed=false]");
        using DeviceOnServer device = new(browser.Server, await app.InstallIdAsync());
        JsonElement asked = (await device.SeeAsync()).GetProperty("email");
        Assert.Equal(("ann@example.org", false, true, "us-passport"), (asked.GetProperty("address").GetString(), asked.GetProperty("confirmed").GetBoolean(), asked.GetProperty("policy").GetBoolean(), asked.GetProperty("documents")[0].GetString()));
        await app.ClickAsync("mail-stop");
        await app.Page.WaitForSelectorAsync("[data-test=mail-address]");
        Assert.DoesNotContain("ann@example.org", (await device.SeeAsync()).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["PUT", "DELETE"], app.Sent.Where(request => request.Url.EndsWith("consents/notices", StringComparison.Ordinal)).Select(request => request.Method));
        Assert.DoesNotContain("ann@example.org", await app.Page.EvaluateAsync<string>("() => JSON.stringify(localStorage)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_goes_without_an_account_and_without_the_devices_id()
    {
        await using AppPage app = await browser.OpenAsync();
        await app.GoAsync("privacy");
        await app.Page.Locator("[data-test=letter] > summary").ClickAsync();
        await app.Page.Locator("[data-test=letter-child]").CheckAsync();
        await app.Page.FillAsync("[data-test=letter-text]", "A photo of my son was sent yesterday at noon.");
        app.Agreed = Yes.Letter;
        await app.ClickAsync("letter-send");
        await app.Page.WaitForSelectorAsync("[data-test=letter-sent]");
        Assert.DoesNotContain("install-id", Assert.Single(app.Sent).Headers.Keys);
        await app.Page.Locator("[data-test=processors] summary").ClickAsync();
        await app.Page.WaitForSelectorAsync("[data-test=processors] dl");
        await app.Page.Locator("[data-test=counted] summary").ClickAsync();
        await app.Page.WaitForSelectorAsync("[data-test=counted] dt");
    }

    [Fact]
    public async Task A_notice_of_the_server_is_shown_by_the_browser_while_the_app_is_closed_and_leads_to_the_app()
    {
        await using AppPage app = await browser.OpenAsync(before: context => context.GrantPermissionsAsync(["notifications"]), keep: true);
        await app.KeptAsync();
        ICDPSession tools = await app.Page.Context.NewCDPSessionAsync(app.Page);
        TaskCompletionSource<string> registered = new();
        tools.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, facts) =>
        {
            if (facts?.GetProperty("registrations") is { ValueKind: JsonValueKind.Array } all && all.GetArrayLength() > 0)
                registered.TrySetResult(all[0].GetProperty("registrationId").GetString()!);
        };
        await tools.SendAsync("ServiceWorker.enable");
        string registration = await registered.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        (string Payload, string Shown)[] notices =
        [
            ("""{"kind":"rules","tag":"1","title":"تغيّرت القواعد","text":"قواعد جواز السفر.","lang":"ar","dir":"rtl"}""", "تغيّرت القواعد|قواعد جواز السفر.|ar|rtl|rules"),
            // As Firebase carries it.
            ("""{"from":"1","notification":{"title":"Une nouvelle politique","body":"Elle vaut bientôt."},"data":{"kind":"policy","tag":"2","lang":"fr","dir":"ltr"}}""", "Une nouvelle politique|Elle vaut bientôt.|fr|ltr|policy"),
            // A browser that is told something must show something.
            ("", Plain), ("null", Plain), ("{", Plain),
        ];
        await InWorkerAsync(AfterShowing);
        foreach ((string payload, string shown) in notices)
        {
            await tools.SendAsync("ServiceWorker.deliverPushMessage", new() { ["origin"] = browser.Server.Address.TrimEnd('/'), ["registrationId"] = registration, ["data"] = payload });
            string told = "";
            for (int i = 0; i < 200 && told.Length == 0; i++)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
                told = await InWorkerAsync("told.splice(0).join()");
            }
            Assert.Equal(shown, told);
        }

        // A browser without a screen has nothing to click on, and opens no window unless somebody has: its worker is told of a click by itself.
        Assert.Equal("closed #/photos closed #/privacy", await InWorkerAsync("""
            (() => {
                const done = [];
                clients.openWindow = (address) => done.push(address.replace(registration.scope, ''));
                for (const data of ['rules', 'policy'])
                    dispatchEvent(Object.assign(new Event('notificationclick'), { notification: { data, close: () => done.push('closed') }, waitUntil: () => {} }));
                return done.join(' ');
            })()
            """));
    }

    // Playwright has no service workers for .NET: the browser is asked, in messages for its worker.
    private async Task<string> InWorkerAsync(string script)
    {
        ICDPSession tools = await browser.Browser.NewBrowserCDPSessionAsync();
        JsonElement targets = (await tools.SendAsync("Target.getTargets"))!.Value.GetProperty("targetInfos");
        string worker = targets.EnumerateArray().Single(target => target.GetProperty("url").GetString() == $"{browser.Server.Address}service-worker.js").GetProperty("targetId").GetString()!;
        JsonElement session = (await tools.SendAsync("Target.attachToTarget", new() { ["targetId"] = worker, ["flatten"] = false }))!.Value.GetProperty("sessionId");
        TaskCompletionSource<string> answered = new();
        tools.Event("Target.receivedMessageFromTarget").OnEvent += (_, facts) =>
        {
            // It also tells of itself.
            using JsonDocument answer = JsonDocument.Parse(facts!.Value.GetProperty("message").GetString()!);
            if (answer.RootElement.TryGetProperty("id", out JsonElement _))
                answered.TrySetResult(answer.RootElement.GetProperty("result").GetProperty("result").GetProperty("value").GetString()!);
        };
        string message = JsonSerializer.Serialize(new { id = 1, method = "Runtime.evaluate", @params = new { expression = script } });
        await tools.SendAsync("Target.sendMessageToTarget", new() { ["sessionId"] = session.GetString()!, ["message"] = message });
        string value = await answered.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await tools.DetachAsync();
        return value;
    }

    private async Task<AppPage> OpenAsync()
    {
        AppPage app = await browser.OpenAsync(before: context => context.AddInitScriptAsync(AppPage.PolicyOfTheTest + "globalThis.Worker = class { constructor() { throw new Error('too old'); } };"));
        app.MayFail = true;
        return app;
    }

    // One who has agreed for good, and whose photo is on the server.
    private async Task<AppPage> SentAsync()
    {
        AppPage app = await OpenAsync();
        await MadeAsync(app, "consent-always");
        return app;
    }

    private static async Task MadeAsync(AppPage app, string answer)
    {
        await app.GoAsync("document/us-passport");
        await app.PickAsync();
        await app.ClickAsync("server-ask");
        app.Agreed = Yes.Server;
        await app.ClickAsync(answer);
        await app.Page.WaitForSelectorAsync("[data-test=finished]");
    }
}
