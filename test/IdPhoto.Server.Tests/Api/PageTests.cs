using IdPhoto.Server.Tests.Harness;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>The page on which the API is tried, in a browser, under its own strict policy.</summary>
public sealed class PageTests(SharedServer shared)
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    [Fact]
    public async Task The_sample_goes_through_the_whole_stay_and_nothing_is_asked_of_another_host()
    {
        string? program = Browsers.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "Chromium is not installed (Debian: apt-get install chromium).");
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox"] });
        IPage page = await browser.NewPageAsync();
        List<string> hosts = [], complaints = [];
        page.Request += (_, request) => hosts.Add(new Uri(request.Url) is { Scheme: "http" or "https" } url ? url.Authority : "");
        page.Console += (_, message) => complaints.AddRange(message.Type == "error" ? [message.Text] : []);
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(new Uri(shared.Server.Address, "api").AbsoluteUri);

        await SendAsync(page, "post /v1/photos");
        await SendAsync(page, "get /v1/photos/{id}/cutout");
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('.result img').naturalWidth === 512"));
        await SendAsync(page, "post /v1/id-photos", ("spec", "one-inch"));
        ILocator erased = await SendAsync(page, "delete /v1/photos/{id}");

        Assert.Contains("receipt", await erased.Locator(".result pre").Last.TextContentAsync(), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("IDPHOTO_TEST_SHOT") is string shot)
            await page.ScreenshotAsync(new() { Path = shot, FullPage = true });
        Assert.Empty(complaints);
        Assert.All(hosts.Where(host => host.Length > 0), host => Assert.Equal(shared.Server.Address.Authority, host));
    }

    private static async Task<ILocator> SendAsync(IPage page, string operation, params (string Name, string Value)[] options)
    {
        string[] parts = operation.Split(' ');
        ILocator details = page.Locator("details").Filter(new() { Has = page.Locator($"summary:has(.method:text-is('{parts[0].ToUpperInvariant()}')) code:text-is('{parts[1]}')") });
        await details.Locator("summary").ClickAsync();
        foreach ((string name, string value) in options)
            await details.Locator($"[name={name}]").FillAsync(value);
        await details.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(details.Locator(".result p")).ToContainTextAsync("20", new() { Timeout = 60_000 });
        return details;
    }
}
