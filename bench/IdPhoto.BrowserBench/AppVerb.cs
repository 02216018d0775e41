using System.Diagnostics;
using IdPhoto.App.Tests.Harness;
using IdPhoto.Bench;
using Microsoft.Playwright;

namespace IdPhoto.BrowserBench;

/// <summary>The app as a person meets it: loading, from the shutter to the verdict and to the finished photo, and the editor's answer.</summary>
internal static class AppVerb
{
    private const int Runs = 5;

    public static async Task RunAsync()
    {
        MarkdownTable table = new("figure", "measured", "target");
        string photo = Path.Combine(Path.GetTempPath(), $"idphoto-bench-{Guid.NewGuid():N}.jpg");
        await File.WriteAllBytesAsync(photo, SpeedVerb.Large(12e6));
        try
        {
            using AppServer server = await AppServer.StartAsync();
            using IPlaywright playwright = await Playwright.CreateAsync();
            await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chrome.Program, Args = ["--no-sandbox"] });
            await MeasureLoadAsync(browser, server.Address, table);
            await MeasurePhotoAsync(browser, server.Address, photo, table);
        }
        finally
        {
            File.Delete(photo);
        }
        Console.WriteLine(table);
    }

    private static async Task MeasureLoadAsync(IBrowser browser, string address, MarkdownTable table)
    {
        List<double> cold = [], warm = [], offline = [];
        double bytes = 0;
        for (int i = 0; i < Runs; i++)
        {
            await using IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
            IPage page = await context.NewPageAsync();
            ICDPSession network = await context.NewCDPSessionAsync(page);
            await network.SendAsync("Network.enable");
            bool usable = false;
            double sum = 0;
            network.Event("Network.loadingFinished").OnEvent += (_, finished) => sum += usable ? 0 : finished!.Value.GetProperty("encodedDataLength").GetDouble();
            cold.Add(await TimedAsync(page, () => page.GotoAsync(address), "#find"));
            usable = true;
            bytes = Math.Max(bytes, sum);
            await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
            warm.Add(await TimedAsync(page, () => page.ReloadAsync(), "#find"));
            await context.SetOfflineAsync(true);
            offline.Add(await TimedAsync(page, () => page.ReloadAsync(), "#find"));
        }
        table.Add("downloaded until the first screen can be used", $"{bytes / 1e6:0.00} MB", "2.5 MB");
        table.Add("first screen, first visit", $"{Statistics.Median(cold):0.00} s", "2 s");
        table.Add("first screen, reload", $"{Statistics.Median(warm):0.00} s", "0.7 s");
        table.Add("first screen, reload without a connection", $"{Statistics.Median(offline):0.00} s", "0.7 s");
    }

    private static async Task MeasurePhotoAsync(IBrowser browser, string address, string photo, MarkdownTable table)
    {
        await using IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        await page.GotoAsync(address);
        await page.WaitForSelectorAsync("#find");
        // Once, so that every network is there.
        await PhotoAsync(page, photo, "one-inch");
        List<double> verdicts = [], kept = [], replaced = [];
        for (int i = 0; i < Runs; i++)
        {
            (double verdict, double finished) = await PhotoAsync(page, photo, "us-passport");
            verdicts.Add(verdict);
            kept.Add(verdict + finished);
            (verdict, finished) = await PhotoAsync(page, photo, "one-inch");
            replaced.Add(verdict + finished);
        }
        table.Add("from the picture (12 MP) to the verdict", $"{Statistics.Median(verdicts):0.00} s", "3 s");
        table.Add("to the finished photo, background kept", $"{Statistics.Median(kept):0.00} s", "4 s");
        table.Add("to the finished photo, background replaced", $"{Statistics.Median(replaced):0.00} s", "8 s");
        await page.ClickAsync("#tab-Position");
        double[] moves = await page.EvaluateAsync<double[]>(
            """
            async () => {
                const slider = document.querySelector('#zoom');
                const times = [];
                for (let i = 0; i < 40; i++) {
                    const begun = performance.now();
                    slider.value = String(0.9 + i * 0.005);
                    slider.dispatchEvent(new Event('input', { bubbles: true }));
                    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
                    times.push(performance.now() - begun);
                }
                return times;
            }
            """);
        table.Add("the editor's answer at 1080 pixels, drawn, median and longest of 40", $"{Statistics.Median(moves):0} ms, {moves.Max():0} ms", "50 ms");
    }

    // Each way to a photo begins with the picture and ends when the engine's own file is there.
    private static async Task<(double Verdict, double Finished)> PhotoAsync(IPage page, string photo, string document)
    {
        await page.EvaluateAsync("hash => { location.hash = hash; }", $"#/document/{document}");
        await page.WaitForSelectorAsync("[data-test=picker]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        double verdict = await TimedAsync(page, () => page.Locator("[data-test=picker]").SetInputFilesAsync(photo), "[data-test=overall]");
        await page.ClickAsync("[data-test=go-on]");
        Stopwatch watch = Stopwatch.StartNew();
        IElementHandle shown = (await page.WaitForSelectorAsync("[data-test=quality][data-state=ready], [data-test=allow-download]"))!;
        if (await shown.GetAttributeAsync("data-test") == "allow-download")
            await shown.ClickAsync();
        await page.WaitForSelectorAsync("[data-test=quality][data-state=ready]");
        double finished = watch.Elapsed.TotalSeconds;
        // The editor's own picture comes after it, and must not be waited for by the next photo.
        await page.EvaluateAsync("async () => { await (await import('./js/studio.js')).missing(-1, []); }");
        return (verdict, finished);
    }

    private static async Task<double> TimedAsync(IPage page, Func<Task> begin, string until)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await begin();
        await page.WaitForSelectorAsync(until);
        return watch.Elapsed.TotalSeconds;
    }
}
