using System.Text.Json;
using System.Text.RegularExpressions;
using IdPhoto.Messages;
using IdPhoto.Server.Policies;
using IdPhoto.Server.PublicPages;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Words;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.Server.Tests.PublicPages;

/// <summary>The pages for people without the app, in a browser, under their strict policy.</summary>
public sealed partial class RightsPageTests
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string Axe = Path.Combine(Repository.Root(), "test", "IdPhoto.App.Tests", "node_modules", "axe-core", "axe.min.js");

    private readonly List<string> _wrong = [], _asked = [];

    [Fact]
    public async Task Without_the_app_a_person_sees_corrects_withdraws_deletes_and_has_the_receipt_checked()
    {
        await using HostedServer server = await HostedServer.StartAsync("OperatorName=Photo Service", "OperatorMail=privacy@example.org");
        Install install = new(server.Api);
        await install.AgreeAsync("server-photos", "2.0", guardian: true).BodyAsync();
        await install.AgreeAsync("notices", "2.0").BodyAsync();
        await install.UploadAsync().BodyAsync();
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await LaunchAsync(playwright);
        IPage page = await OpenAsync(browser, server, "your-data", "en", 390, ColorScheme.Light);

        await page.FillAsync("#id", Guid.NewGuid().ToString());
        await page.ClickAsync("#ask .main");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("Nothing is kept");
        await page.FillAsync("#id", install.Id.ToString().ToUpperInvariant());
        await page.ClickAsync("#ask .main");
        await Assertions.Expect(page.Locator("#consents > li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#photos > li")).ToContainTextAsync("Erased by");
        await LookAsync(page, "kept");

        await page.SelectOptionAsync("#language", "fr");
        await page.ClickAsync("#told .button");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("correction has been saved");
        Assert.Equal("fr", (await install.SeeAsync()).GetProperty("language").GetString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw: Photos are processed on the server" }).ClickAsync();
        await Assertions.Expect(page.Locator("#photos")).ToContainTextAsync("Nothing.");
        IDownload saved = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#save"));
        Assert.Equal(2, JsonDocument.Parse(await File.ReadAllTextAsync(await saved.PathAsync())).RootElement.GetProperty("consents").GetArrayLength());

        await page.ClickAsync("#delete");
        await LookAsync(page, "sure");
        await page.ClickAsync("#delete-not");
        await Assertions.Expect(page.Locator("#delete")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("#delete-now");
        await Assertions.Expect(page.Locator("#gone-heading")).ToBeFocusedAsync();
        await LookAsync(page, "gone");
        string receipt = await page.InputValueAsync("#gone-text");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await install.SendAsync(HttpMethod.Get, "v1/device")).StatusCode);

        await page.ClickAsync("#gone a.button");
        await page.FillAsync("#receipt", receipt);
        await page.ClickAsync("#ask .main");
        await Assertions.Expect(page.Locator("#result-heading")).ToHaveTextAsync("Genuine");
        await LookAsync(page, "genuine");
        await page.FillAsync("#receipt", receipt.Replace('a', 'b'));
        await page.ClickAsync("#ask .main");
        await Assertions.Expect(page.Locator("#result-heading")).ToHaveTextAsync("Not genuine");

        Assert.Empty(_wrong);
        Assert.All(_asked, address => Assert.StartsWith(server.Address.AbsoluteUri, address, StringComparison.Ordinal));
        Assert.DoesNotContain(_asked, address => address.Contains(install.Id.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Every_page_is_without_a_violation_in_both_themes_from_right_to_left_and_with_text_twice_as_large()
    {
        await using HostedServer server = await HostedServer.StartAsync("OperatorName=Photo Service", "OperatorMail=privacy@example.org", "LetterDays=7");
        server.Service<PolicyRegister>().Publish(new PolicyDraft(
            new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), Widens: true, new Controller("Another Service", "other@example.org"), new Dictionary<string, string> { ["en"] = "Photos stay for an hour.", ["de"] = "Fotos bleiben eine Stunde." }));
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await LaunchAsync(playwright);
        foreach (string name in PublicPage.Names)
        {
            IPage page = await OpenAsync(browser, server, name, "ar", 390, ColorScheme.Dark);
            await LookAsync(page, $"{name} ar");
            Assert.Equal("rtl", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).direction"));
            page = await OpenAsync(browser, server, name, "de", 320, ColorScheme.Light);
            await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
            await FitsAsync(page, $"{name} de");
        }
        IPage privacy = await OpenAsync(browser, server, "privacy", "de", 1280, ColorScheme.Light);
        await LookAsync(privacy, "privacy de");
        await Assertions.Expect(privacy.Locator(".note.look")).ToContainTextAsync("Fotos bleiben eine Stunde.");
        await Assertions.Expect(privacy.Locator(".note.look")).ToContainTextAsync("Another Service");
        await Assertions.Expect(privacy.Locator("#controller")).ToContainTextAsync("Photo Service");
        IPage contact = await OpenAsync(browser, server, "contact", "en", 390, ColorScheme.Light);
        await Assertions.Expect(contact.Locator(".steps")).ToContainTextAsync("after 7 days");
        await contact.FillAsync("#text", "Where does this photo go?");
        await contact.ClickAsync("#letter .main");
        await Assertions.Expect(contact.Locator("#reference")).ToHaveTextAsync(new Regex("^[0-9A-Z]{4}-[0-9A-Z]{4}$"));
        await LookAsync(contact, "sent");
        Assert.Empty(_wrong);
    }

    [Fact]
    public async Task The_pages_lack_no_sentence_and_none_is_idle()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        Sentences english = Sentences.In(Languages.English, Place.Api);
        HashSet<string> used = [];
        foreach (string file in PublicPage.Names.Append("layout"))
            used.UnionWith(Gap().Matches(PageTemplate.Read($"{file}.html")).Select(match => match.Groups[1].Value));
        foreach (string script in new[] { "rights.js", "your-data.js", "receipt.js", "contact.js" })
            used.UnionWith(PublicPage.Spoken(PageTemplate.Read(script)));
        Assert.All(used, name => Assert.NotEqual($"rights.{name}", english.Say(Message.Of($"rights.{name}"))));
        foreach (string name in PublicPage.Names)
        {
            string page = await server.Api.Client.GetStringAsync($"{name}?lang=zh-Hans");
            Assert.Contains("<html lang=\"zh-Hans\" dir=\"ltr\">", page, StringComparison.Ordinal);
            Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
            Assert.DoesNotContain("rights.", page.Replace("rights/rights.", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        string source = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root(), "src", "IdPhoto.Server"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        string[] idle = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root(), "src/IdPhoto.Words/Languages/en/rights.json"))).RootElement.EnumerateObject()
            .Select(sentence => sentence.Name["rights.".Length..])
            .Where(name => !used.Contains(name) && !PublicPage.Names.Any(page => name == $"{page}-title" || name == $"{page}-short")
                && !source.Contains($"\"rights.{name}\"", StringComparison.Ordinal) && !source.Contains($"\"{name}\"", StringComparison.Ordinal))];
        Assert.Empty(idle);
    }

    private static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        string? program = Browsers.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "Chromium is not installed (Debian: apt-get install chromium).");
        // A machine that is busy is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(60_000);
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    private async Task<IPage> OpenAsync(IBrowser browser, HostedServer server, string name, string language, int width, ColorScheme theme)
    {
        IPage page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = theme });
        page.Request += (_, request) => _asked.AddRange(request.Url.StartsWith("http", StringComparison.Ordinal) ? [request.Url] : []);
        // That nothing is kept for an identifier is an answer, which Chromium calls an error.
        page.Console += (_, message) => _wrong.AddRange(message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal) ? [message.Text] : []);
        page.PageError += (_, error) => _wrong.Add(error);
        await page.GotoAsync(new Uri(server.Address, $"{name}?lang={language}").AbsoluteUri);
        return page;
    }

    private async Task LookAsync(IPage page, string step)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        JsonElement found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join('; ')}`)");
        if (found.GetArrayLength() > 0)
            _wrong.Add($"{step}: {found}");
        await FitsAsync(page, step);
    }

    private async Task FitsAsync(IPage page, string step)
    {
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") is > 0 and int wide)
            _wrong.Add($"{step}: {wide} pixels too wide");
    }

    [GeneratedRegex(@"(?<!\{)\{\{([a-z0-9-]+)\}\}")]
    private static partial Regex Gap();
}
