using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IdPhoto.App.Device;

/// <summary>The editor's picture and the fingers on it.</summary>
public sealed class EditorLink : JsPart
{
    private readonly DotNetObjectReference<EditorLink> _self;

    public EditorLink(IJSRuntime js)
        : base(js, "editor.js") => _self = DotNetObjectReference.Create(this);

    /// <summary>Told a movement, in shares of the page's width.</summary>
    public event Action<double, double>? Moved;

    /// <summary>Told a factor and a turn in degrees.</summary>
    public event Action<double, double>? Zoomed;

    /// <summary>Told a mark's new place, in pixels of the picture.</summary>
    public event Action<string, double, double>? Marked;

    /// <summary>Told a run of the brush: whether it keeps, its radius and its path in pixels of the picture.</summary>
    public event Action<bool, double, string>? Brushed;

    /// <summary>Told that the fingers have left.</summary>
    public event Action? Rested;

    public Task StartAsync(ElementReference stage, ElementReference canvas, int width) => DoAsync("start", stage, canvas, width, _self);

    public Task StopAsync() => DoAsync("stop");

    /// <returns>Whether it came: not where the screen was left before.</returns>
    internal Task<bool> LayerAsync(string request) => AskAsync<bool>("layer", request);

    public void Use(string mode, double radius) => DoNow("use", mode, radius);

    /// <summary>Draws the page.</summary>
    /// <param name="map">From its pixels to the picture's.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="colour">The background, 'transparent', or null for the picture's own.</param>
    /// <param name="strokes">All runs of the brush as JSON where they have changed, otherwise null.</param>
    public void Draw(double[] map, int width, int height, string? colour, string? strokes) => DoNow("draw", map, width, height, colour, strokes);

    [JSInvokable]
    public void Dragged(double right, double down) => Moved?.Invoke(right, down);

    [JSInvokable]
    public void Pinched(double factor, double degrees) => Zoomed?.Invoke(factor, degrees);

    [JSInvokable]
    public void MarkMoved(string mark, double x, double y) => Marked?.Invoke(mark, x, y);

    [JSInvokable]
    public void Painted(bool keep, double radius, string path) => Brushed?.Invoke(keep, radius, path);

    [JSInvokable]
    public void Settled() => Rested?.Invoke();
}
