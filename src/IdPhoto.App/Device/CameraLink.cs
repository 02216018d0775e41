using System.Text.Json;
using IdPhoto.App.Journey;
using IdPhoto.Browser.Requests;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IdPhoto.App.Device;

/// <summary>The camera, and what the engine sees in it.</summary>
public sealed class CameraLink : JsPart
{
    private readonly DotNetObjectReference<CameraLink> _self;

    public CameraLink(IJSRuntime js)
        : base(js, "camera.js") => _self = DotNetObjectReference.Create(this);

    /// <summary>Told what the engine advises on a frame.</summary>
    internal event Action<GuideLine>? Advised;

    /// <summary>Told that the camera has gone.</summary>
    public event Action? Gone;

    /// <summary>Told how many frames of a burst are taken.</summary>
    public event Action<int, int>? Taken;

    internal async Task<OpenedCamera> StartAsync(ElementReference video, ElementReference overlay, string facing, EngineRequest spec)
        => OpenedCamera.Read(JsonFacts.Of(await AskAsync<string>("start", video, overlay, facing, EngineLink.Written(spec), _self)));

    public Task StopAsync() => DoAsync("stop");

    /// <returns>Whether there is a picture.</returns>
    public Task<bool> ShootAsync() => AskAsync<bool>("shoot");

    /// <returns>Whether a frame was kept.</returns>
    public Task<bool> BurstAsync(int count) => AskAsync<bool>("burst", count);

    [JSInvokable]
    public void Seen(string advice) => Advised?.Invoke(JsonSerializer.Deserialize(advice, EngineJson.Default.GuideLine)!);

    [JSInvokable]
    public void Lost() => Gone?.Invoke();

    [JSInvokable]
    public void Counted(int done, int count) => Taken?.Invoke(done, count);
}
