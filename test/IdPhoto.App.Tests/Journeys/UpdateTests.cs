using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IdPhoto.App.Tests.Harness;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>A newer version of the app, and what its operator fills in.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed class UpdateTests(AppBrowser browser) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("idphoto-app-update-").FullName;

    private string Site => Path.Combine(_folder, "site");

    [Fact]
    public async Task A_newer_version_is_offered_and_taken_when_the_person_says_so()
    {
        browser.Require();
        CopySite();
        int port = FreePort();
        AppServer server = await AppServer.StartAsync(Site, port);
        try
        {
            await using AppPage app = await AppPage.OpenAsync(browser, server);
            await app.KeptAsync();
            server.Dispose();

            await File.AppendAllTextAsync(Path.Combine(Site, "css/app.css"), "\nbody { --another-version: 1; }\n", TestContext.Current.CancellationToken);
            await PackAsync();
            server = await AppServer.StartAsync(Site, port);
            await app.Page.ReloadAsync();
            await app.Page.WaitForSelectorAsync(".toast button");
            Assert.Equal("", await VersionAsync(app));
            await app.Page.ClickAsync(".toast button");
            await app.Page.WaitForFunctionAsync("() => getComputedStyle(document.body).getPropertyValue('--another-version').trim() === '1'");
            await app.Page.WaitForSelectorAsync("#find");
        }
        finally
        {
            server.Dispose();
        }
    }

    [Fact]
    public async Task The_operators_contact_is_filled_in_after_the_app_was_packed_and_shown()
    {
        browser.Require();
        CopySite();
        await File.WriteAllTextAsync(Path.Combine(Site, "operator.json"), """{ "name": "Example", "contact": "privacy@example.org" }""", TestContext.Current.CancellationToken);
        using AppServer server = await AppServer.StartAsync(Site);
        await using AppPage app = await AppPage.OpenAsync(browser, server);
        await app.KeptAsync();
        await app.GoAsync("privacy");
        Assert.Equal("mailto:privacy@example.org", await app.Page.Locator("a[href^=mailto]").GetAttributeAsync("href"));
        await app.Page.Context.SetOfflineAsync(true);
        await app.Page.ReloadAsync();
        Assert.Equal("mailto:privacy@example.org", await app.Page.Locator("a[href^=mailto]").GetAttributeAsync("href"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<string> VersionAsync(AppPage app)
        => app.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).getPropertyValue('--another-version').trim()");

    private void CopySite()
    {
        string from = Path.Combine(AppServer.Program, "app");
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(Site, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private async Task PackAsync()
    {
        string packer = Path.Combine(AppServer.Root, "tools/IdPhoto.SitePacker/bin/Release/net10.0/IdPhoto.SitePacker.dll");
        using Process packing = Process.Start("dotnet", ["exec", packer, Site, Path.Combine(_folder, "cache")]);
        await packing.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, packing.ExitCode);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
