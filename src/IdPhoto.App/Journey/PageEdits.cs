using System.Globalization;
using IdPhoto.Browser.Requests;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Pictures;

namespace IdPhoto.App.Journey;

/// <summary>What a person wants to be changed on one document's page. Immutable, so that every step can be undone.</summary>
/// <param name="Background">The new background; null keeps the picture's own.</param>
internal sealed record PageEdits(Colour? Background)
{
    /// <summary>Whether the person insists on edits that the authority forbids.</summary>
    public bool Insists { get; init; }

    /// <summary>'jpeg' or 'png'; null takes the document's.</summary>
    public string? Format { get; init; }

    /// <summary>How many times as large the content is.</summary>
    public double Zoom { get; init; } = 1;

    /// <summary>Moved right, in shares of the page's width.</summary>
    public double Right { get; init; }

    /// <summary>Moved down, in shares of the page's width.</summary>
    public double Down { get; init; }

    /// <summary>Degrees clockwise.</summary>
    public double Turn { get; init; }

    /// <summary>Places of the head that were set by hand, by their names, see <see cref="MarkNames"/>.</summary>
    public IReadOnlyDictionary<string, Point> Marks { get; init; } = new Dictionary<string, Point>();

    /// <summary>Runs of the brush.</summary>
    public IReadOnlyList<StrokeAsked> Strokes { get; init; } = [];

    /// <summary>The names of the marks that a document's rules go by, from above.</summary>
    public static IReadOnlyList<string> MarkNames(HeadTop top) => [top == HeadTop.Crown ? "crown" : "headTop", "rightEye", "leftEye", "chin"];

    /// <summary>What a document is made with where nobody has a wish.</summary>
    public static PageEdits For(PhotoSpec spec)
        => new(spec.Edit.Unasked >= EditLevel.Background ? spec.Background.Default.Colour : null);

    /// <summary>Whether the page was moved.</summary>
    public PageAdjustment Adjustment => new() { Zoom = Zoom, Right = Right, Down = Down, Turn = Turn };

    /// <summary>Moved further, within what is allowed.</summary>
    public PageEdits Moved(double right, double down) => this with { Right = Shift(Right + right), Down = Shift(Down + down) };

    /// <summary>Zoomed and turned further, within what is allowed.</summary>
    public PageEdits Zoomed(double factor, double degrees) => this with
    {
        Zoom = Math.Round(Math.Clamp(Zoom * factor, PageAdjustment.SmallestZoom, PageAdjustment.LargestZoom), 4),
        Turn = Math.Round(Math.Clamp(Turn + degrees, -PageAdjustment.LargestTurn, PageAdjustment.LargestTurn), 2),
    };

    /// <summary>With a mark set.</summary>
    public PageEdits Marked(string name, Point at) => this with { Marks = new Dictionary<string, Point>(Marks) { [name] = at } };

    /// <summary>The request for the engine.</summary>
    public EngineRequest Fill(EngineRequest request)
    {
        request.AllowEdits = Insists;
        request.Format = Format;
        request.Background = Background is Colour colour ? colour.Hex : "keep";
        request.Adjustment = Adjustment.IsNone ? null : new AdjustmentAsked { Zoom = Zoom, Right = Right, Down = Down, Turn = Turn };
        request.Marks = Marks.Count == 0 ? null : new MarksAsked
        {
            Crown = Mark("crown"),
            HeadTop = Mark("headTop"),
            Chin = Mark("chin"),
            LeftEye = Mark("leftEye"),
            RightEye = Mark("rightEye"),
        };
        request.Strokes = Background is null || Strokes.Count == 0 ? null : Strokes;
        return request;
    }

    /// <summary>Whether something is changed that the server does not know: movements, marks, the brush.</summary>
    public bool IsByHand => !Adjustment.IsNone || Marks.Count > 0 || Strokes.Count > 0;

    /// <summary>What the server takes of it.</summary>
    public string Query(PhotoSpec spec, double? age) => string.Join('&', new[]
    {
        $"spec={Uri.EscapeDataString(spec.Id)}",
        Background is Colour colour ? string.Create(CultureInfo.InvariantCulture, $"background={Uri.EscapeDataString(colour.Hex)}") : "background=keep",
        Insists ? "allowEdits=true" : "",
        Format is null ? "" : $"format={Format}",
        age is double years ? string.Create(CultureInfo.InvariantCulture, $"age={years}") : "",
    }.Where(part => part.Length > 0));

    private PointAsked? Mark(string name) => Marks.TryGetValue(name, out Point at) ? new PointAsked(at.X, at.Y) : null;

    private static double Shift(double share) => Math.Round(Math.Clamp(share, -PageAdjustment.LargestShift, PageAdjustment.LargestShift), 5);
}
