using IdPhoto.Browser.Tests;
using IdPhoto.Onnx;
using IdPhoto.Studio;
using IdPhoto.Tests;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace IdPhoto.Browser.Tests;

/// <summary>Headless Chromium, the published page, and the native engine to compare with.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // A graphics card in software, which the engine uses only where it is told to.
    private static readonly string[] Card = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Site? _site;
    private EnginePage? _page;

    /// <summary>Why nothing can be tried; null if it can.</summary>
    private string? _absent;

    /// <summary>The native engine, on one thread as in the browser.</summary>
    internal PhotoStudio Native { get; private set; } = null!;

    /// <summary>The browser.</summary>
    internal IBrowser Browser => _browser!;

    /// <summary>The published page's folder.</summary>
    internal static string PageFolder => Path.Combine(Root, "test/IdPhoto.BrowserBuild/bin/Release/net10.0/publish/wwwroot");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        string? program = Browsers.FirstOrDefault(File.Exists);
        _absent = program is null ? "Chromium is not installed (Debian: apt-get install chromium)."
            : !File.Exists(Path.Combine(PageFolder, "engine/networks/networks.json")) ? "The page was not published: build the solution in Release, without SkipModels and with npm."
            : null;
        if (_absent is not null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = [.. ChromiumArguments.All, .. Card] });
        Native = RememberedNetworks.Studio(new PhotoStudioOptions { Threads = 1 });
    }

    /// <summary>A portrait that the tests share.</summary>
    internal const string Someone = "paper-kit-2/assets/img/faces/ayo-ogunseinde-2.jpg";

    /// <summary>A page with a started engine.</summary>
    internal async Task<EnginePage> StartedAsync(Site site)
    {
        EnginePage page = await EnginePage.OpenAsync(Browser, site.Address);
        await page.StartAsync();
        return page;
    }

    /// <summary>
    /// A page with a started engine for all tests that only open pictures and make something of them: starting one and loading its
    /// networks takes longer than what is tried there. What one photo leaves behind, the next test would see.
    /// </summary>
    internal async Task<EnginePage> SharedAsync()
    {
        _site ??= await Site.StartAsync(PageFolder, isolated: false);
        if (_page is null || _page.Page.IsClosed)
            _page = await StartedAsync(_site);
        return _page;
    }

    /// <summary>What the shared page has asked for.</summary>
    internal IReadOnlyList<string> Asked
    {
        get
        {
            lock (_site!.Asked)
                return [.. _site.Asked];
        }
    }

    /// <summary>Skips a test where there is no browser.</summary>
    internal void Require() => Assert.SkipWhen(_absent is not null, _absent ?? "");

    /// <summary>A file of the repository; the test is skipped where it was not fetched.</summary>
    internal static byte[] FileOf(string path)
    {
        string file = Path.Combine(Root, path);
        Assert.SkipUnless(File.Exists(file), $"{path} is missing: npm is not installed.");
        return File.ReadAllBytes(file);
    }

    /// <summary>A portrait of the npm packages.</summary>
    internal static byte[] Portrait(string path) => FileOf(Path.Combine("test/portraits/node_modules", path));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (_site is not null)
            await _site.DisposeAsync();
        _playwright?.Dispose();
        Native?.Dispose();
    }

    private static string Root => Path.GetFullPath(Path.Combine(ModelFolder.Locate()!, "../.."));
}
