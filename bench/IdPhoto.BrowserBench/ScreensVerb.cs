using IdPhoto.App.Tests.Harness;
using IdPhoto.Bench;
using Microsoft.Playwright;

namespace IdPhoto.BrowserBench;

/// <summary>Pictures of the app's screens, with the sample portrait: those of docs/app are made by it.</summary>
internal static class ScreensVerb
{
    private static readonly Look[] Looks =
    [
        new("phone", 390, 844, "en-US", ColorScheme.Light), new("phone-dark", 390, 844, "en-US", ColorScheme.Dark),
        new("phone-ar", 390, 844, "ar", ColorScheme.Light), new("phone-de", 390, 844, "de-DE", ColorScheme.Light),
        new("desktop", 1280, 800, "en-US", ColorScheme.Light), new("desktop-dark", 1280, 800, "en-US", ColorScheme.Dark),
    ];

    public static async Task RunAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        using AppServer server = await AppServer.StartAsync();
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chrome.Program, Args = ["--no-sandbox"] });
        foreach (Look look in Looks)
            await TakeAsync(browser, server.Address, look, folder);
    }

    private static async Task TakeAsync(IBrowser browser, string address, Look look, string folder)
    {
        await using IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            Locale = look.Language,
            ColorScheme = look.Theme,
            IsMobile = look.Width < 600,
            HasTouch = look.Width < 600,
        });
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        await page.GotoAsync(address);
        await page.WaitForSelectorAsync("#find");
        Task ShotAsync(string name) => ShootAsync(page, Path.Combine(folder, $"{look.Name}-{name}.png"));
        await ShotAsync("home");
        await page.EvaluateAsync("() => { location.hash = '#/document/schengen-visa'; }");
        await page.WaitForSelectorAsync("[data-test=picker]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        await page.WaitForTimeoutAsync(1500);
        await ShotAsync("document");
        await page.EvaluateAsync("() => { location.hash = '#/document/one-inch'; }");
        await page.WaitForTimeoutAsync(500);
        await page.Locator("[data-test=picker]").SetInputFilesAsync(Path.Combine(BenchFolders.Root, "samples/astronaut.png"));
        await page.WaitForSelectorAsync("[data-test=overall]");
        await ShotAsync("check");
        await page.ClickAsync("[data-test=go-on]");
        await page.ClickAsync("[data-test=allow-download]");
        await page.WaitForSelectorAsync("[data-test=quality][data-state=ready]");
        await page.ClickAsync("[data-test=bg-light-blue]");
        await page.WaitForTimeoutAsync(700);
        await page.WaitForSelectorAsync("[data-test=quality][data-state=ready]");
        await ShotAsync("edit");
        await page.ClickAsync("[data-test=to-save]");
        await page.WaitForSelectorAsync("[data-test=finished]");
        await ShotAsync("save");
        await page.CheckAsync("[data-test=keep]");
        foreach (string screen in new[] { "photos", "privacy", "settings" })
        {
            await page.EvaluateAsync("hash => { location.hash = hash; }", $"#/{screen}");
            await ShotAsync(screen);
        }
    }

    private static async Task ShootAsync(IPage page, string file)
    {
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await page.WaitForTimeoutAsync(500);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
    }

    private sealed record Look(string Name, int Width, int Height, string Language, ColorScheme Theme);
}
