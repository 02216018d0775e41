using IdPhoto.Colorimetry;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.Rules;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Faces;
using IdPhoto.Hands;
using IdPhoto.Heads;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Tests.Compliance;

/// <summary>A photo that keeps every rule, by its measures, so that a test can change one of them and ask a rule.</summary>
internal sealed record Scene
{
    /// <summary>The picture is the page: 600 x 800 px for 30 x 40 mm, so that 20 px are 1 mm.</summary>
    public static readonly PixelSize Size = new(600, 800);

    private static readonly FaceMesh Mesh = NewMesh();
    private static readonly PersonMap Map = NewMap();
    private static readonly Picture Picture = new(Size, [.. Enumerable.Repeat((byte)200, 3 * (int)Size.Area)]);

    // What is looked at in pixels is the same in every scene, and takes a while.
    private static readonly Lazy<HeadView> View = new(() => HeadView.Of(Portrait(Picture, new Scene().Head, [Face(Mesh)])));

    public static readonly Scene Good = new();

    public HeadMeasure Head { get; init; } = new(
        Crown: new(300, 200), CrownUncertainty: 4, HeadTop: new(300, 180), HeadTopCut: false, Chin: new(300, 500), LeftEye: new(350, 370), RightEye: new(250, 370),
        LeftIris: new(350, 370), RightIris: new(250, 370), HeadWidth: 240, Pose: new(0, 0, 0));

    public EyeLook Eye { get; init; } = new(0.16, 70, 40, -10, 0, 0, 0, 0, 0, 0, 60);

    /// <summary>The subject's left eye, where it is not as the right one.</summary>
    public EyeLook? OtherEye { get; init; }

    public MouthLook Mouth { get; init; } = new(0.01, 0.8, -0.01, 0, 0.3);

    public BrowLook Brows { get; init; } = new(0.22, 0.4, 0);

    public LineLook Lines { get; init; } = new(0, 0, 0, 0);

    public SkinLook Skin { get; init; } = new(new Lab(60, 12, 18), 0.8, 0.1, 0.2, 0, 0, 3, 80, 0);

    public CoverLook Cover { get; init; } = new(0, 0.95, 0, 0, 0, 0, 1, 0.05);

    public BackgroundLook? Wall { get; init; } = new(new Lab(97, 0, 0), 0.5, 1, 0, 2, 0, 0);

    public DetailLook Detail { get; init; } = new(0.015, 1.5, 1);

    public CheckOptions Options { get; init; } = new();

    public PhotoSpec Spec { get; init; } = PhotoSpecs.Parse("""
        {
          "id": "test", "title": "Test", "document": "test", "dpi": 508,
          "print": { "widthMm": 30, "heightMm": 40 }, "pixels": { "width": 600, "height": 800 },
          "head": { "min": 13, "max": 17, "top": "crown" },
          "background": { "default": { "name": "white", "hex": "#ffffff" }, "allowed": [ { "name": "white", "hex": "#ffffff" } ] },
          "edit": { "alteration": "notSeen", "background": "notSeen" },
          "sources": [
            { "field": "head", "url": "https://example.org/", "read": "2026-11-24", "confidence": "official" },
            { "field": "background", "url": "https://example.org/", "read": "2026-11-24", "confidence": "official" },
            { "field": "eyes", "url": "https://example.org/", "read": "2026-11-24", "confidence": "official" },
            { "field": "topMargin", "url": "https://example.org/", "read": "2026-11-24", "confidence": "official" },
            { "field": "chinMargin", "url": "https://example.org/", "read": "2026-11-24", "confidence": "official" },
            { "field": "headWidth", "url": "https://example.org/", "read": "2026-11-24", "confidence": "official" },
            { "field": "print", "url": "https://example.org/", "read": "2026-11-24", "confidence": "official" },
            { "field": "pixels", "url": "https://example.org/", "read": "2026-11-24", "confidence": "official" },
            { "field": "capture", "url": "https://example.org/", "read": "2026-11-24", "confidence": "official" }
          ]
        }
        """);

    public bool Finished { get; init; } = true;

    /// <summary>Pixels of the picture for one of the page.</summary>
    public double Scale { get; init; } = 1;

    public PixelSize Photo { get; init; } = Size;

    public PhotoException? Refusal { get; init; }

    public bool FitsWithNewBackground { get; init; } = true;

    public bool Replaces { get; init; }

    /// <summary>Other faces: their distance between the eyes, in pixels, and whether they lie within the page.</summary>
    public IReadOnlyList<(double Eyes, bool OnPage)> Others { get; init; } = [];

    /// <summary>Hands near the face; null where they were not looked for.</summary>
    public IReadOnlyList<FoundHand>? Hands { get; init; } = [];

    public Finding? Ask(string code) => RuleEngine.Ask(RuleBook.Of(code), Context());

    public RuleContext Context()
    {
        Picture picture = Photo == Size ? Picture : new Picture(Photo, new byte[3 * Photo.Area]);
        Portrait portrait = Portrait(picture, Head, [Face(Mesh), .. Others.Select(other => Face(Other(other.Eyes, other.OnPage)))]) with { Hands = Hands };
        EditPlan plan = EditPlan.Of(Spec, Replaces ? new MakeOptions { Background = new Colour(255, 255, 255) } : new MakeOptions());
        return new RuleContext
        {
            Portrait = portrait,
            Spec = Spec,
            Page = Spec.Resolve(),
            Options = Options,
            Finished = Finished,
            PageToPicture = new AffineMap(Scale, 0, 0, 0, Scale, 0),
            Refusal = Refusal,
            FitsWithNewBackground = FitsWithNewBackground,
            Plan = plan,
            View = View.Value,
            Look = new FaceLook(Eye, OtherEye ?? Eye, Mouth, Brows, Lines, Skin, Cover, Wall, Detail),
        };
    }

    private static Portrait Portrait(Picture picture, HeadMeasure head, IReadOnlyList<FoundFace> faces) => new()
    {
        Pixels = picture,
        QuarterTurns = 0,
        Working = picture,
        WorkingScale = 1,
        Faces = faces,
        Heads = [head],
        HeadMap = Map,
    };

    public Scene Turned(double yaw = 0, double pitch = 0, double roll = 0) => this with { Head = Head with { Pose = new HeadPose(yaw, pitch, roll) } };

    public Scene Aged(double years) => this with { Options = Options with { AgeYears = years } };

    public Scene By(CaptureRule capture) => this with { Spec = Spec with { Capture = capture } };

    /// <summary>The same document without a page that was read.</summary>
    public Scene Unread() => this with { Spec = Spec with { Sources = [] } };

    private static FoundFace Face(FaceMesh mesh)
        => new(new DetectedFace(1, mesh.Bounds, mesh.RightEye, mesh.LeftEye, mesh.Points[4], mesh.Points[13], mesh.Points[234], mesh.Points[454]), mesh);

    private static FaceMesh Other(double eyes, bool onPage)
        => Mesh.Mapped(new AffineMap(eyes / 100, 0, onPage ? 20 : -400, 0, eyes / 100, 20));

    private static FaceMesh NewMesh()
    {
        Point[] points = [.. Enumerable.Repeat(new Point(300, 430), 478)];
        (points[33], points[133], points[263], points[362]) = (new(230, 370), new(270, 370), new(370, 370), new(330, 370));
        (points[468], points[473]) = (new(250, 370), new(350, 370));
        (points[148], points[152], points[377]) = (new(300, 500), new(300, 500), new(300, 500));
        (points[234], points[454]) = (new(185, 400), new(415, 400));
        return new FaceMesh(1, points, new double[478]);
    }

    // Everything in the lower third is a body, everything else background: the head is not looked for in these tests.
    private static PersonMap NewMap()
    {
        PixelSize grid = new(60, 80);
        Plane none = new(grid), body = new(grid);
        for (int y = 54; y < grid.Height; y++)
            for (int x = 0; x < grid.Width; x++)
                body.Values[(y * grid.Width) + x] = 1;
        return new PersonMap(new Box(0, 0, Size.Width, Size.Height), body, none, none, none, body, none);
    }
}
