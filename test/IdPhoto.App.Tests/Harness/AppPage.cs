using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.App.Tests.Harness;

/// <summary>What the person in a test has said yes to.</summary>
[Flags]
internal enum Yes
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>Photos are sent to the server.</summary>
    Server = 1,

    /// <summary>Notices by e-mail.</summary>
    Mail = 2,

    /// <summary>A letter to the operator.</summary>
    Letter = 4,
}

/// <summary>The app in a browser profile of its own. Whatever a test does: no request may go to another host, and none may carry anything that nobody agreed to.</summary>
internal sealed class AppPage : IAsyncDisposable
{
    /// <summary>
    /// The policy that <see cref="SayPolicyAsync"/> has the server say. In the page: where a service worker keeps the app, nobody
    /// outside it sees its requests.
    /// </summary>
    public const string PolicyOfTheTest = """
        const ask = globalThis.fetch;
        globalThis.fetch = (address, options) => {
            const said = address === 'v1/policy' ? localStorage.getItem('test.policy') : null;
            return said === null ? ask(address, options) : said === '' ? Promise.reject(new TypeError()) : Promise.resolve(new Response(said, { headers: { 'Content-Type': 'application/json' } }));
        };
        """;

    // For a machine that has much else to do.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly IBrowserContext _context;
    private readonly string _address;
    private readonly List<IRequest> _requests = [];
    private readonly List<string> _faults = [];
    private readonly List<string> _unagreed = [];

    private AppPage(IBrowserContext context, IPage page, string address) => (_context, Page, _address) = (context, page, address);

    public IPage Page { get; }

    /// <summary>What the test has agreed to by now: each request is held against it when it goes out.</summary>
    public Yes Agreed { get; set; }

    /// <summary>Other hosts that the test has agreed to.</summary>
    public IReadOnlyList<string> Hosts { get; set; } = [];

    /// <summary>All requests so far.</summary>
    public IReadOnlyList<IRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>Whether faults of the app's own are expected for now, as where a test takes its files away.</summary>
    public bool MayFail { get; set; }

    /// <summary>Requests with a body, and all that are not GET.</summary>
    public IReadOnlyList<IRequest> Sent
    {
        get
        {
            lock (_requests)
                return [.. _requests.Where(request => request.Method != "GET" || request.PostDataBuffer is { Length: > 0 })];
        }
    }

    /// <param name="keep">Lets the browser keep the app, which fetches and hashes all of it beside what is tried.</param>
    public static async Task<AppPage> OpenAsync(
        AppBrowser browser, AppServer server, string language = "en-US", bool camera = true, ColorScheme theme = ColorScheme.Light, Func<IBrowserContext, Task>? before = null,
        Yes agreed = Yes.Nothing, bool keep = false)
    {
        IBrowserContext context = await browser.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = language,
            ColorScheme = theme,
            ViewportSize = new ViewportSize { Width = 390, Height = 844 },
            Permissions = camera ? ["camera"] : [],
            AcceptDownloads = true,
            ServiceWorkers = keep ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
        });
        IPage page = await context.NewPageAsync();
        AppPage app = new(context, page, server.Address) { Agreed = agreed };
        context.Request += (_, request) => app.Note(request);
        page.PageError += (_, error) => app.NoteFault(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal))
                app.NoteFault(message.Text);
        };
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        if (before is not null)
            await before(context);
        await page.GotoAsync(server.Address);
        await page.WaitForSelectorAsync("#find");
        return app;
    }

    /// <summary>Goes to a screen.</summary>
    public async Task GoAsync(string screen)
    {
        await Page.EvaluateAsync("hash => { location.hash = hash; }", $"#/{screen}");
        await Page.WaitForSelectorAsync("main h1");
    }

    /// <summary>Chooses a document and a picture and waits for the verdict.</summary>
    public async Task<string> LookedAtAsync(string document, string portrait = AppBrowser.Someone)
    {
        await GoAsync($"document/{document}");
        return await PickedAsync(portrait);
    }

    /// <summary>Picks a picture on the document's screen and waits for the verdict.</summary>
    public async Task<string> PickedAsync(string portrait = AppBrowser.Someone)
    {
        await PickAsync(portrait);
        return (await (await Page.WaitForSelectorAsync("[data-test=overall]"))!.GetAttributeAsync("data-verdict"))!;
    }

    /// <summary>Picks a picture.</summary>
    public Task PickAsync(string portrait = AppBrowser.Someone)
        => Page.Locator("[data-test=picker]").SetInputFilesAsync(AppBrowser.PortraitPath(portrait));

    /// <summary>Clicks what carries a test's name.</summary>
    public Task ClickAsync(string name) => Page.Locator($"[data-test={name}]").First.ClickAsync();

    /// <summary>From the verdict to the editor, until the finished photo is made; says yes to the large download.</summary>
    public async Task EditedAsync()
    {
        await ClickAsync("go-on");
        IElementHandle shown = (await Page.WaitForSelectorAsync("[data-test=quality][data-state=ready], [data-test=allow-download]"))!;
        if (await shown.GetAttributeAsync("data-test") == "allow-download")
            await shown.ClickAsync();
        await MadeAsync();
    }

    /// <summary>Waits until the engine has made what the editor shows.</summary>
    public Task MadeAsync() => Page.WaitForSelectorAsync("[data-test=quality][data-state=ready]");

    /// <summary>The measured values that the editor shows, by rule.</summary>
    public Task<JsonElement> MeasuresAsync() => Page.EvaluateAsync<JsonElement>(
        "() => Object.fromEntries([...document.querySelectorAll('[data-rule]')].map((row) => [row.dataset.rule, { value: Number(row.dataset.value), holds: row.dataset.holds === 'true' }]))");

    /// <summary>To the last screen; the file as a person saves it.</summary>
    public async Task<byte[]> SavedAsync()
    {
        await ClickAsync("to-save");
        return await DownloadedAsync("download");
    }

    /// <summary>The file that a button gives.</summary>
    public async Task<byte[]> DownloadedAsync(string button)
    {
        IDownload download = await Page.RunAndWaitForDownloadAsync(() => ClickAsync(button));
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    /// <summary>From now on the server says another policy; empty for no answer.</summary>
    public Task SayPolicyAsync(string policy) => Page.EvaluateAsync("policy => localStorage.setItem('test.policy', policy)", policy);

    /// <summary>Waits until a question to the page, whose answer may take a while, is answered with yes. (WaitForFunction takes a promise for a yes.)</summary>
    public async Task UntilAsync(string question)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!await Page.EvaluateAsync<bool>(question))
        {
            Assert.True(waited.Elapsed < Patience, $"Never: {question}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What this browser has kept under a name; null for nothing.</summary>
    public Task<string?> KeptAsync(string name) => Page.EvaluateAsync<string?>("name => localStorage.getItem('idphoto.' + name)", name);

    /// <summary>This device's id.</summary>
    public async Task<string> InstallIdAsync()
    {
        using JsonDocument install = JsonDocument.Parse(await KeptAsync("install") ?? "{}");
        return install.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Waits until the service worker keeps the app.</summary>
    public Task KeptAsync() => Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        lock (_requests)
            Assert.Empty(_unagreed);
        Assert.Empty(_faults);
    }

    private void NoteFault(string fault)
    {
        if (!MayFail)
            _faults.Add(fault);
    }

    private void Note(IRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request);
            if (!IsAgreed(request))
                _unagreed.Add($"{request.Method} {request.Url}");
        }
    }

    // Nothing goes to another host. Nothing travels in a body, in an address or as this device's id but for what was agreed to; only the
    // networks' parts have their own hash in their address.
    private bool IsAgreed(IRequest request)
    {
        if (!request.Url.StartsWith(_address, StringComparison.Ordinal))
            return request.Url.StartsWith("blob:", StringComparison.Ordinal) || request.Url.StartsWith("data:", StringComparison.Ordinal) || Hosts.Any(host => request.Url.StartsWith(host, StringComparison.Ordinal));
        string path = request.Url[_address.Length..];
        bool says = request.Method != "GET" || request.PostDataBuffer is { Length: > 0 } || request.Headers.ContainsKey("install-id")
            || (path.Contains('?', StringComparison.Ordinal) && !path.StartsWith("engine/networks/", StringComparison.Ordinal));
        return !says || (Agreed & Needed(path)) != 0;
    }

    // Deleting what was agreed to belongs to the agreement.
    private static Yes Needed(string path) => path switch
    {
        "v1/device" => Yes.Server | Yes.Mail,
        "v1/device/consents/server-photos" => Yes.Server,
        "v1/device/consents/notices" or "v1/device/email" => Yes.Mail,
        "v1/letters" => Yes.Letter,
        _ when path.StartsWith("v1/photos", StringComparison.Ordinal) => Yes.Server,
        _ => Yes.Nothing,
    };
}
