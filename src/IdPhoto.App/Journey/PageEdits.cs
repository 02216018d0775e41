using System.Globalization;
using IdPhoto.Browser.Requests;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Pictures;

namespace IdPhoto.App.Journey;

/// <summary>What a person wants to be changed on one document's page. Immutable, so that every step can be undone.</summary>
/// <param name="Background">The new background; null keeps the picture's own. White where it is left out, as <see cref="Transparent"/> says.</param>
internal sealed record PageEdits(Colour? Background)
{
    /// <summary>Whether the person insists on edits that the authority forbids.</summary>
    public bool Insists { get; init; }

    /// <summary>Whether the background is left out.</summary>
    public bool Transparent { get; init; }

    /// <summary>Whether the photo is mirrored left to right.</summary>
    public bool Mirror { get; init; }

    /// <summary>'jpeg' or 'png'; null takes the document's.</summary>
    public string? Format { get; init; }

    /// <summary>How many times as large the content is.</summary>
    public double Zoom { get; init; } = 1;

    /// <summary>Moved right as the page shows it, in shares of its width.</summary>
    public double Right { get; init; }

    /// <summary>Moved down, in shares of the page's width.</summary>
    public double Down { get; init; }

    /// <summary>Degrees clockwise as the page shows it.</summary>
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

    /// <summary>The page as it looks in a mirror, or back again: what was moved right is moved left.</summary>
    public PageEdits Mirrored() => this with { Mirror = !Mirror, Right = 0 - Right, Turn = 0 - Turn };

    /// <summary>With what the authority forbids, or without it: then what was done of it goes.</summary>
    public PageEdits Insisting(bool insists, PhotoSpec spec) => insists
        ? this with { Insists = true }
        : (Mirror ? Mirrored() : this) with { Insists = false, Turn = 0, Background = For(spec).Background, Transparent = false, Strokes = [] };

    /// <summary>With another background; null keeps the picture's own.</summary>
    public PageEdits On(Colour? background) => this with { Background = background, Transparent = false };

    /// <summary>Without a background.</summary>
    public PageEdits OnNothing() => this with { Background = new Colour(255, 255, 255), Transparent = true };

    /// <summary>With a mark set.</summary>
    public PageEdits Marked(string name, Point at) => this with { Marks = new Dictionary<string, Point>(Marks) { [name] = at } };

    /// <summary>The request for the engine.</summary>
    public EngineRequest Fill(EngineRequest request)
    {
        request.AllowEdits = Insists;
        request.Mirror = Mirror;
        request.Format = FileFormat;
        request.Background = BackgroundWord;
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
        $"background={Uri.EscapeDataString(BackgroundWord)}",
        Insists ? "allowEdits=true" : "",
        Mirror ? "mirror=true" : "",
        FileFormat is null ? "" : $"format={FileFormat}",
        age is double years ? string.Create(CultureInfo.InvariantCulture, $"age={years}") : "",
    }.Where(part => part.Length > 0));

    private string BackgroundWord => Transparent ? Asked.Transparent : Background?.Hex ?? Asked.Keep;

    // No other file has a transparent background.
    private string? FileFormat => Transparent ? "png" : Format;

    private PointAsked? Mark(string name) => Marks.TryGetValue(name, out Point at) ? new PointAsked(at.X, at.Y) : null;

    private static double Shift(double share) => Math.Round(Math.Clamp(share, -PageAdjustment.LargestShift, PageAdjustment.LargestShift), 5);
}
