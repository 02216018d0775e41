using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>Jobs begin, are cancelled and end, and so does the worker.</summary>
[Collection("browser")]
public sealed class JobTests(Chromium chromium)
{
    private static readonly string[] TwoInch = ["two-inch"];

    [Fact]
    public async Task A_job_is_cancelled_between_stages_and_the_next_one_works()
    {
        chromium.Require();
        EnginePage page = await chromium.SharedAsync();
        byte[] file = Chromium.Portrait(Chromium.Someone);

        JsonElement cancelled = await page.CallAsync("""
            (() => {
                const stop = new AbortController();
                return engine.open(new Blob([toBytes(file)]), { signal: stop.signal, progress: (stage) => stage === 'FindFace' && stop.abort() });
            })()
            """, new { file = Convert.ToBase64String(file) });

        Assert.True(cancelled.TryGetProperty("cancelled", out _), cancelled.ToString());
        Assert.Single((await page.OpenedAsync(file)).GetProperty("faces").EnumerateArray());
    }

    [Fact]
    public async Task A_job_that_is_cancelled_before_its_turn_never_begins()
    {
        chromium.Require();
        EnginePage page = await chromium.SharedAsync();

        JsonElement told = await page.CallAsync("""
            (async () => {
                const stop = new AbortController();
                const first = engine.open(new Blob([toBytes(file)]));
                const second = engine.open(new Blob([toBytes(other)]), { signal: stop.signal }).catch((error) => error.name);
                await new Promise((resolve) => setTimeout(resolve, 20));
                stop.abort();
                const { width } = await first;
                const name = await second;
                const { width: still } = await engine.pixels();
                return { name, width, still };
            })()
            """, new { file = Convert.ToBase64String(Chromium.Portrait(Chromium.Someone)), other = Convert.ToBase64String(Chromium.Portrait("paper-kit-2/assets/img/faces/kaci-baum-2.jpg")) });

        Assert.Equal("Cancelled", told.GetProperty("name").GetString());
        Assert.Equal(told.GetProperty("width").GetInt32(), told.GetProperty("still").GetInt32());
    }

    [Fact]
    public async Task Closing_while_a_file_is_being_read_leaves_nothing_open()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await chromium.StartedAsync(site);

        JsonElement name = await page.CallAsync("""
            (() => {
                const opened = engine.open(new Blob([toBytes(file)])).then(() => 'opened', (error) => error.name);
                engine.close();
                return opened;
            })()
            """, new { file = Convert.ToBase64String(Chromium.Portrait(Chromium.Someone)) });

        Assert.Equal("Cancelled", name.GetString());
        Assert.Equal(0, await WorkersAsync(page));
    }

    [Fact]
    public async Task Closing_ends_the_worker_and_what_is_asked_afterwards_begins_a_new_one()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await chromium.StartedAsync(site);
        await page.OpenedAsync(Chromium.Portrait(Chromium.Someone));
        Assert.Single(page.Page.Workers);

        await page.CallAsync("engine.close()");

        Assert.Equal(0, await WorkersAsync(page));
        await Assert.ThrowsAsync<PlaywrightException>(() => page.CheckAsync(new { specs = TwoInch }));
        Assert.Single((await page.OpenedAsync(Chromium.Portrait(Chromium.Someone))).GetProperty("faces").EnumerateArray());
    }

    [Fact]
    public async Task A_start_that_fails_says_so_and_the_next_one_works()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        site.Tamper = (path, real) => path.EndsWith("networks.json", StringComparison.Ordinal) ? null : real;
        await Assert.ThrowsAsync<PlaywrightException>(() => page.StartAsync());
        Assert.Equal(0, await WorkersAsync(page));

        site.Tamper = null;
        await page.StartAsync();

        Assert.Single((await page.OpenedAsync(Chromium.Portrait(Chromium.Someone))).GetProperty("faces").EnumerateArray());
    }

    private static async Task<int> WorkersAsync(EnginePage page)
    {
        // A worker that was ended is told a moment later.
        for (int wait = 0; wait < 1200 && page.Page.Workers.Count > 0; wait++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        return page.Page.Workers.Count;
    }
}
