using System.Net;
using System.Text;
using System.Text.Json;
using IdPhoto.App.Tests.Harness;
using IdPhoto.Codecs;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.App.Tests.Journeys;

/// <summary>The server: only after a yes, for a day at most, and erased when the person says so.</summary>
[Collection(nameof(OneJourneyAtATime))]
public sealed class ServerWayTests(AppBrowser browser)
{
    [Fact]
    public async Task After_a_no_nothing_is_sent()
    {
        await using AppPage app = await WeakAsync();
        await app.ClickAsync("server-ask");
        string[] told = await app.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('dialog dd')].map((fact) => fact.innerText)");
        Assert.Equal(5, told.Count(fact => fact.Length > 10));
        Assert.Contains("24 hours", told[2], StringComparison.Ordinal);
        Assert.Contains("Linux", told[3], StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", told[4], StringComparison.Ordinal);
        await app.ClickAsync("consent-no");
        Assert.False(await app.Page.Locator("dialog").EvaluateAsync<bool>("dialog => dialog.open"));
        await app.GoAsync("privacy");
        await app.Page.WaitForSelectorAsync("[data-test=nothing-sent]");
        Assert.Empty(app.Sent);
        await app.Page.WaitForSelectorAsync("[data-test=id-none]");
        Assert.Null(await app.KeptAsync("install"));
    }

    [Fact]
    public async Task After_a_yes_the_server_makes_the_photo_and_erases_the_original_at_a_word()
    {
        await using AppPage app = await WeakAsync();
        app.Agreed = Yes.Server;
        Assert.Empty(app.Sent);
        await app.ClickAsync("server-ask");
        await app.ClickAsync("consent-once");
        byte[] file = await app.DownloadedAsync("download");
        Assert.Equal(new PixelSize(600, 600), PhotoFile.Read(file).Size);
        Upload sent = await UploadAsync(app);
        Assert.Equal(HttpStatusCode.OK, await StateAsync(sent));

        await app.GoAsync("privacy");
        await app.ClickAsync("erase");
        await app.Page.WaitForSelectorAsync("[data-test=upload] .tag.pass");
        Assert.Equal(HttpStatusCode.NotFound, await StateAsync(sent));
        string receipt = await app.Page.Locator("[data-test=upload] .receipt").TextContentAsync() ?? "";
        using JsonDocument payload = JsonDocument.Parse(Base64Url(receipt.Split('.')[1]));
        Assert.Contains("key", payload.RootElement.GetProperty("erased").EnumerateArray().Select(word => word.GetString()));
        Assert.DoesNotContain(sent.Token, await app.Page.EvaluateAsync<string>("localStorage.getItem('idphoto.uploads')"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_file_says_about_camera_and_place_is_not_sent()
    {
        await using AppPage app = await browser.OpenAsync(before: async context =>
        {
            await WithoutEngineAsync(context);
            await context.AddInitScriptAsync(
                """
                const real = globalThis.fetch;
                globalThis.fetch = async (address, options) => {
                    if (options?.body) {
                        const bytes = new Uint8Array(await new Response(options.body).arrayBuffer());
                        globalThis.sentBody = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
                    }
                    return real(address, options);
                };
                """);
        });
        app.MayFail = true;
        app.Agreed = Yes.Server;
        await app.GoAsync("document/us-passport");
        await app.Page.Locator("[data-test=picker]").SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = WithSecrets() });
        await app.ClickAsync("server-ask");
        await app.ClickAsync("consent-once");
        await app.Page.WaitForSelectorAsync("[data-test=finished]");
        byte[] sent = Convert.FromBase64String(await app.Page.EvaluateAsync<string>("() => sentBody"));
        Assert.True(sent.Length > 10_000);
        Assert.True(sent.AsSpan().IndexOf("SECRET"u8) < 0, "Something of the file's origin was sent.");
        // The way up is kept: the picture lies on its side in the file.
        PixelSize size = PhotoFile.Read(Oblong()).Size;
        Assert.NotEqual(size.Width, size.Height);
        Assert.Equal(new PixelSize(size.Height, size.Width), PhotoFile.Read(sent).Size);
    }

    [Fact]
    public async Task A_photo_whose_answer_was_lost_is_listed_all_the_same_and_erased_by_withdrawing()
    {
        await using AppPage app = await WeakAsync();
        app.Agreed = Yes.Server;
        await app.Page.RouteAsync("**/v1/photos", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await app.ClickAsync("server-ask");
        await app.ClickAsync("consent-once");
        await app.Page.WaitForSelectorAsync(".note.fail[role=alert] >> nth=1");
        await app.GoAsync("privacy");
        await app.Page.WaitForSelectorAsync("[data-test=upload]");
        Assert.Equal(0, await app.Page.Locator("[data-test=nothing-sent], [data-test=erase]").CountAsync());
        using DeviceOnServer device = new(browser.Server, await app.InstallIdAsync());
        Assert.Equal(1, (await device.SeeAsync()).GetProperty("photos").GetArrayLength());
        await app.ClickAsync("withdraw");
        await app.Page.WaitForSelectorAsync("[data-test=upload] .tag.pass");
        Assert.Equal(0, (await device.SeeAsync()).GetProperty("photos").GetArrayLength());
    }

    [Fact]
    public async Task The_photo_is_erased_where_the_finished_one_is_saved_too()
    {
        await using AppPage app = await WeakAsync();
        app.Agreed = Yes.Server;
        await app.ClickAsync("server-ask");
        await app.ClickAsync("consent-once");
        await app.ClickAsync("erase");
        await app.Page.WaitForSelectorAsync("[data-test=upload] details");
        Assert.Equal(0, await app.Page.Locator("[data-test=erase]").CountAsync());
    }

    [Fact]
    public async Task A_standing_yes_is_withdrawn_as_easily_and_takes_what_was_sent_along()
    {
        await using AppPage app = await WeakAsync();
        app.Agreed = Yes.Server;
        await app.ClickAsync("server-ask");
        await app.ClickAsync("consent-always");
        await app.Page.WaitForSelectorAsync("[data-test=finished]");
        Upload sent = await UploadAsync(app);
        await app.GoAsync("privacy");
        await app.ClickAsync("withdraw");
        await app.Page.WaitForSelectorAsync("[data-test=upload] .tag.pass");
        Assert.Equal(HttpStatusCode.NotFound, await StateAsync(sent));
        Assert.Equal(0, await app.Page.Locator("[data-test=withdraw]").CountAsync());
    }

    [Fact]
    public async Task A_childs_photo_is_sent_only_with_a_guardians_word()
    {
        await using AppPage app = await browser.OpenAsync(before: WithoutEngineAsync);
        app.MayFail = true;
        app.Agreed = Yes.Server;
        await app.GoAsync("document/us-passport");
        await app.ClickAsync("child");
        await app.PickAsync();
        await app.ClickAsync("server-ask");
        Assert.True(await app.Page.Locator("[data-test=consent-once]").IsDisabledAsync());
        Assert.Empty(app.Sent);
        await app.Page.CheckAsync("[data-test=guardian]");
        await app.ClickAsync("consent-once");
        await app.Page.WaitForSelectorAsync("[data-test=finished]");
        Assert.NotEmpty(app.Sent);
    }

    [Fact]
    public async Task Everything_that_this_device_keeps_is_saved_as_a_file_or_deleted()
    {
        await using AppPage app = await browser.OpenAsync(keep: true);
        await app.KeptAsync();
        await app.LookedAtAsync("us-passport");
        await app.EditedAsync();
        await app.ClickAsync("to-save");
        await app.Page.CheckAsync("[data-test=keep]");
        await app.GoAsync("photos");
        await app.Page.WaitForSelectorAsync(".kept");
        await app.GoAsync("privacy");
        using JsonDocument all = JsonDocument.Parse(await app.DownloadedAsync("export"));
        Assert.Contains("us-passport", all.RootElement.GetProperty("device").GetProperty("settings").GetProperty("recent").EnumerateArray().Select(id => id.GetString()));
        byte[] kept = all.RootElement.GetProperty("photos")[0].GetProperty("file").GetBytesFromBase64();
        Assert.Equal(new PixelSize(600, 600), PhotoFile.Read(kept).Size);
        await app.ClickAsync("forget");
        await app.ClickAsync("forget");
        await app.Page.WaitForFunctionAsync("() => Object.keys(localStorage).filter((key) => key.startsWith('idphoto.')).length === 0");
        await app.UntilAsync("async () => (await caches.keys()).length === 0 && !await navigator.serviceWorker.getRegistration()");
        await app.GoAsync("photos");
        await app.Page.WaitForSelectorAsync(".empty");
    }

    private async Task<AppPage> WeakAsync()
    {
        AppPage app = await browser.OpenAsync(before: WithoutEngineAsync);
        app.MayFail = true;
        await app.GoAsync("document/us-passport");
        await app.PickAsync();
        await app.Page.WaitForSelectorAsync("[data-test=server-ask]");
        return app;
    }

    // A browser that is too old: its workers cannot start.
    private static Task WithoutEngineAsync(IBrowserContext context)
        => context.AddInitScriptAsync("globalThis.Worker = class { constructor() { throw new Error('too old'); } };");

    // A portrait that lies on its side and tells where it was taken: in Exif, XMP, a comment, and a second picture behind the first.
    private static byte[] WithSecrets()
    {
        byte[] plain = Oblong();
        // 0xff may stand before any marker.
        byte[] fill = [0xff, 0xff];
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0x01, 0x0f, 0, 2, 0, 0, 0, 7, 0, 0, 0, 38, 0, 0, 0, 0, .. "SECRET\0"u8];
        return [0xff, 0xd8, .. fill, .. Segment(0xe1, exif), .. Segment(0xe2, [.. "MPF\0SECRET"u8]), .. Segment(0xe0, [.. "CIFFSECRET"u8]), .. Segment(0xe1, [.. "http://ns.adobe.com/xap/1.0/\0SECRET"u8]), .. Segment(0xfe, [.. "SECRET"u8]), .. Segment(0xed, [.. "SECRET"u8]), .. plain[2..], .. "SECRET"u8];
    }

    // The upper nine tenths of a portrait, so that it matters which way up it is.
    private static byte[] Oblong()
    {
        Picture whole = PhotoFile.Read(File.ReadAllBytes(AppBrowser.PortraitPath(AppBrowser.Someone)));
        PixelSize size = new(whole.Width, whole.Height * 9 / 10);
        return PictureEncoder.EncodeJpeg(new Picture(size, whole.Rgb[..(int)(size.Area * 3)]), new JpegOptions { Dpi = 300 });
    }

    private static byte[] Segment(byte marker, byte[] payload) => [0xff, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload];

    private static async Task<Upload> UploadAsync(AppPage app)
    {
        using JsonDocument uploads = JsonDocument.Parse(await app.Page.EvaluateAsync<string>("localStorage.getItem('idphoto.uploads')"));
        JsonElement first = uploads.RootElement[0];
        return new Upload(first.GetProperty("id").GetString()!, first.GetProperty("token").GetString()!);
    }

    private async Task<HttpStatusCode> StateAsync(Upload upload)
    {
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Get, $"{browser.Server.Address}v1/photos/{upload.Id}");
        request.Headers.Authorization = new("Bearer", upload.Token);
        return (await http.SendAsync(request)).StatusCode;
    }

    private static byte[] Base64Url(string text)
    {
        string plain = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(plain + new string('=', (4 - (plain.Length % 4)) % 4));
    }

    private sealed record Upload(string Id, string Token);
}
