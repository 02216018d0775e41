using System.Text.Json;
using IdPhoto.Tests;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>The networks' files: what is fetched, kept, refused, and run without a connection.</summary>
[Collection("browser")]
public sealed class NetworkFileTests(Chromium chromium)
{
    private static readonly string[] TwoInch = ["two-inch"];
    private static readonly string[] Both = ["two-inch", "de-passport"];
    private static readonly string[] Passport = ["de-passport"];

    [Fact]
    public async Task Without_the_large_network_a_background_is_kept_refused_or_a_draft()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        await page.StartAsync(salient: false);
        await page.OpenedAsync(Chromium.Portrait(Chromium.Someone));

        JsonElement kept = (await page.MakeAsync(new { specs = TwoInch, background = "keep", force = true }))[0];
        JsonElement replaced = (await page.MakeAsync(new { specs = TwoInch, force = true }))[0];
        JsonElement draft = (await page.MakeAsync(new { specs = TwoInch, force = true, draft = true }))[0];

        Assert.False(kept.GetProperty("draft").GetBoolean());
        Assert.Equal("model-missing", replaced.GetProperty("refusal").GetProperty("code").GetString());
        Assert.Equal("models.not-downloaded", replaced.GetProperty("refusal").GetProperty("id").GetString());
        Assert.True(draft.GetProperty("draft").GetBoolean());
        Assert.DoesNotContain(site.Asked, path => path.Contains("salient.net", StringComparison.Ordinal));
        Assert.True((await page.CallAsync("engine.missing()")).GetInt32() > 40_000_000);
    }

    [Fact]
    public async Task A_download_goes_on_where_it_broke_off_and_a_damaged_part_is_never_run()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        await page.StartAsync();
        await page.OpenedAsync(Chromium.Portrait(Chromium.Someone));
        site.Tamper = (path, real) => path.EndsWith("salient.net.5", StringComparison.Ordinal) ? null : real;
        Assert.Equal("model-missing", await MadeCodeAsync(page));

        site.Tamper = (path, real) => path.EndsWith("salient.net.5", StringComparison.Ordinal) ? [.. real![..^1], (byte)~real[^1]] : real;
        Assert.Equal("model-missing", await MadeCodeAsync(page));
        site.Tamper = null;
        lock (site.Asked)
            site.Asked.Clear();
        Assert.Null(await MadeCodeAsync(page));

        Assert.Equal(7, site.Asked.Count(path => path.Contains("salient.net", StringComparison.Ordinal)));
        Assert.DoesNotContain(site.Asked, path => path.EndsWith("salient.net.4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_isolated_page_has_threads_and_finds_the_same()
    {
        chromium.Require();
        JsonElement alone = await CheckedAsync(await chromium.SharedAsync(), isolated: false);
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: true);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        await page.StartAsync(salient: false, threads: 2);
        Comparison.AssertSame(alone, await CheckedAsync(page, isolated: true));

        static async Task<JsonElement> CheckedAsync(EnginePage page, bool isolated)
        {
            Assert.Equal(isolated, (await page.CallAsync("globalThis.crossOriginIsolated")).GetBoolean());
            await page.OpenedAsync(Chromium.Portrait(Chromium.Someone));
            return await page.CheckAsync(new { specs = Passport, ofiq = true });
        }
    }

    [Fact]
    public async Task After_a_reload_without_a_connection_photos_are_still_made()
    {
        LongTests.Require();
        chromium.Require();
        byte[] file = Chromium.Portrait(Chromium.Someone);
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address + "?offline");
        await page.StartAsync();
        await page.OpenedAsync(file);
        await page.MakeAsync(new { specs = Both, force = true });
        await page.Page.Context.SetOfflineAsync(true);
        await page.Page.ReloadAsync();
        await page.Page.WaitForFunctionAsync("globalThis.ready === true");
        lock (site.Asked)
            site.Asked.Clear();

        await page.StartAsync();
        await page.OpenedAsync(file);
        JsonElement made = await page.MakeAsync(new { specs = Both, force = true, allowEdits = true });

        Assert.All(made.EnumerateArray(), line => Assert.Equal(JsonValueKind.String, line.GetProperty("file").ValueKind));
        // The browser itself asks whether there is a newer service worker.
        Assert.DoesNotContain(site.Asked, path => path != "/keeper.js");
    }

    [Fact]
    public async Task An_isolated_page_has_threads_and_makes_the_same_picture()
    {
        LongTests.Require();
        chromium.Require();
        byte[] file = Chromium.Portrait(Chromium.Someone);
        List<byte[]> made = [];
        foreach (bool isolated in (bool[])[false, true])
        {
            await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated);
            await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
            Assert.Equal(isolated, (await page.CallAsync("globalThis.crossOriginIsolated")).GetBoolean());
            await page.StartAsync(threads: 2);
            await page.OpenedAsync(file);
            made.Add((await page.MakeAsync(new { specs = TwoInch, force = true, format = "png", maxKb = 20_000 }))[0].GetProperty("file").GetBytesFromBase64());
        }
        double psnr = Comparison.Psnr(Comparison.Pixels(made[0]), Comparison.Pixels(made[1]));
        // Sums are added up in another order.
        Assert.True(psnr > 50, $"{psnr:0.0} dB");
    }

    private static async Task<string?> MadeCodeAsync(EnginePage page)
        => (await page.MakeAsync(new { specs = TwoInch, force = true }))[0].GetProperty("refusal") is { ValueKind: JsonValueKind.Object } refusal
            ? refusal.GetProperty("code").GetString()
            : null;
}
