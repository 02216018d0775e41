using IdPhoto.App.Tests.Harness;
using IdPhoto.Tests;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>Without a connection, without a server, with half a download.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed class OfflineTests(AppBrowser browser)
{
    private const string Gpu = "engine/gpu/ort.jspi.min.mjs";

    [Fact]
    public async Task Once_everything_is_there_a_photo_is_made_without_a_connection_of_a_HEIC_file_too()
    {
        browser.Require();
        using AppServer server = await AppServer.StartAsync();
        await using AppPage app = await AppPage.OpenAsync(browser, server, keep: true);
        await app.LookedAtAsync("one-inch");
        await app.ClickAsync("go-on");
        await app.ClickAsync("allow-download");
        await app.KeptAsync();
        await app.UntilAsync("""
            async () => {
                const kept = await (await caches.open('idphoto-networks-1')).keys();
                const { networks } = await (await fetch('engine/networks/networks.json')).json();
                return Object.values(networks).every(({ parts }) => parts.every(({ file }) => kept.some(({ url }) => url.includes(`${file}?`))));
            }
            """);
        // In this browser alone: it reads none itself.
        await app.UntilAsync("async () => (await caches.match('engine/heic/libheif-bundle.mjs')) !== undefined");
        // What runs networks on a graphics card is kept by the devices that ask for it.
        Assert.False(await IsGpuKeptAsync(app));
        await app.Page.EvaluateAsync($"() => fetch('{Gpu}')");
        Assert.True(await IsGpuKeptAsync(app));
        server.Kill();
        await app.Page.Context.SetOfflineAsync(true);
        await app.Page.ReloadAsync();
        await app.Page.WaitForSelectorAsync("#find");
        Assert.True(await app.Page.EvaluateAsync<bool>($"async () => (await fetch('{Gpu}')).ok"));
        await app.GoAsync("document/one-inch");
        // What the browser says of a picture that it cannot show by itself.
        app.MayFail = true;
        await app.Page.Locator("[data-test=picker]").SetInputFilesAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", "p3.heic"));
        Assert.NotNull(await app.Page.WaitForSelectorAsync("[data-test=overall]"));
        app.MayFail = false;
        await app.LookedAtAsync("one-inch");
        await app.EditedAsync();
        Assert.NotEmpty(await app.SavedAsync());
    }

    private static Task<bool> IsGpuKeptAsync(AppPage app) => app.Page.EvaluateAsync<bool>($"async () => (await caches.match('{Gpu}')) !== undefined");

    [Fact]
    public async Task A_download_that_breaks_off_is_said_and_goes_on_where_it_was()
    {
        LongTests.Require();
        browser.Require();
        AppServer server = browser.Server;
        bool broken = false;
        List<string> parts = [];
        await using AppPage app = await AppPage.OpenAsync(browser, server, before: context => context.RouteAsync("**/engine/networks/*.net.*", async route =>
        {
            bool salient = route.Request.Url.Contains("salient", StringComparison.OrdinalIgnoreCase);
            if (salient)
                parts.Add(route.Request.Url);
            if (salient && broken && parts.Count > 3)
                await route.AbortAsync();
            else
                await route.ContinueAsync();
        }));
        app.MayFail = true;
        await app.LookedAtAsync("one-inch");
        broken = true;
        await app.ClickAsync("go-on");
        await app.ClickAsync("allow-download");
        await app.Page.WaitForSelectorAsync("[data-test=quality][data-state=wrong]");
        broken = false;
        int before = parts.Count;
        await app.ClickAsync("again");
        await app.MadeAsync();
        Assert.Empty(parts[before..].Intersect(parts[..3]));
    }

    [Fact]
    public async Task What_is_not_there_yet_is_said_when_the_connection_is_gone()
    {
        await using AppPage app = await browser.OpenAsync(before: context => context.RouteAsync("**/engine/networks/*", route => route.AbortAsync()));
        app.MayFail = true;
        await app.GoAsync("document/one-inch");
        await app.PickAsync();
        IElementHandle note = (await app.Page.WaitForSelectorAsync(".note.fail[role=alert]"))!;
        Assert.NotEmpty((await note.InnerTextAsync()).Trim());
    }
}
