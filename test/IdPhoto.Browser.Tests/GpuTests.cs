using System.Text;
using System.Text.Json;
using IdPhoto.Tests;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>IS-Net on a graphics card: the same picture, and none lost where the card fails.</summary>
[Collection("browser")]
public sealed class GpuTests(Chromium chromium)
{
    private const double LeastPsnr = 45;

    /// <summary>A card that does nothing answers at once; what it should have done takes a software card minutes.</summary>
    private const string Idle = "GPUComputePassEncoder.prototype.dispatchWorkgroups = () => {};";

    /// <summary>Remembers the device, and breaks it at the first step of a photo. A trial before that is passed by an idle card, too.</summary>
    private const string LostInAPhoto = """
        const request = GPUAdapter.prototype.requestDevice;
        GPUAdapter.prototype.requestDevice = async function (wish) { return globalThis.device = await request.call(this, wish); };
        GPUComputePassEncoder.prototype.dispatchWorkgroups = () => { if (globalThis.isTried) device.destroy(); };

        """;

    private static readonly object TwoInch = new { specs = (string[])["two-inch"], force = true, format = "png", maxKb = 20_000 };

    [Fact]
    public async Task A_card_that_is_lost_in_the_middle_of_a_photo_does_not_show_in_it()
    {
        LongTests.Require();
        chromium.Require();
        byte[] file = Chromium.Portrait(Chromium.Someone);
        EnginePage plain = await chromium.SharedAsync();
        await plain.OpenedAsync(file);
        string expected = FileOf(await plain.MakeAsync(TwoInch));
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        site.Tamper = (path, real) => path switch
        {
            "/engine/worker.js" => [.. Encoding.UTF8.GetBytes(LostInAPhoto), .. real!],
            "/engine/probe.js" => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(real!).Replace("isExpected(mask) {", "isExpected(mask) { return globalThis.isTried = true;", StringComparison.Ordinal)),
            _ => real,
        };
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        await page.StartAsync(gpu: "always");
        await page.OpenedAsync(file);

        string made = FileOf(await page.MakeAsync(TwoInch));

        Assert.Equal(("wasm", "lost"), await FactsAsync(page));
        Assert.Equal(expected, made);
        // Nothing is fetched for a card that is not tried.
        Assert.Equal(("wasm", "software"), await FactsAsync(plain));
        Assert.DoesNotContain(chromium.Asked, path => path.StartsWith("/engine/gpu/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("another answer", Idle, true)]
    [InlineData("refused", "GPUAdapter.prototype.requestDevice = () => Promise.reject(new Error('refused'));", true)]
    [InlineData("too large", Idle + "GPUDevice.prototype.popErrorScope = async () => { marked = (await marks()).length; return new GPUOutOfMemoryError('too large'); };")]
    [InlineData("a page ended while it worked", Idle + "await (await caches.open('idphoto-gpu-1')).put('working', new Response(String(Date.now() - 6 * 24 * 3600 * 1000)));", true)]
    public async Task What_a_card_gets_wrong_is_computed_without_it(string reason, string fault, bool isLong = false)
    {
        if (isLong)
            LongTests.Require();
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);

        JsonElement told = await page.CallAsync($$"""
            (async () => {
                const { Networks } = await import('./engine/networks.js');
                const { SIDE, picture, isExpected } = await import('./engine/probe.js');
                const answers = [], facts = [], marks = async () => (await caches.open('idphoto-gpu-1')).keys();
                let marked = null;
                for (const gpu of ['auto', 'always']) {
                    const networks = new Networks(new URL('./engine/', document.baseURI), 1, () => {}, gpu);
                    await networks.open();
                    networks.allowSalient(true);
                    answers.push((await networks.run('Salient', picture(), [1, 3, SIDE, SIDE]))[0]);
                    facts.push(networks.facts());
                    {{fault}}
                }
                return { expected: isExpected(answers[0]), same: answers[0].every((value, i) => value === answers[1][i]), facts, marked, left: (await marks()).length };
            })()
            """);

        // A card that is software is not tried where nobody asks for it; what one is measured by belongs to the network that is published.
        Assert.True(told.GetProperty("expected").GetBoolean());
        Assert.True(told.GetProperty("same").GetBoolean());
        if (reason == "too large")
            Assert.Equal((1, 0), (told.GetProperty("marked").GetInt32(), told.GetProperty("left").GetInt32()));
        Assert.Equal([("wasm", "software"), ("wasm", reason)], told.GetProperty("facts").EnumerateArray().Select(Facts));
    }

    // Software takes a quarter of an hour for what a card does in a second.
    [Fact]
    public async Task A_card_makes_the_same_picture()
    {
        LongTests.Require();
        chromium.Require();
        byte[] file = Chromium.Portrait(Chromium.Someone);
        List<string> made = [];
        foreach (string gpu in (string[])["never", "always"])
        {
            await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: gpu == "always");
            await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
            await page.StartAsync(gpu: gpu);
            await page.OpenedAsync(file);
            made.Add(FileOf(await page.MakeAsync(TwoInch)));
            Assert.Equal(gpu == "always" ? ("webgpu", null) : ("wasm", "not wanted"), await FactsAsync(page));
        }
        double psnr = Comparison.Psnr(Comparison.Pixels(Convert.FromBase64String(made[0])), Comparison.Pixels(Convert.FromBase64String(made[1])));
        Assert.True(psnr >= LeastPsnr, $"{psnr:0.0} dB");
    }

    private static string FileOf(JsonElement made) => made[0].GetProperty("file").GetString()!;

    private static async Task<(string? Salient, string? NoGpu)> FactsAsync(EnginePage page) => Facts(await page.CallAsync("engine.facts()"));

    private static (string? Salient, string? NoGpu) Facts(JsonElement facts) => (facts.GetProperty("salient").GetString(), facts.GetProperty("noGpu").GetString());
}
