using IdPhoto.Browser.Requests;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.App.Journey;

/// <summary>The editing of one picture's pages: what was changed, where the page lies now, and the way back.</summary>
internal sealed class EditSession(Trip trip)
{
    /// <summary>The longest side of what is drawn, in pixels.</summary>
    private const double Side = 1080;

    private readonly Stack<PageEdits> _undo = new();
    private readonly Dictionary<string, PlacementLine> _laid = [];
    private PageEdits? _begun;

    /// <summary>The document whose page is edited.</summary>
    public ChosenDocument Document => trip.Document!;

    /// <summary>Its edits.</summary>
    public PageEdits Edits => trip.EditsOf(Document);

    /// <summary>Its page in pixels.</summary>
    public PageGeometry Geometry => Document.Spec.Resolve();

    /// <summary>Where the page lies, and the head as it is marked; null without a face.</summary>
    public (Placement Page, HeadMeasure Head)? Place { get; private set; }

    /// <summary>Size of the picture that is drawn.</summary>
    public PixelSize Canvas
    {
        get
        {
            PixelSize size = Geometry.Size;
            double fit = Side / size.LongSide;
            return new PixelSize((int)Math.Round(size.Width * fit), (int)Math.Round(size.Height * fit));
        }
    }

    /// <summary>Whether the authority refuses edits and nobody insists on them.</summary>
    public bool Locked => Document.Spec.Edit.Permitted == EditLevel.Untouched && !Edits.Insists;

    /// <summary>Whether there is a step to go back.</summary>
    public bool CanUndo => _undo.Count > 0;

    /// <summary>The backgrounds to choose from: those that the authority names, or usual ones where it leaves the choice.</summary>
    public IReadOnlyList<NamedColour> Colours
    {
        get
        {
            BackgroundRule rule = Document.Spec.Background;
            return rule.Allowed.Count > 0 && !rule.Examples
                ? rule.Allowed
                : [.. rule.Allowed.Append(rule.Default).Concat(Document.Spec.Country is null ? Usual : []).DistinctBy(colour => colour.Hex)];
        }
    }

    private static IEnumerable<NamedColour> Usual => IdPhoto.Documents.Colours.Named
        .Where(pair => pair.Key is "white" or "light-grey" or "light-blue" or "blue" or "red")
        .Select(pair => new NamedColour { Name = pair.Key, Hex = pair.Value.Hex });

    /// <summary>Whether the background may be left out: nobody's rules ask for one.</summary>
    public bool MayBeTransparent => Document.Spec.Country is null;

    /// <summary>Changes the edits.</summary>
    /// <returns>Whether the brush's strokes are others now.</returns>
    public bool Change(Func<PageEdits, PageEdits> change)
    {
        PageEdits before = Edits;
        _begun ??= before;
        trip.Edit(Document, change(before));
        Lay();
        return Edits.Strokes != before.Strokes;
    }

    /// <summary>The movement is over: it becomes one step that can be undone.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Settle()
    {
        if (_begun is not { } begun)
            return false;
        _begun = null;
        _undo.Push(begun);
        return true;
    }

    /// <summary>Goes back one step.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Undo()
    {
        if (!_undo.TryPop(out PageEdits? before))
            return false;
        trip.Edit(Document, before);
        Lay();
        return true;
    }

    /// <summary>Turns to another of the documents; steps are undone within one.</summary>
    public void TurnTo(ChosenDocument document)
    {
        trip.Show(document);
        _undo.Clear();
        _begun = null;
        Lay();
    }

    /// <summary>Learns where the engine has laid a document's page.</summary>
    public void Learn(ChosenDocument document, PlacementLine laid) => _laid[document.Key] = laid;

    /// <summary>Works out where the page lies now.</summary>
    public void Lay()
    {
        if (trip.Picture is { } picture)
            Place = PagePlace.Of(Document.Spec, picture.Found, Edits, _laid.GetValueOrDefault(Document.Key));
    }

    /// <summary>Moves a mark by pixels of the page.</summary>
    public void MoveMark(string name, int right, int down)
    {
        if (Place is not ({ } page, { } head))
            return;
        Point at = page.TargetToSource.Inverse().Apply(MarkOf(head, name));
        Change(edits => edits.Marked(name, page.TargetToSource.Apply(at + new Point(right, down))));
    }

    /// <summary>The marks of the page, in its pixels.</summary>
    public IEnumerable<(string Name, Point At)> Marks()
    {
        if (Place is not ({ } page, { } head))
            return [];
        AffineMap toPage = page.TargetToSource.Inverse();
        return PageEdits.MarkNames(Geometry.HeadTop).Select(name => (name, toPage.Apply(MarkOf(head, name))));
    }

    /// <summary>What a mark is on the page: in a mirror, the person's left eye is the right one.</summary>
    public string NameOf(string mark) => (Edits.Mirror, mark) switch
    {
        (true, "leftEye") => "rightEye",
        (true, "rightEye") => "leftEye",
        _ => mark,
    };

    /// <summary>What tells layers apart: the person is cut out for a page, so that another page or other marks need another one.</summary>
    public string LayerKey(ChosenDocument document)
    {
        PageEdits edits = trip.EditsOf(document);
        return $"{document.Key} {string.Join(' ', edits.Marks.OrderBy(mark => mark.Key, StringComparer.Ordinal).Select(mark => $"{mark.Key}{mark.Value}"))} {edits.Adjustment} {edits.Mirror}";
    }

    private static Point MarkOf(HeadMeasure head, string name) => name switch
    {
        "crown" => head.Crown,
        "headTop" => head.HeadTop,
        "chin" => head.Chin,
        "leftEye" => head.LeftEye,
        _ => head.RightEye,
    };
}
