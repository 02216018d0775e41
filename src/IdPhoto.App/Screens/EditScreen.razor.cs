using System.Globalization;
using System.Text.Json;
using IdPhoto.App.Device;
using IdPhoto.App.Journey;
using IdPhoto.App.Words;
using IdPhoto.Browser.Requests;
using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace IdPhoto.App.Screens;

/// <summary>
/// The editor. Every movement is answered on the page's own thread, from what the engine gave once; when the fingers rest, the
/// engine makes the finished photo with the same numbers.
/// </summary>
public sealed partial class EditScreen : Spoken
{
    private static readonly (Tool, string, string)[] Tools =
    [
        (Tool.Background, "background", "app.tool-background"), (Tool.Position, "move", "app.tool-position"),
        (Tool.Marks, "marks", "app.tool-marks"), (Tool.Edge, "brush", "app.tool-edge"),
    ];

    private static readonly IReadOnlyDictionary<string, Point> NoMarks = new Dictionary<string, Point>();
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(450);

    private EditSession _session = null!;
    private ElementReference _stage, _canvas;
    private Tool _tool = Tool.Background;
    private string? _layer;
    private bool _started, _before, _asksDownload, _keeps, _offered, _left;
    private double _radius = 0.03;
    private long _missing;
    private int _turn;
    private Exception? _error;

    private enum Tool
    {
        Background,
        Position,
        Marks,
        Edge,
    }

    [Inject]
    public Trip Trip { get; set; } = null!;

    [Inject]
    public Workbench Bench { get; set; } = null!;

    [Inject]
    public EditorLink Editor { get; set; } = null!;

    [Inject]
    public EngineLink Engine { get; set; } = null!;

    [Inject]
    public Keeper Keeper { get; set; } = null!;

    [Inject]
    public DeviceLink Device { get; set; } = null!;

    private ChosenDocument Document => _session.Document;

    private PageEdits Edits => _session.Edits;

    private bool Locked => _session.Locked;

    private bool Ready => Trip.Made.ContainsKey(Document.Key);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        _session = new EditSession(Trip);
        Trip.Changed += Again;
        Bench.Changed += Again;
        Editor.Moved += OnMoved;
        Editor.Zoomed += OnZoomed;
        Editor.Marked += OnMarked;
        Editor.Brushed += OnBrushed;
        Editor.Rested += Settle;
        _session.Lay();
    }

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? BeginAsync() : Task.CompletedTask;

    private async Task BeginAsync()
    {
        if (Trip.Picture is not { } picture)
            return;
        _error = null;
        try
        {
            await Editor.StartAsync(_stage, _canvas, picture.Found.Width);
        }
        catch (UnavailableException error)
        {
            _error = error;
            StateHasChanged();
            return;
        }
        if (_left)
            return;
        _started = true;
        Draw(strokes: true);
        await RefreshAsync();
    }

    private Task AgainAsync() => _started ? RefreshAsync() : BeginAsync();

    /// <inheritdoc/>
    public override void Dispose()
    {
        Trip.Changed -= Again;
        Bench.Changed -= Again;
        Editor.Moved -= OnMoved;
        Editor.Zoomed -= OnZoomed;
        Editor.Marked -= OnMarked;
        Editor.Brushed -= OnBrushed;
        Editor.Rested -= Settle;
        _turn++;
        _left = true;
        _ = Editor.StopAsync();
        base.Dispose();
    }

    private void OnMoved(double right, double down)
    {
        if (_tool != Tool.Edge)
            Change(edits => edits.Moved(right, down));
    }

    private void OnZoomed(double factor, double degrees) => Change(edits => edits.Zoomed(factor, Locked ? 0 : degrees));

    private void OnMarked(string mark, double x, double y) => Change(edits => edits.Marked(mark, new Point(x, y)));

    private void OnBrushed(bool keep, double radius, string path)
    {
        if (Locked || Edits.Background is null)
            return;
        StrokeAsked stroke = new() { Keep = keep, Radius = radius, Path = JsonSerializer.Deserialize(path, AppJson.Default.DoubleArray)! };
        ChangeAtOnce(edits => edits with { Strokes = [.. edits.Strokes, stroke] });
    }

    /// <summary>Changes the edits and shows it at once.</summary>
    private void Change(Func<PageEdits, PageEdits> change)
    {
        Draw(strokes: _session.Change(change));
        StateHasChanged();
    }

    /// <summary>The fingers rest: one step that can be undone, and time for the engine.</summary>
    private void Settle()
    {
        if (_session.Settle())
            _ = RestedAsync();
    }

    private async Task RestedAsync()
    {
        int turn = ++_turn;
        await Task.Delay(Rest);
        if (turn == _turn)
            await RefreshAsync();
    }

    private async Task UndoAsync()
    {
        if (!_session.Undo())
            return;
        Draw(strokes: true);
        await RefreshAsync();
    }

    private void Draw(bool strokes)
    {
        UseBrush(_keeps);
        if (!_started || _session.Place is not ({ } page, _))
            return;
        AffineMap map = page.TargetToSource;
        Editor.Draw(
            [map.A, map.B, map.C, map.D, map.E, map.F], page.Size.Width, page.Size.Height, Edits.Transparent ? "transparent" : Edits.Background?.Hex,
            strokes ? JsonSerializer.Serialize(Edits.Strokes, AppJson.Default.IReadOnlyListStrokeAsked) : null);
    }

    /// <summary>Has the engine make the photo as it is wanted now.</summary>
    private async Task RefreshAsync()
    {
        int turn = ++_turn;
        ChosenDocument document = Document;
        // Without its picture the editor shows nothing, whatever is made.
        (_error, _asksDownload) = (_started ? null : _error, false);
        try
        {
            if (await AsksFirstAsync(turn))
                return;
            await MakeAsync(document);
            if (turn == _turn)
                await FetchLayerAsync(document);
        }
        catch (OperationCanceledException)
        {
            // Something newer is wanted.
        }
        catch (Exception error) when (error is RefusedException or UnavailableException)
        {
            if (turn == _turn)
                _error = error;
        }
        if (turn == _turn)
        {
            _session.Lay();
            Draw(strokes: true);
        }
        StateHasChanged();
    }

    private async Task MakeAsync(ChosenDocument document)
    {
        if (!Trip.Made.ContainsKey(document.Key))
            await Bench.MakeAsync(document);
        if (Trip.Made.GetValueOrDefault(document.Key)?.Laid is { } laid)
            _session.Learn(document, laid);
    }

    private async Task<bool> AsksFirstAsync(int turn)
    {
        if (!Bench.NeedsLarge(Document))
            return false;
        _missing = await Engine.MissingAsync("Salient");
        if (turn != _turn)
            throw new OperationCanceledException();
        if (_missing > 0 && !Keeper.Settings.LargeDownload)
        {
            _asksDownload = true;
            _tool = Tool.Background;
            StateHasChanged();
            return true;
        }
        await Engine.AllowSalientAsync(true);
        return false;
    }

    private async Task AllowDownloadAsync()
    {
        await Keeper.SetAsync(settings => settings with { LargeDownload = true });
        await RefreshAsync();
    }

    private async Task FetchLayerAsync(ChosenDocument document)
    {
        PageEdits edits = Trip.EditsOf(document);
        string layer = _session.LayerKey(document);
        if (edits.Background is null || layer == _layer)
            return;
        if (await Editor.LayerAsync(EngineLink.Written(edits.Fill(document.Request()))))
            _layer = layer;
    }

    private async Task TurnToAsync(ChosenDocument document)
    {
        _session.TurnTo(document);
        Draw(strokes: true);
        await RefreshAsync();
    }

    private void Paint(Colour? background) => ChangeAtOnce(edits => edits.On(background));

    /// <summary>Changes the edits by one step, which can be undone.</summary>
    private void ChangeAtOnce(Func<PageEdits, PageEdits> change)
    {
        Change(change);
        Settle();
    }

    private void Insist(ChangeEventArgs change) => ChangeAtOnce(edits => edits.Insisting(change.Value is true, Document.Spec));

    private void Choose(Tool tool)
    {
        _tool = tool;
        UseBrush(_keeps);
    }

    private void UseBrush(bool keep)
    {
        _keeps = keep;
        Editor.Use(_tool != Tool.Edge || Edits.Background is null || Locked ? "move" : keep ? "keep" : "erase", _radius);
    }

    private void Resize(ChangeEventArgs change)
    {
        _radius = Number(change);
        UseBrush(_keeps);
    }

    private void Nudge(int right, int down)
    {
        double step = 2.0 / _session.Geometry.Size.Width;
        ChangeAtOnce(edits => edits.Moved(right * step, down * step));
    }

    private void ResetPosition() => ChangeAtOnce(edits => edits with { Zoom = 1, Right = 0, Down = 0, Turn = 0 });

    private void ResetMarks() => ChangeAtOnce(edits => edits with { Marks = NoMarks });

    private void NudgeMark(string name, KeyboardEventArgs key)
    {
        (int right, int down) = key.Key switch
        {
            "ArrowLeft" => (-1, 0),
            "ArrowRight" => (1, 0),
            "ArrowUp" => (0, -1),
            "ArrowDown" => (0, 1),
            _ => (0, 0),
        };
        if ((right, down) == (0, 0))
            return;
        int step = key.ShiftKey ? 10 : 1;
        _session.MoveMark(name, right * step, down * step);
        Draw(strokes: false);
        Settle();
    }

    private string HandleStyle(Point at) => FormattableString.Invariant(
        $"left:{100 * at.X / _session.Geometry.Size.Width:0.##}%;top:{100 * at.Y / _session.Geometry.Size.Height:0.##}%");

    private string MarkName(string name) => _session.NameOf(name) switch
    {
        "crown" => "app.mark-crown",
        "headTop" => "app.mark-head-top",
        "chin" => "app.mark-chin",
        "leftEye" => "app.mark-left-eye",
        _ => "app.mark-right-eye",
    };

    private static Message RuleTitle(string rule) => rule switch
    {
        FramingRules.HairInside => Message.Of("app.hair-inside"),
        FramingRules.Enlargement => Message.Of("app.enlargement"),
        _ => ComplianceRules.Title(rule),
    };

    private static double Number(ChangeEventArgs change)
        => double.TryParse(change.Value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : 0;
}
