using System.Text.RegularExpressions;
using IdPhoto.App.Tests.Harness;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>Other companies' services: in no build by default, and in one that has them only after a yes, on the first screen, for an adult.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed partial class PartnerTests(AppBrowser browser)
{
    [Fact]
    public void The_default_build_has_no_trace_of_another_company()
    {
        browser.Require();
        string site = Path.Combine(AppServer.Program, "app");
        Assert.False(Directory.Exists(Path.Combine(site, "js/partners")));
        string page = File.ReadAllText(Path.Combine(site, "index.html"));
        Assert.DoesNotContain("partners", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        // Whatever the adapters would ask for, no file that a browser reads names it.
        string settings = File.ReadAllText(Path.Combine(AppServer.Root, "src/IdPhoto.App/Partners/partners.json"));
        string[] hosts = [.. Host().Matches(settings).Select(match => match.Groups[1].Value).Except(["www.google.com"]).Distinct()];
        string[] files = [.. Directory.GetFiles(site, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".js" or ".mjs" or ".html" or ".css" or ".json" or ".webmanifest")];
        Assert.True(hosts.Length > 8 && files.Length > 10);
        Assert.All(files, file => Assert.DoesNotContain(hosts, host => File.ReadAllText(file).Contains(host, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Another_company_hears_nothing_before_its_own_yes_what_is_expected_after_it_and_nothing_of_a_photo()
    {
        browser.Require();
        using StandIn company = new(Answer);
        using SiteCopy copy = new();
        await copy.PackAsync($$"""
            {
              "firebase": { "config": { "apiKey": "key", "projectId": "project", "appId": "1:1:web:1", "measurementId": "G-TEST", "messagingSenderId": "1" }, "vapidKey": "", "hosts": ["{{company.Address}}"], "scripts": ["{{company.Address}}"],
                "addresses": { "https://www.googletagmanager.com": "{{company.Address}}", "https://firebase.googleapis.com": "{{company.Address}}", "https://firebaseinstallations.googleapis.com": "{{company.Address}}" } },
              "ads": { "script": "{{company.Address}}/ads.js", "client": "ca-pub-1", "slot": "2", "hosts": ["{{company.Address}}"] }
            }
            """);
        using AppServer server = await AppServer.StartAsync(copy.Site);
        await using AppPage app = await AppPage.OpenAsync(browser, server, keep: true);
        await app.GoAsync("privacy");
        foreach (string service in new[] { "analytics", "ads" })
            Assert.False(await app.Page.Locator($"[data-test=partner-{service}]").IsCheckedAsync());
        Assert.Empty(company.Asked);

        app.Hosts = [company.Address];
        await app.Page.CheckAsync("[data-test=partner-ads]");
        Assert.Empty(company.Asked);
        await app.GoAsync("");
        await UntilAsync(() => company.Asked.Count >= 2);
        Assert.Equal(["GET /ads.js?client=ca-pub-1&npa=1", "GET /advert?npa=1"], company.Asked);

        await app.GoAsync("privacy");
        await app.Page.CheckAsync("[data-test=partner-analytics]");
        await app.GoAsync("");
        await UntilAsync(() => Counted(company).Length >= 3);
        Assert.Equal(
            ["GET /gtag/js?l=dataLayer&id=G-TEST", "GET /v1alpha/projects/-/apps/1:1:web:1/webConfig", "POST /v1/projects/project/installations"],
            Counted(company).Order(StringComparer.Ordinal));

        // The script of the other company does not live to see the next screen, and neither comes back for a child.
        int asked = company.Asked.Count;
        await app.GoAsync("document/us-passport");
        await app.Page.WaitForFunctionAsync("() => !('dataLayer' in globalThis) && document.querySelector('[data-test=picker]')");
        await app.ClickAsync("child");
        await HomeAsync(app);
        Assert.Equal(asked, company.Asked.Count);

        // After a no the company forgets, as soon as no child's photo is meant, and hears of nothing but that.
        await app.GoAsync("privacy");
        await app.Page.UncheckAsync("[data-test=partner-analytics]");
        await app.GoAsync("document/us-passport");
        await app.ClickAsync("adult");
        Assert.Equal(asked, company.Asked.Count);
        await HomeAsync(app);
        await app.Page.WaitForSelectorAsync("iframe");
        await UntilAsync(() => company.Asked.Count > asked + 2);
        Assert.Equal("DELETE /v1/projects/project/installations/c00000000000000000000A", Counted(company)[^1]);
        Assert.Equal(4, Counted(company).Length);

        // What its script had held open goes once that has left the page.
        await app.GoAsync("privacy");
        await app.Page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').every(({ name }) => !name.includes('/firebase/'))");
        await HomeAsync(app);
        await app.UntilAsync("async () => (await indexedDB.databases()).every(({ name }) => !name.startsWith('firebase-'))");
        await UntilAsync(() => company.Asked.Count > asked + 4);
        Assert.Equal(4, Counted(company).Length);

        // With both agreed to, nothing of a photo.
        await app.GoAsync("privacy");
        await app.Page.CheckAsync("[data-test=partner-analytics]");
        asked = company.Asked.Count;
        await app.LookedAtAsync("us-passport");
        await app.EditedAsync();
        await app.ClickAsync("to-save");
        await app.Page.WaitForSelectorAsync("[data-test=finished]");
        await HomeAsync(app);
        Assert.Equal(asked, company.Asked.Count);
    }

    private static string[] Counted(StandIn company) => [.. company.Asked.Where(asked => !asked.Contains("npa=1", StringComparison.Ordinal))];

    private static async Task HomeAsync(AppPage app)
    {
        await app.GoAsync("");
        await app.Page.WaitForSelectorAsync("#find");
        Assert.False(await app.Page.EvaluateAsync<bool>("() => 'dataLayer' in globalThis"));
    }

    // As the providers do: a script, which asks for more, and what the SDK asks for before it.
    private static (string Type, string Body) Answer(string path) => path switch
    {
        _ when path.StartsWith("/ads.js", StringComparison.Ordinal) => ("text/javascript", "fetch(new URL('advert?npa=' + adsbygoogle.requestNonPersonalizedAds, document.currentScript.src));"),
        _ when path.StartsWith("/gtag/", StringComparison.Ordinal) => ("text/javascript", ""),
        _ when path.EndsWith("/webConfig", StringComparison.Ordinal) => ("application/json", """{"projectId":"project","appId":"1:1:web:1","measurementId":"G-TEST"}"""),
        _ when path.EndsWith("/installations", StringComparison.Ordinal) => ("application/json", """{"name":"projects/1/installations/1","fid":"c00000000000000000000A","refreshToken":"r","authToken":{"token":"t","expiresIn":"604800s"}}"""),
        _ => ("text/plain", ""),
    };

    private static async Task UntilAsync(Func<bool> come)
    {
        for (int i = 0; i < 200 && !come(); i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        // One too many would come now.
        await Task.Delay(300, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("https://([a-z0-9.-]+)")]
    private static partial Regex Host();
}
