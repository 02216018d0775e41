using IdPhoto.App.Tests.Harness;
using IdPhoto.Codecs;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Tests;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(AppBrowser))]

namespace IdPhoto.App.Tests.Harness;

/// <summary>Each journey has a browser profile and an engine of its own: two at a time would only wait for each other.</summary>
[CollectionDefinition(nameof(OneJourneyAtATime), DisableParallelization = true)]
public sealed class OneJourneyAtATime;

/// <summary>Headless Chromium with a portrait as its camera.</summary>
public sealed class AppBrowser : IAsyncLifetime
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly string _folder = Directory.CreateTempSubdirectory("idphoto-app-tests-").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private AppServer? _server;
    private string? _absent;

    /// <summary>A person who looks into the camera, before a wall of many colours.</summary>
    internal const string Someone = "paper-kit-2/assets/img/faces/ayo-ogunseinde-2.jpg";

    /// <summary>The browser.</summary>
    internal IBrowser Browser => _browser!;

    /// <summary>A server for all tests that neither end it nor bring an app of their own: each has a browser profile of its own.</summary>
    internal AppServer Server => _server!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        string? program = Browsers.FirstOrDefault(File.Exists);
        _absent = program is null ? "Chromium is not installed (Debian: apt-get install chromium)."
            : !File.Exists(Path.Combine(AppServer.Program, "app/precache.json")) ? "The app was not published: build the solution in Release, without SkipModels and with npm."
            : !File.Exists(PortraitPath(Someone)) ? "The portraits were not fetched: npm is not installed."
            : null;
        if (_absent is not null)
            return;
        // Its mails go nowhere: nobody listens at that port.
        _server = await AppServer.StartAsync(
            null, 0, ("PublicAddress", "https://photos.example.org/"), ("SmtpServer", "127.0.0.1:9"), ("SmtpSecurity", "none"), ("MailFrom", "photos@example.org"));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args =
            [
                .. ChromiumArguments.All, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                $"--use-file-for-fake-video-capture={Film()}",
            ],
        });
    }

    /// <summary>The app on the shared server, in a browser profile of its own; the test is skipped where there is no browser.</summary>
    internal Task<AppPage> OpenAsync(
        string language = "en-US", bool camera = true, ColorScheme theme = ColorScheme.Light, Func<IBrowserContext, Task>? before = null, Yes agreed = Yes.Nothing, bool keep = false)
    {
        Require();
        return AppPage.OpenAsync(this, Server, language, camera, theme, before, agreed, keep);
    }

    /// <summary>Skips a test where there is no browser.</summary>
    internal void Require() => Assert.SkipWhen(_absent is not null, _absent ?? "");

    /// <summary>A portrait of the npm packages.</summary>
    internal static string PortraitPath(string path) => Path.Combine(AppServer.Root, "test/portraits/node_modules", path);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // A film of one picture: JPEGs one after the other. The person stands in the middle of a wide frame, as at arm's length.
    private string Film()
    {
        Picture portrait = PictureDecoder.Decode(File.ReadAllBytes(PortraitPath(Someone))).Picture;
        PixelSize frame = new(1280, 960);
        const double Share = 0.733;
        double scale = portrait.Height / (frame.Height * Share);
        byte[] rgb = new byte[frame.Area * 3];
        // With the grain of a camera: an even frame would be no part of the photo.
        Random grain = new(5);
        for (int i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)grain.Next(211, 232);
        for (int y = 0; y < frame.Height; y++)
            for (int x = 0; x < frame.Width; x++)
            {
                int column = (int)((x - (frame.Width / 2.0)) * scale + (portrait.Width / 2.0)), row = (int)((y - (frame.Height / 2.0)) * scale + (portrait.Height / 2.0));
                if (column >= 0 && row >= 0 && column < portrait.Width && row < portrait.Height)
                    portrait.Rgb.AsSpan(((row * portrait.Width) + column) * 3, 3).CopyTo(rgb.AsSpan(((y * frame.Width) + x) * 3));
            }
        byte[] jpeg = PictureEncoder.EncodeJpeg(new Picture(frame, rgb), new JpegOptions { Dpi = 300 });
        string film = Path.Combine(_folder, "camera.mjpeg");
        using FileStream file = File.Create(film);
        for (int i = 0; i < 10; i++)
            file.Write(jpeg);
        return film;
    }
}
