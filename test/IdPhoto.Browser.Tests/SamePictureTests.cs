using System.Text.Json;
using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using IdPhoto.Tests;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>The browser makes the native engine's photos and says the same of them.</summary>
[Collection("browser")]
public sealed class SamePictureTests(Chromium chromium)
{
    private const double LeastPsnr = 45;

    /// <summary>As PNG, so that pixels are compared and not two encoders; no document's ceiling is meant.</summary>
    private const int MostKb = 20_000;

    private static readonly JsonSerializerOptions Web = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static readonly Sentences Words = Sentences.In(Languages.English, Place.App);
    private static readonly string[] Kept = LongTests.IsWanted ? ["de-passport", "gb-passport-digital", "fr-passport", "jp-passport", "au-passport"] : ["de-passport", "gb-passport-digital"];
    private static readonly string[] Replaced = LongTests.IsWanted ? ["two-inch", "one-inch", "cn-civil-service-exam"] : ["two-inch"];

    [Theory]
    [InlineData("paper-kit-2/assets/img/faces/kaci-baum-2.jpg")]
    [InlineData("argon-design-system-free/assets/img/faces/team-4.jpg", true)]
    public async Task Kept_and_replaced_backgrounds_with_the_network_cut(string portrait, bool isLong = false)
    {
        if (isLong)
            LongTests.Require();
        chromium.Require();
        byte[] file = Chromium.Portrait(portrait);
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await EnginePage.OpenAsync(chromium.Browser, site.Address);
        await page.StartAsync();
        await page.CallAsync("engine.preload(['FaceFullRange', 'FaceShortRange', 'FaceMesh', 'Person', 'Palm', 'Salient'])");
        await page.OpenedAsync(file);
        await page.MakeAsync(new { specs = Replaced[..1], force = true });
        await page.Page.Context.SetOfflineAsync(true);
        int asked = site.Asked.Count;

        await page.OpenedAsync(file);
        await AssertSameAsync(page, file, Kept, new { specs = Kept, force = true, check = true, background = "keep", format = "png", maxKb = MostKb }, keep: true);
        await AssertSameAsync(page, file, Replaced, new { specs = Replaced, force = true, check = true, format = "png", maxKb = MostKb }, keep: false);

        Assert.Equal(asked, site.Asked.Count);
    }

    [Fact]
    public async Task The_check_is_the_command_lines()
    {
        chromium.Require();
        byte[] file = Chromium.Portrait("material-kit/assets/img/faces/kendall.jpg");
        EnginePage page = await chromium.SharedAsync();

        await page.OpenedAsync(file);
        JsonElement told = await page.CheckAsync(new { specs = Kept[..1], age = 8, ofiq = true });

        CheckedPhoto native = await chromium.Native.CheckAsync(file, PhotoSpecs.Find("de-passport"), new CheckOptions { AgeYears = 8 }, null, TestContext.Current.CancellationToken);
        Comparison.AssertSame(Json(ComplianceLine.Of(native.Report, Words, native.Ofiq())), told);
    }

    private async Task AssertSameAsync(EnginePage page, byte[] file, string[] specs, object request, bool keep)
    {
        JsonElement[] made = [.. (await page.MakeAsync(request)).EnumerateArray()];
        IdPhotoOptions options = new() { Make = new MakeOptions { Force = true, KeepBackground = keep }, Check = new CheckOptions(), Format = FileFormat.Png, MaxKb = MostKb };
        IReadOnlyList<DocumentResult> native = await chromium.Native.MakeManyAsync(
            file, [.. specs.Select(PhotoSpecs.Find)], options, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(specs.Length, made.Length);
        for (int i = 0; i < specs.Length; i++)
        {
            Assert.True(native[i].Refusal is null, $"{specs[i]}: {native[i].Refusal?.Code}");
            double psnr = Comparison.Psnr(Comparison.Pixels(native[i].Photo!.Bytes), Comparison.Pixels(made[i].GetProperty("file").GetBytesFromBase64()));
            Assert.True(psnr >= LeastPsnr, $"{specs[i]}: {psnr:0.0} dB");
            Comparison.AssertSame(Json(MadeReport.Of(native[i].Photo!, Words)), made[i].GetProperty("report"), specs[i]);
        }
    }

    private static JsonElement Json<T>(T report) => JsonSerializer.SerializeToElement(report, Web);
}
