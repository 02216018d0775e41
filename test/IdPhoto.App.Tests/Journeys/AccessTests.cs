using System.Text.Json;
using IdPhoto.App.Tests.Harness;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>axe finds nothing on any screen, in both themes and from right to left; and nothing runs out of a small screen.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed class AccessTests(AppBrowser browser)
{
    private readonly List<string> _wrong = [];

    [Theory]
    [InlineData("en-US", ColorScheme.Light)]
    [InlineData("en-US", ColorScheme.Dark)]
    [InlineData("ar", ColorScheme.Light)]
    [InlineData("de-DE", ColorScheme.Light)]
    public async Task No_screen_has_a_violation(string language, ColorScheme theme)
    {
        await using AppPage app = await browser.OpenAsync(language, theme: theme);
        await LookAsync(app, "home");
        foreach (string screen in new[] { "document/us-passport", "document/one-inch", "custom", "photos", "privacy", "settings", "camera" })
        {
            await app.GoAsync(screen);
            await LookAsync(app, screen);
        }
        await app.LookedAtAsync("us-passport");
        await LookAsync(app, "check");
        await app.EditedAsync();
        foreach (string tool in new[] { "Background", "Position", "Marks", "Edge" })
        {
            await app.Page.ClickAsync($"#tab-{tool}");
            await LookAsync(app, $"edit {tool}");
        }
        await app.ClickAsync("to-save");
        await app.Page.WaitForSelectorAsync("[data-test=finished]");
        await LookAsync(app, "save");
        await app.Page.CheckAsync("[data-test=keep]");
        await app.GoAsync("photos");
        await app.Page.WaitForSelectorAsync(".kept");
        await LookAsync(app, "photos, one kept");
        Assert.Empty(_wrong);
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(844, 390)]
    [InlineData(320, 640)]
    public async Task With_text_twice_as_large_nothing_runs_out_of_the_screen(int width, int height)
    {
        await using AppPage app = await browser.OpenAsync("de-DE");
        await app.Page.SetViewportSizeAsync(width, height);
        await app.Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
        foreach (string screen in new[] { "", "document/us-passport", "custom", "photos", "privacy", "settings", "camera" })
        {
            await app.GoAsync(screen);
            await FitsAsync(app, screen);
        }
        await app.LookedAtAsync("us-passport");
        await FitsAsync(app, "check");
        await app.EditedAsync();
        await FitsAsync(app, "edit");
        await app.ClickAsync("to-save");
        await app.Page.WaitForSelectorAsync("[data-test=finished]");
        await FitsAsync(app, "save");
        Assert.Empty(_wrong);
    }

    private async Task LookAsync(AppPage app, string screen)
    {
        await app.Page.WaitForTimeoutAsync(400);
        await app.Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppServer.Root, "test/IdPhoto.App.Tests/node_modules/axe-core/axe.min.js")));
        JsonElement found = await app.Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join('; ')}`)");
        if (found.GetArrayLength() > 0)
            _wrong.Add($"{screen}: {found}");
        await FitsAsync(app, screen);
    }

    private async Task FitsAsync(AppPage app, string screen)
    {
        await app.Page.WaitForTimeoutAsync(200);
        int over = await app.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        if (over > 0)
            _wrong.Add($"{screen} is {over} pixels wider than the screen.");
    }
}
