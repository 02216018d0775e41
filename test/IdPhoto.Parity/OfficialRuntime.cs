using System.Text.Json;
using IdPhoto.Onnx;
using IdPhoto.Parity;
using IdPhoto.Tests;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(OfficialRuntime))]

namespace IdPhoto.Parity;

/// <summary>A page in headless Chromium with MediaPipe's web runtimes, all of it served from this machine's files.</summary>
public sealed class OfficialRuntime : IAsyncLifetime
{
    private const string Origin = "http://parity.localhost/";
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why there is nothing to compare with; null if there is.</summary>
    private string? _absent;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        string? program = Browsers.FirstOrDefault(File.Exists);
        _absent = !LongTests.IsWanted ? LongTests.Reason
            : program is null ? "Chromium is not installed (Debian: apt-get install chromium)."
            : Packages is null ? "The npm packages of models/ are not there: the solution was built with SkipModels."
            : null;
        if (_absent is not null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            // The runtimes want WebGL; without a graphics card it is computed on the processor.
            Args = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
        });
    }

    /// <summary>Evaluates an expression in a fresh page.</summary>
    public async Task<JsonElement> RunAsync(string expression)
    {
        Assert.SkipWhen(_absent is not null, _absent ?? "");
        IPage page = await _browser!.NewPageAsync();
        try
        {
            page.Console += (_, message) => TestContext.Current.SendDiagnosticMessage(message.Text);
            await page.RouteAsync("**/*", ServeAsync);
            await page.GotoAsync(Origin + "parity.html");
            return await page.EvaluateAsync<JsonElement>(expression);
        }
        finally
        {
            await page.CloseAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Root => ModelFolder.Locate() is { } models ? Path.GetFullPath(Path.Combine(models, "..", "..")) : null;

    private static string? Packages
        => Root is { } root && Directory.Exists(Path.Combine(root, "models/node_modules/@mediapipe")) ? Path.Combine(root, "models/node_modules") : null;

    private static async Task ServeAsync(IRoute route)
    {
        string path = new Uri(route.Request.Url).AbsolutePath.TrimStart('/');
        if (path == "parity.html")
        {
            using var page = new StreamReader(typeof(OfficialRuntime).Assembly.GetManifestResourceStream(path)!);
            await route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = await page.ReadToEndAsync() });
            return;
        }
        string file = path.Split('/')[0] switch
        {
            "samples" => Path.Combine(Root!, path),
            "video-filters-web" => Path.Combine(Packages!, "@stream-io", path),
            // The page would take the pruned weights of this detector, which are others than those used here.
            _ => Path.Combine(Packages!, "@mediapipe", path.Replace("full_range_sparse", "full_range", StringComparison.Ordinal)),
        };
        if (File.Exists(file))
            await route.FulfillAsync(new RouteFulfillOptions { Path = file, ContentType = KindOf(file) });
        else
            await route.FulfillAsync(new RouteFulfillOptions { Status = 404 });
    }

    private static string KindOf(string file) => Path.GetExtension(file) switch
    {
        ".js" or ".mjs" => "text/javascript",
        ".wasm" => "application/wasm",
        ".png" => "image/png",
        _ => "application/octet-stream",
    };
}
