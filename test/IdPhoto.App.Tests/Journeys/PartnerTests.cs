using System.Text.RegularExpressions;
using IdPhoto.App.Tests.Harness;
using IdPhoto.Tests;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>Other companies' services: in no build by default, and in one that has them only after a yes, on the first screen, for an adult.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed partial class PartnerTests(AppBrowser browser, PartnerSite site) : IClassFixture<PartnerSite>
{
    private const string Show = """first screen: {"version":1,"ask":"show","edge":"bottom","maxHeight":200,"nonPersonalized":true}""";
    private const string Hide = """first screen: {"version":1,"ask":"hide"}""";

    // Remembers what it was asked for, and which screen was drawn at that moment, also when the page begins again.
    private const string Shell = """
        globalThis.idphotoShell = {
            postMessage(text) {
                const said = JSON.parse(sessionStorage.getItem('shell') ?? '[]');
                said.push(`${document.querySelector('#find') ? 'first' : 'another'} screen: ${text}`);
                sessionStorage.setItem('shell', JSON.stringify(said));
                if (JSON.parse(text).ask === 'show')
                    setTimeout(() => this.onmessage({ data: '{"version":1,"height":60}' }));
            },
        };
        """;

    // Only a height that fits, or none, is an answer; a shell that says anything else, or nothing, shows none.
    private static readonly (string Answer, string Follows)[] Answers =
    [
        ("""android {"version":1,"height":200}""", "200px seen show"),
        ("""android {"version":1,"height":0}""", "0px seen show"),
        ("""android {"version":1,"height":"none"}""", "0px unseen show"),
        ("android", "0px unseen show"),
        ("""android {"version":1,"height":201}""", "0px unseen show,hide"),
        ("""android {"version":1,"height":-1}""", "0px unseen show,hide"),
        ("""android {"version":1,"height":"60"}""", "0px unseen show,hide"),
        ("""android {"version":2,"height":60}""", "0px unseen show,hide"),
        ("android null", "0px unseen show,hide"),
        ("android {", "0px unseen show,hide"),
        ("""ios {"version":1,"height":50}""", "50px seen show"),
        ("ios", "0px unseen show"),
        ("broken", "0px unseen show"),
        ("left", "0px unseen "),
    ];

    // What follows: the room that is left, whether the advertisement's own place is seen, and what the shell was asked for.
    private const string Answering = """
        async (answers) => {
            document.body.insertAdjacentHTML('beforeend', '<aside><div id="place">.</div></aside>');
            const place = document.querySelector('#place');
            const asked = [];
            let reply;
            const shells = {
                android: () => { globalThis.idphotoShell = { postMessage: (text) => { asked.push(JSON.parse(text).ask); } }; },
                ios: () => { globalThis.webkit = { messageHandlers: { idphotoShell: { postMessage: (text) => { asked.push(JSON.parse(text).ask); return reply; } } } }; },
                broken: () => { globalThis.idphotoShell = { postMessage: (text) => { asked.push(JSON.parse(text).ask); throw new Error(); } }; },
            };
            shells.left = shells.android;
            const room = () => getComputedStyle(document.body).paddingBlockEnd;
            const told = [];
            for (const answer of answers) {
                const [kind, text] = answer.split(/ (.*)/);
                delete globalThis.idphotoShell;
                delete globalThis.webkit;
                shells[kind]();
                reply = text && Promise.resolve(text);
                const ads = await import(new URL(`js/partners/ads.js#${kind}${told.length}`, document.baseURI));
                // A screen that was left has no place any more.
                ads.show(kind === 'left' ? document.createElement('div') : place, 'en');
                if (kind === 'android' && text)
                    globalThis.idphotoShell.onmessage({ data: text });
                await reply;
                told.push(`${room()} ${place.checkVisibility() ? 'seen' : 'unseen'} ${asked.splice(0)}`);
                ads.hide();
                asked.length = 0;
                // Too late.
                globalThis.idphotoShell?.onmessage({ data: '{"version":1,"height":60}' });
                if (room() !== '0px')
                    told.push(room());
            }
            return told;
        }
        """;

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
        StandIn company = site.Company;
        AppServer server = await site.ServerAsync();
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
        // With the advertisement of this visit.
        await UntilAsync(() => Counted(company).Length >= 3 && company.Asked.Count >= 7);
        Assert.Equal(
            ["GET /gtag/js?l=dataLayer&id=G-TEST", "GET /v1alpha/projects/-/apps/1:1:web:1/webConfig", "POST /v1/projects/project/installations"],
            Counted(company).Order(StringComparer.Ordinal));

        // The script of the other company does not live to see the next screen, and neither comes back for a child.
        await app.UntilAsync(Installed("=== 2"));
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
        await app.UntilAsync(Installed("=== undefined"));

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

    [Fact]
    public async Task A_native_shell_is_asked_for_its_banner_after_the_yes_and_to_take_it_away_before_any_other_screen_is_drawn()
    {
        browser.Require();
        AppServer server = await site.ServerAsync();
        int asked = site.Company.Asked.Count;
        await using AppPage app = await AppPage.OpenAsync(browser, server, before: context => context.AddInitScriptAsync(Shell));
        await app.GoAsync("privacy");
        await app.Page.CheckAsync("[data-test=partner-ads]");
        Assert.Empty(await SaidAsync(app));
        await HomeAsync(app);
        await app.Page.WaitForFunctionAsync("() => getComputedStyle(document.body).paddingBlockEnd === '60px' && document.querySelector('.advert').checkVisibility()");
        Assert.Equal([Show], await SaidAsync(app));
        Assert.Equal(0, await app.Page.Locator("iframe").CountAsync());

        // For a child, none.
        await app.GoAsync("document/us-passport");
        await app.ClickAsync("child");
        Assert.Equal("0px", await app.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).paddingBlockEnd"));
        await HomeAsync(app);
        await app.GoAsync("document/us-passport");
        await app.ClickAsync("adult");
        Assert.Equal([Show, Hide], await SaidAsync(app));

        // After a no, it is told once more, and never again.
        await HomeAsync(app);
        await SaidAsync(app, 3);
        await app.GoAsync("privacy");
        await app.Page.UncheckAsync("[data-test=partner-ads]");
        await SaidAsync(app, 5);
        await HomeAsync(app);
        await app.GoAsync("privacy");
        await app.Page.CheckAsync("[data-test=partner-ads]");
        string[] until = [Show, Hide, Show, Hide, Hide.Replace("first", "another", StringComparison.Ordinal)];
        Assert.Equal(until, await SaidAsync(app));

        // Nor on the way to a photo, and as long as there is one; before it, the page has begun again on the first screen.
        await HomeAsync(app);
        await SaidAsync(app, until.Length + 1);
        await app.Page.ReloadAsync();
        until = [.. until, Show, Hide, Show];
        Assert.Equal(until, await SaidAsync(app, until.Length));
        await app.GoAsync("document/us-passport");
        await app.Page.WaitForSelectorAsync("[data-test=picker]");
        await app.GoAsync("camera");
        await app.Page.WaitForSelectorAsync(".viewfinder");
        await app.GoAsync("document/us-passport");
        await app.PickAsync();
        await app.Page.WaitForSelectorAsync(".way li.now:nth-child(3)");
        if (LongTests.IsWanted)
            await ToTheEndAsync(app);
        await HomeAsync(app);
        Assert.Equal(until.Append(Hide), await SaidAsync(app));

        Assert.Equal(Answers.Select(answer => answer.Follows), await app.Page.EvaluateAsync<string[]>(Answering, Answers.Select(answer => answer.Answer)));
        Assert.Equal(asked, site.Company.Asked.Count);
    }

    private static async Task ToTheEndAsync(AppPage app)
    {
        await app.Page.WaitForSelectorAsync(".looked img");
        foreach ((string screen, int step) in new[] { ("edit", 4), ("save", 5) })
        {
            await app.GoAsync(screen);
            await app.Page.WaitForSelectorAsync($".way li.now:nth-child({step})");
        }
    }

    // What the shell has heard, at least so much of it.
    private static async Task<string[]> SaidAsync(AppPage app, int count = 0)
    {
        await app.Page.WaitForFunctionAsync("count => JSON.parse(sessionStorage.getItem('shell') ?? '[]').length >= count", count);
        return await app.Page.EvaluateAsync<string[]>("() => JSON.parse(sessionStorage.getItem('shell') ?? '[]')");
    }

    private static string[] Counted(StandIn company) => [.. company.Asked.Where(asked => !asked.Contains("npa=1", StringComparison.Ordinal))];

    private static async Task HomeAsync(AppPage app)
    {
        await app.GoAsync("");
        await app.Page.WaitForSelectorAsync("#find");
        Assert.False(await app.Page.EvaluateAsync<bool>("() => 'dataLayer' in globalThis"));
    }

    // Whether Firebase's script has written down where its installation stands: the company has been asked before that.
    private static string Installed(string state) => $$"""
        async () => {
            if (!(await indexedDB.databases()).some(({ name }) => name === 'firebase-installations-database'))
                return false;
            const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
            const database = await done(indexedDB.open('firebase-installations-database'));
            const kept = await done(database.transaction('firebase-installations-store').objectStore('firebase-installations-store').getAll());
            database.close();
            return kept[0]?.registrationStatus {{state}};
        }
        """;

    private async Task UntilAsync(Func<bool> come)
    {
        for (int i = 0; !come(); i++)
        {
            Assert.True(i < 1200, string.Join(", ", site.Company.Asked));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        // One too many would come now.
        await Task.Delay(300, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("https://([a-z0-9.-]+)")]
    private static partial Regex Host();
}
