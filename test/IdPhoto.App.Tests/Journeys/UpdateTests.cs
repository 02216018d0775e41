using System.Net;
using System.Net.Sockets;
using IdPhoto.App.Tests.Harness;
using IdPhoto.Tests;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>A newer version of the app, and what its operator fills in.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed class UpdateTests(AppBrowser browser)
{
    [Fact]
    public async Task A_newer_version_is_offered_and_taken_when_the_person_says_so()
    {
        browser.Require();
        using SiteCopy copy = new();
        int port = FreePort();
        AppServer server = await AppServer.StartAsync(copy.Site, port);
        try
        {
            await using AppPage app = await AppPage.OpenAsync(browser, server, keep: true);
            await app.KeptAsync();
            // As an earlier version has kept it: it read no HEIC, and knew no graphics cards.
            await app.Page.EvaluateAsync("""
                async () => {
                    const cache = await caches.open((await caches.keys()).find((name) => name.startsWith('idphoto-app-')));
                    const { heic, gpu, ...list } = await (await cache.match('precache.json')).json();
                    await cache.put('precache.json', Response.json(list));
                }
                """);
            server.Dispose();

            await File.AppendAllTextAsync(copy["css/app.css"], "\nbody { --another-version: 1; }\n", TestContext.Current.CancellationToken);
            await copy.PackAsync();
            server = await AppServer.StartAsync(copy.Site, port);
            await app.Page.ReloadAsync();
            await app.Page.WaitForSelectorAsync(".toast button");
            Assert.Equal("", await VersionAsync(app));
            await app.Page.ClickAsync(".toast button");
            await app.Page.WaitForFunctionAsync("() => document.body && getComputedStyle(document.body).getPropertyValue('--another-version').trim() === '1'");
            await app.Page.WaitForSelectorAsync("#find");
            Assert.True(await IsStillServedAsync(app));
        }
        finally
        {
            server.Dispose();
        }
    }

    [Fact]
    public async Task The_operators_contact_is_filled_in_after_the_app_was_packed_and_shown()
    {
        LongTests.Require();
        browser.Require();
        using SiteCopy copy = new();
        await File.WriteAllTextAsync(copy["operator.json"], """{ "name": "Example", "contact": "privacy@example.org" }""", TestContext.Current.CancellationToken);
        using AppServer server = await AppServer.StartAsync(copy.Site);
        await using AppPage app = await AppPage.OpenAsync(browser, server, keep: true);
        await app.KeptAsync();
        await app.GoAsync("privacy");
        Assert.Equal("mailto:privacy@example.org", await app.Page.Locator("a[href^=mailto]").GetAttributeAsync("href"));
        await app.Page.Context.SetOfflineAsync(true);
        await app.Page.ReloadAsync();
        Assert.Equal("mailto:privacy@example.org", await app.Page.Locator("a[href^=mailto]").GetAttributeAsync("href"));
    }

    /// <summary>Whether files come although everything that this device kept is forgotten under the open page.</summary>
    private static Task<bool> IsStillServedAsync(AppPage app) => app.Page.EvaluateAsync<bool>("""
        async () => {
            const file = 'engine/worker.js', before = (await fetch(file)).ok;
            await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
            return before && navigator.serviceWorker.controller !== null && (await fetch(file)).ok;
        }
        """);

    private static Task<string> VersionAsync(AppPage app)
        => app.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).getPropertyValue('--another-version').trim()");

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
