using IdPhoto.App.Tests.Harness;
using IdPhoto.Tests;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>The camera, with a portrait before it.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed class CameraTests(AppBrowser browser)
{
    [Fact]
    public async Task It_counts_aloud_on_request_and_takes_the_photo_by_itself_when_everything_fits()
    {
        await using AppPage app = await browser.OpenAsync("de-DE", before: context => context.AddInitScriptAsync(
            """
            globalThis.spoken = [];
            globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
            Object.defineProperty(globalThis, 'speechSynthesis', { value: { cancel() {}, speak(said) { spoken.push([said.text, said.lang]); } } });
            """));
        await app.GoAsync("document/one-inch");
        await app.Page.ClickAsync("a.button[href='#/camera']");
        await app.Page.Locator(".camera-tools button[aria-pressed]").ClickAsync();
        Assert.Equal("matrix(-1, 0, 0, 1, 0, 0)", await app.Page.Locator(".viewfinder video").EvaluateAsync<string>("video => getComputedStyle(video).transform"));
        await app.Page.WaitForSelectorAsync(".count");
        await app.Page.WaitForSelectorAsync("[data-test=overall]");
        // The photo has the camera's own size.
        Assert.Equal(1280, await app.Page.Locator(".looked img").EvaluateAsync<int>("async image => { await image.decode(); return image.naturalWidth; }"));
        // The count, at the least: the person before this camera stands right.
        string[][] spoken = await app.Page.EvaluateAsync<string[][]>("() => spoken");
        Assert.True(spoken.Length > 2);
        Assert.All(spoken, said => Assert.Equal("de", said[1]));
        // Nothing is said over and over. On a busy machine a count may begin again.
        Assert.All(spoken.Zip(spoken.Skip(1)), pair => Assert.NotEqual(pair.First[0], pair.Second[0]));
    }

    [Fact]
    public async Task A_small_child_is_taken_in_a_burst_by_the_camera_that_looks_away()
    {
        LongTests.Require();
        await using AppPage app = await browser.OpenAsync();
        await app.GoAsync("document/one-inch");
        await app.ClickAsync("infant");
        await app.Page.ClickAsync("a.button[href='#/camera']");
        await app.Page.WaitForSelectorAsync(".instruction.helper");
        await app.Page.ClickAsync(".shutter:enabled");
        await app.Page.WaitForFunctionAsync("() => /[1-8]\\D+8/.test(document.querySelector('.instruction').textContent)");
        await app.Page.WaitForSelectorAsync("[data-test=overall]");
    }

    [Fact]
    public async Task Without_a_camera_there_is_the_picker()
    {
        await using AppPage app = await browser.OpenAsync(before: context => context.AddInitScriptAsync(
            "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));"));
        await app.GoAsync("document/one-inch");
        await app.Page.ClickAsync("a.button[href='#/camera']");
        await app.Page.WaitForSelectorAsync(".note[role=alert]");
        await app.PickAsync();
        await app.Page.WaitForSelectorAsync("[data-test=overall]");
    }
}
