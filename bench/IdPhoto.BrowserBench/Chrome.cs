using System.Globalization;
using IdPhoto.Bench;
using IdPhoto.Browser.Tests;
using IdPhoto.Desktop;
using IdPhoto.Studio;
using Microsoft.Playwright;

namespace IdPhoto.BrowserBench;

/// <summary>Headless Chromium on the published page, and the native engine on one thread.</summary>
internal sealed class Chrome : IAsyncDisposable
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly IPlaywright _playwright;

    private Chrome(IPlaywright playwright, IBrowser browser, Site site) => (_playwright, Browser, Site) = (playwright, browser, site);

    public IBrowser Browser { get; }

    public Site Site { get; }

    public PhotoStudio Native { get; } = DesktopStudio.Open(new PhotoStudioOptions { Threads = 1 });

    public static string Program => Browsers.First(File.Exists);

    public static string PageFolder => Path.Combine(BenchFolders.Root, "test/IdPhoto.BrowserBuild/bin/Release/net10.0/publish/wwwroot");

    public static async Task<Chrome> StartAsync(bool isolated = false)
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox"] });
        return new Chrome(playwright, browser, await Site.StartAsync(PageFolder, isolated));
    }

    public Task<EnginePage> OpenAsync() => EnginePage.OpenAsync(Browser, Site.Address);

    /// <summary>A figure in megabytes of the renderer that holds the engine: 'VmHWM' for the most ever, 'VmRSS' for now.</summary>
    public static double Megabytes(string figure) => Directory.EnumerateDirectories("/proc").Select(folder => OfProcess(folder, figure)).Max();

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Site.DisposeAsync();
        _playwright.Dispose();
        Native.Dispose();
    }

    private static double OfProcess(string folder, string figure)
    {
        try
        {
            if (!File.ReadAllText(Path.Combine(folder, "cmdline")).Contains("--type=renderer", StringComparison.Ordinal))
                return 0;
            string line = File.ReadLines(Path.Combine(folder, "status")).First(text => text.StartsWith(figure, StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return 0;
        }
    }
}
