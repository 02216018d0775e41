using System.Text.Json;
using IdPhoto.App.Tests.Harness;
using IdPhoto.Pictures;
using IdPhoto.Tests;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>The whole way, on the device, for the three kinds of documents.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed class JourneyTests(AppBrowser browser)
{
    [Fact]
    public async Task A_photo_that_must_not_be_edited_is_only_cropped_but_for_one_who_insists_and_an_upload_is_what_the_portal_wants()
    {
        await using AppPage app = await browser.OpenAsync();
        await app.Page.FillAsync("#find", "us");
        await app.Page.ClickAsync("a[href='#/document/us-passport']");
        await app.Page.WaitForSelectorAsync(".note.fail");
        Assert.Equal("fail", await app.PickedAsync());
        await app.EditedAsync();
        await app.Page.ClickAsync("#tab-Background");
        Assert.Equal(0, await app.Page.Locator("[data-test^=bg-]").CountAsync());
        Assert.True(await app.Page.Locator("#tool a[href^='http']").CountAsync() > 0, "The reason has its source.");
        byte[] file = await app.SavedAsync();
        Picture photo = PhotoFile.Read(file);
        Assert.Equal(new PixelSize(600, 600), photo.Size);
        string ledger = await app.Page.Locator("[data-test=ledger]").TextContentAsync() ?? "";
        Assert.Contains("crop", ledger, StringComparison.Ordinal);
        Assert.DoesNotContain("replace-background", ledger, StringComparison.Ordinal);
        Assert.DoesNotContain("level", ledger, StringComparison.Ordinal);

        await app.GoAsync("edit");
        await app.MadeAsync();
        await app.ClickAsync("insist");
        await app.ClickAsync("bg-white");
        await app.ClickAsync("allow-download");
        await app.MadeAsync();
        Assert.Equal((255, 255, 255), CornerOf(await app.SavedAsync()));
        await app.Page.Locator("details:has([data-test=ledger]) > summary").ClickAsync();
        ledger = await app.Page.Locator("details:has([data-test=ledger])").InnerTextAsync();
        Assert.Contains("replace-background", ledger, StringComparison.Ordinal);
        Assert.Contains("against the authority", ledger, StringComparison.Ordinal);

        await app.LookedAtAsync("us-visa-digital");
        await app.EditedAsync();
        file = await app.SavedAsync();
        Assert.InRange(file.Length, 1, 240 * 1024);
        Assert.Equal(new PixelSize(600, 600), PhotoFile.Read(file).Size);
        await app.Page.WaitForSelectorAsync("#preflight");
        Assert.Equal(0, await app.Page.Locator("section:has(#preflight) .measure-row.fail").CountAsync());
    }

    [Fact]
    public async Task A_size_of_ones_own_is_edited_by_hand_and_a_mirrored_selfie_put_right_and_cut_out_without_a_background()
    {
        LongTests.Require();
        await using AppPage app = await browser.OpenAsync();
        await app.GoAsync("custom");
        await app.Page.FillAsync("#name", "Club");
        await app.Page.FillAsync("#width", "40");
        await app.Page.FillAsync("#height", "50");
        await app.Page.SelectOptionAsync("#colour", "blue");
        await app.Page.ClickAsync("form button[type=submit]");
        await app.Page.WaitForSelectorAsync("[data-test=picker]", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        await app.PickedAsync();
        await app.EditedAsync();

        double head = HeadOf(await app.MeasuresAsync());
        await app.Page.ClickAsync("#tab-Position");
        await app.Page.Locator("#zoom").EvaluateAsync("slider => { slider.value = '0.9'; slider.dispatchEvent(new Event('input', { bubbles: true })); slider.dispatchEvent(new Event('change', { bubbles: true })); }");
        await app.Page.WaitForFunctionAsync("before => Number(document.querySelector('[data-rule=head-height]').dataset.value) < before * 0.95", head);
        Assert.InRange(HeadOf(await app.MeasuresAsync()) / head, 0.89, 0.91);

        await app.Page.ClickAsync("#tab-Marks");
        await app.Page.Locator("[data-mark=chin]").FocusAsync();
        double zoomed = HeadOf(await app.MeasuresAsync());
        for (int i = 0; i < 5; i++)
            await app.Page.Keyboard.PressAsync("Shift+ArrowDown");
        await app.Page.WaitForFunctionAsync("before => Number(document.querySelector('[data-rule=head-height]').dataset.value) !== before", zoomed);
        await app.MadeAsync();

        await app.Page.ClickAsync("#tab-Edge");
        await app.ClickAsync("brush-erase");
        ILocator paper = app.Page.Locator(".paper canvas");
        LocatorBoundingBoxResult box = (await paper.BoundingBoxAsync())!;
        await app.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height * 0.92f));
        await app.Page.Mouse.DownAsync();
        await app.Page.Mouse.MoveAsync(box.X + (box.Width / 2) + 20, box.Y + (box.Height * 0.92f), new MouseMoveOptions { Steps = 4 });
        await app.Page.Mouse.UpAsync();
        await app.Page.WaitForSelectorAsync("[data-test=quality][data-state=working]");
        await app.MadeAsync();

        Picture photo = PhotoFile.Read(await app.SavedAsync());
        Assert.Equal(new PixelSize(472, 591), photo.Size);
        Assert.True(Blue(photo, 4, 4), "The background is blue.");
        Assert.True(Blue(photo, photo.Width / 2, (int)(photo.Height * 0.92)), "What was erased is background.");
        Assert.Contains("retouch-cutout", await app.Page.Locator("[data-test=ledger]").TextContentAsync() ?? "", StringComparison.Ordinal);

        await app.GoAsync("edit");
        await app.MadeAsync();
        double centring = CentringOf(await app.MeasuresAsync());
        await app.Page.ClickAsync("#tab-Position");
        await app.ClickAsync("mirror");
        await app.Page.WaitForSelectorAsync("[data-test=quality][data-state=working]");
        await app.MadeAsync();
        Assert.Equal(-centring, CentringOf(await app.MeasuresAsync()), 0.01);
        await app.Page.ClickAsync("#tab-Background");
        await app.ClickAsync("bg-transparent");
        await app.Page.WaitForSelectorAsync("[data-test=quality][data-state=working]");
        await app.MadeAsync();
        byte[] file = await app.SavedAsync();
        Assert.Equal("PNG"u8, file.AsSpan(1, 3));
        byte[] alpha = PhotoFile.Alpha(file)!;
        Assert.Equal((0, 255), (alpha[0], alpha[alpha.Length / 2]));
        Assert.Contains("mirror", await app.Page.Locator("[data-test=ledger]").TextContentAsync() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_shot_serves_several_documents_a_sheet_is_a_PDF_and_a_kept_photo_lies_in_this_browser_until_it_is_deleted()
    {
        await using AppPage app = await browser.OpenAsync();
        await app.GoAsync("document/us-passport");
        await app.Page.ClickAsync("details:has(#also) > summary");
        await app.Page.FillAsync("#also", "one inch");
        await app.Page.Locator("details:has(#also) .choices button").First.ClickAsync();
        Assert.Equal("fail", await app.PickedAsync());
        int broken = await app.Page.Locator(".verdict.fail").CountAsync();
        await app.Page.Locator(".tab").Nth(1).ClickAsync();
        Assert.True(await app.Page.Locator(".verdict.fail").CountAsync() < broken, "A size that no state owns asks for less.");

        await app.GoAsync("settings");
        // Every language but English comes in a file of its own, which a weak connection may not bring.
        await app.Page.RouteAsync("**/words/*", route => route.AbortAsync());
        await app.ClickAsync("language-ar");
        await app.Page.WaitForSelectorAsync("[data-test=language-lacking]");
        Assert.True(await app.Page.IsCheckedAsync("[data-test=language-en]"));
        await app.Page.UnrouteAsync("**/words/*");
        // One that comes after another was chosen is not spoken.
        TaskCompletionSource late = new();
        await app.Page.RouteAsync("**/words/de.json", async route =>
        {
            await late.Task;
            await route.ContinueAsync();
        });
        await app.ClickAsync("language-de");
        await app.ClickAsync("language-en");
        await app.Page.RunAndWaitForResponseAsync(() => Task.FromResult(late.TrySetResult()), "**/words/de.json");
        await app.Page.WaitForTimeoutAsync(500);
        Assert.Equal("en", await app.Page.EvaluateAsync<string>("() => document.documentElement.lang"));
        await app.Page.UnrouteAsync("**/words/de.json");
        await app.ClickAsync("language-ar");
        await app.UntilAsync("() => document.documentElement.dir === 'rtl'");
        Assert.Equal(0, await app.Page.Locator("[data-test=language-lacking]").CountAsync());
        Assert.Contains("\"ar\"", await app.Page.EvaluateAsync<string>("() => localStorage.getItem('idphoto.settings')"), StringComparison.Ordinal);
        await app.GoAsync("check");
        await app.Page.WaitForSelectorAsync("[data-test=overall]");
        string sentence = await app.Page.Locator(".verdict p").First.InnerTextAsync();
        Assert.Contains(sentence, letter => letter is >= '\u0600' and <= '\u06ff');

        // The first of the documents.
        await app.Page.Locator(".tab").First.ClickAsync();
        await app.EditedAsync();
        await app.ClickAsync("to-save");
        byte[] sheet = await app.DownloadedAsync("print");
        Assert.Equal("%PDF"u8.ToArray(), sheet[..4]);
        await app.Page.CheckAsync("[data-test=keep]");
        await app.ClickAsync("done");
        await app.Page.WaitForSelectorAsync("#find");
        await app.Page.ReloadAsync();
        await app.Page.WaitForSelectorAsync("#find");
        await app.GoAsync("photos");
        await app.Page.WaitForSelectorAsync(".kept");
        Assert.Equal(1, await app.Page.Locator(".kept").CountAsync());
        Assert.Equal(600, await app.Page.Locator(".kept img").EvaluateAsync<int>("async image => { await image.decode(); return image.naturalWidth; }"));
        await app.ClickAsync("clear");
        await app.ClickAsync("clear");
        await app.Page.WaitForSelectorAsync(".empty");
    }

    private static double HeadOf(JsonElement measures) => measures.GetProperty("head-height").GetProperty("value").GetDouble();

    private static double CentringOf(JsonElement measures) => measures.GetProperty("centring").GetProperty("value").GetDouble();

    private static bool Blue(Picture photo, int x, int y)
    {
        ReadOnlySpan<byte> pixel = photo.Rgb.AsSpan(((y * photo.Width) + x) * 3, 3);
        return Math.Abs(pixel[0] - 0x43) < 12 && Math.Abs(pixel[1] - 0x8e) < 12 && Math.Abs(pixel[2] - 0xdb) < 12;
    }

    private static (int R, int G, int B) CornerOf(byte[] file)
    {
        Picture photo = PhotoFile.Read(file);
        int i = ((3 * photo.Width) + 3) * 3;
        return (photo.Rgb[i], photo.Rgb[i + 1], photo.Rgb[i + 2]);
    }
}
