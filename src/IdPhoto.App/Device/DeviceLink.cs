using System.Text.Json;
using IdPhoto.App.Journey;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IdPhoto.App.Device;

/// <summary>The device beside pictures: settings, title, address, files out, installing, speech.</summary>
public sealed class DeviceLink(IJSRuntime js) : JsPart(js, "device.js")
{
    public async Task<DeviceFacts> FactsAsync() => DeviceFacts.Read(JsonFacts.Of(await AskAsync<string>("facts")));

    public Task<string?> ReadAsync(string name) => AskAsync<string?>("read", name);

    public Task WriteAsync(string name, string? text) => DoAsync("write", name, text);

    public Task<string> ReadAllAsync() => AskAsync<string>("readAll");

    public Task ForgetAllAsync() => DoAsync("forgetAll");

    /// <returns>A <see cref="IdPhoto.Words.LanguagePack"/>; null where it cannot be had.</returns>
    public Task<string?> WordsAsync(string tag) => AskAsync<string?>("words", tag);

    public Task SpeakLanguageAsync(string tag, bool rightToLeft) => DoAsync("speakLanguage", tag, rightToLeft);

    public Task ShowThemeAsync(string theme) => DoAsync("showTheme", theme);

    public Task TitledAsync(string title) => DoAsync("titled", title);

    public Task EnteredAsync() => DoAsync("entered");

    public Task GoAsync(string fragment) => DoAsync("go", fragment);

    public Task<string> FragmentAsync() => AskAsync<string>("fragment");

    public Task ListenAsync<T>(DotNetObjectReference<T> app)
        where T : class => DoAsync("listen", app);

    public Task KeepUpAsync<T>(DotNetObjectReference<T> app)
        where T : class => DoAsync("keepUp", app);

    public Task InstallAsync() => DoAsync("install");

    /// <summary>Begins the page again, at the screen of its address.</summary>
    public Task RestartAsync() => DoAsync("restart");

    public Task UpdateAsync() => DoAsync("update");

    public Task ShowAsync(ElementReference dialog) => DoAsync("show", dialog);

    public Task HideAsync(ElementReference dialog) => DoAsync("hide", dialog);

    public Task DownloadAsync(string url, string name) => DoAsync("download", url, name);

    public Task DownloadTextAsync(string text, string name, string type) => DoAsync("downloadText", text, name, type);

    /// <returns>Whether there was a share sheet.</returns>
    public Task<bool> ShareAsync(string url, string name, string type) => AskAsync<bool>("share", url, name, type);

    public Task SayAsync(string text, string language) => DoAsync("say", text, language);

    public Task HushAsync() => DoAsync("hush");

    public Task BuzzAsync(int milliseconds) => DoAsync("buzz", milliseconds);

    public async Task<OperatorFacts> OperatorAsync() => Keeper.Parse(await AskAsync<string>("operator")) is { } said ? new OperatorFacts(said.Text("name"), said.Text("contact")) : new OperatorFacts(null, null);

    public async Task<QrCode> QrAsync(string text) => QrCode.Read(JsonFacts.Of(await AskAsync<string>("qr", text)));
}
