using System.Text.Json;
using IdPhoto.App.Tests.Harness;
using IdPhoto.Tests;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>axe finds nothing on any screen, in both themes and from right to left; and nothing runs out of a small screen.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed class AccessTests(AppBrowser browser)
{
    private readonly List<string> _wrong = [];

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar")]
    public async Task No_screen_has_a_violation_in_light_or_dark_or_runs_out_with_text_twice_as_large(string language)
    {
        if (language != "ar")
            LongTests.Require();
        await using AppPage app = await browser.OpenAsync(language);
        await LookInBothAsync(app, "home");
        foreach (string screen in new[] { "document/us-passport", "document/one-inch", "custom", "photos", "privacy", "settings", "camera" })
        {
            await app.GoAsync(screen);
            // By itself it would take a photo in a moment, and show another screen.
            if (screen == "camera")
                await app.Page.UncheckAsync(".camera label.check input");
            await LookInBothAsync(app, screen);
        }
        await app.LookedAtAsync("us-passport");
        await LookInBothAsync(app, "check");
        await app.EditedAsync();
        foreach (string tool in new[] { "Background", "Position", "Marks", "Edge" })
        {
            await app.Page.ClickAsync($"#tab-{tool}");
            await LookInBothAsync(app, $"edit {tool}");
        }
        await app.ClickAsync("to-save");
        await app.Page.WaitForSelectorAsync("[data-test=finished]");
        await LookInBothAsync(app, "save");
        await app.Page.CheckAsync("[data-test=keep]");
        await app.GoAsync("photos");
        await app.Page.WaitForSelectorAsync(".kept");
        await LookInBothAsync(app, "photos, one kept");
        Assert.Empty(_wrong);
    }

    [Theory]
    [InlineData("de-DE", ColorScheme.Dark)]
    [InlineData("ar", ColorScheme.Light)]
    public async Task No_part_of_privacy_and_no_question_of_a_changed_policy_has_a_violation(string language, ColorScheme theme)
    {
        if (language != "ar")
            LongTests.Require();
        await using AppPage app = await browser.OpenAsync(language, theme: theme, agreed: Yes.Server | Yes.Mail, before: async context =>
        {
            await context.AddInitScriptAsync(AppPage.PolicyOfTheTest + Agreed + $"if (!localStorage.getItem('test.policy')) localStorage.setItem('test.policy', '{Policy("2.0", "[]", $"[{Announced}]")}');");
            await context.RouteAsync("**/v1/device", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/json", Body = Known }));
        });
        await app.Page.WaitForSelectorAsync("[data-test=news]");
        await LookAsync(app, "news");
        await app.GoAsync("privacy");
        await app.Page.WaitForSelectorAsync("[data-test=mail-state]");
        await app.Page.EvaluateAsync("() => document.querySelectorAll('main details:not([open]) > summary').forEach((summary) => summary.click())");
        await app.Page.WaitForSelectorAsync("[data-test=record] dl");
        await LookAsync(app, "privacy, all open");
        await app.SayPolicyAsync(Policy("2.1", $"[{Announced}]", "[]"));
        await app.Page.ReloadAsync();
        await app.GoAsync("");
        await app.Page.WaitForSelectorAsync("[data-test=gate-no]");
        await LookAsync(app, "policy change");
        Assert.Empty(_wrong);
    }

    // The dark theme has the same elements in other colours.
    private const string OnlyColours = "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }";

    private const string Announced = """{"number":1,"tag":"2.1","from":"2099-12-24T00:00:00Z","widens":false,"controller":{"name":"New Ltd.","contact":"post@example.com"},"changes":{"en":"New Ltd. buys the service."}}""";

    private const string Known = """
        {"firstSeen":"2026-11-20T00:00:00Z","lastSeen":"2026-11-26T00:00:00Z","expires":"2027-12-31T00:00:00Z","language":"de","platform":"linux","appVersion":"0.1.0",
         "consents":[{"purpose":"server-photos","policy":"2.0","givenAt":"2026-11-20T00:00:00Z","withdrawnAt":"2026-11-21T00:00:00Z","guardian":true}],"photos":[],
         "email":{"address":"ann@example.org","confirmed":false,"documents":["us-passport"],"policy":true},"push":null}
        """;

    // One who has agreed to everything, and has sent a photo.
    private const string Agreed = """
        if (!localStorage.getItem('idphoto.install')) {
            const consent = (purpose) => ({ purpose, tag: '2.0', at: '2026-11-20T09:00:00Z', always: true, guardian: false });
            localStorage.setItem('idphoto.settings', JSON.stringify({ announced: 0, recent: ['us-passport'], favourites: ['de-passport'], consents: [consent('server-photos'), consent('notices')] }));
            localStorage.setItem('idphoto.install', JSON.stringify({ id: '0f8fad5b-d9cb-469f-a165-70867728950e', madeAt: '2026-11-20T09:00:00Z', usedAt: new Date().toISOString(), off: false }));
        }
        """;

    private static string Policy(string tag, string inForce, string upcoming)
        => $$"""{"tag":"{{tag}}","edition":2,"since":"2026-11-26","controller":null,"binding":"{{tag}}","inForce":{{inForce}},"upcoming":{{upcoming}}}""";

    private async Task LookInBothAsync(AppPage app, string screen)
    {
        foreach (ColorScheme theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await app.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme });
            await app.Page.WaitForFunctionAsync("theme => document.documentElement.dataset.theme === theme", theme == ColorScheme.Light ? "light" : "dark");
            await LookAsync(app, $"{screen}, {theme}", theme == ColorScheme.Light ? "{}" : OnlyColours);
        }
        await FitsEverySizeAsync(app, screen);
    }

    private async Task LookAsync(AppPage app, string screen, string options = "{}")
    {
        await StillAsync(app);
        await app.Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppServer.Root, "test/IdPhoto.App.Tests/node_modules/axe-core/axe.min.js")));
        JsonElement found = await app.Page.EvaluateAsync<JsonElement>(
            $"async () => (await axe.run(document, {{ resultTypes: ['violations'], ...{options} }})).violations.map((violation) => violation.id + ': ' + violation.nodes.map((node) => node.target.join(' ')).join('; '))");
        if (found.GetArrayLength() > 0)
            _wrong.Add($"{screen}: {found}");
        await FitsAsync(app, screen);
    }

    // With text twice as large.
    private async Task FitsEverySizeAsync(AppPage app, string screen)
    {
        await SetTextAsync(app, "200%");
        foreach ((int width, int height) in new[] { (390, 844), (844, 390), (320, 640) })
        {
            await app.Page.SetViewportSizeAsync(width, height);
            await StillAsync(app);
            await FitsAsync(app, $"{screen} at {width} x {height}");
        }
        await SetTextAsync(app, "");
        await app.Page.SetViewportSizeAsync(390, 844);
    }

    private static async Task SetTextAsync(AppPage app, string size) => await app.Page.EvaluateAsync("size => { document.documentElement.style.fontSize = size; }", size);

    private async Task FitsAsync(AppPage app, string screen)
    {
        int over = await app.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        if (over > 0)
            _wrong.Add($"{screen} is {over} pixels wider than the screen.");
    }

    // What is about to move or to change its colour has done so; what never ends, as a spinner, is not waited for.
    private static async Task StillAsync(AppPage app)
    {
        await app.Page.WaitForTimeoutAsync(100);
        await app.Page.EvaluateAsync("""
            () => Promise.allSettled(document.getAnimations()
                .filter((motion) => motion.effect?.getComputedTiming().endTime !== Infinity)
                .map((motion) => motion.finished))
            """);
    }
}
