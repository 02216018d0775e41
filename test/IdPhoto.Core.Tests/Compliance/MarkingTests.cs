using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>Where lines and ellipses lie that show what was measured.</summary>
public sealed class MarkingTests
{
    // 20 px are 1 mm; the page is 600 x 800 px.
    private static readonly LengthRange AtLeast = new() { Min = 5, Unit = LengthUnit.Mm };

    [Fact]
    public void The_pages_corners_are_told_in_pixels_of_the_picture()
    {
        ComplianceMarks marks = Marking.Of(Scene.Good.Context() with { PageToPicture = new AffineMap(2, 0, 7, 0, 2, 9) });

        Assert.Equal((Scene.Size, Scene.Good.Head, new PixelSize(600, 800), new AffineMap(2, 0, 7, 0, 2, 9)), (marks.Picture, marks.Head, marks.PageSize, marks.PageToPicture));
        Assert.Equal([new(7, 9), new(1207, 9), new(1207, 1609), new(7, 1609)], marks.Page);
    }

    [Fact]
    public void Every_range_of_the_document_is_a_band_on_the_page() => Assert.Equal(
        [new("eye-line", 300, 400), new("top-margin", 100, 200), new("chin-margin", 500, 600), new("head-height", 160, 240)],
        Bands(Scene.Good with { Spec = Scene.Good.Spec with { Eyes = Between(20, 25), TopMargin = Margin(Between(5, 10)), ChinMargin = Between(10, 15) } }));

    [Fact]
    public void A_band_without_an_end_reaches_to_the_pages_edge() => Assert.Equal(
        [new("eye-line", 0, 700), new("top-margin", 100, 800), new("chin-margin", 0, 700), new("head-height", 160, 240)],
        Bands(Scene.Good with { Spec = Scene.Good.Spec with { Eyes = AtLeast, TopMargin = Margin(AtLeast), ChinMargin = AtLeast } }));

    [Fact]
    public void Without_further_ranges_the_heads_height_is_the_only_band()
    {
        Assert.Equal([new("head-height", 160, 240)], Bands(Scene.Good));
        // The chin 300 px below the page's upper edge: a head of 340 px would begin above it.
        Assert.Equal([new("head-height", 0, 40)], Bands(Scene.Good with { Head = Scene.Good.Head with { Chin = new(300, 300) } }));
    }

    [Fact]
    public void The_heads_height_is_measured_from_the_chin_on_the_page()
        => Assert.Equal([new("head-height", 660, 740)], Bands(Scene.Good with { Head = Scene.Good.Head with { Chin = new(300, 2000) }, Scale = 2 }));

    [Fact]
    public void Parts_of_the_head_are_ellipses_by_the_distance_between_the_eyes()
    {
        // 100 px between the eyes, whose middle is (300, 370).
        Scene head = Scene.Good with { Head = Scene.Good.Head with { Chin = new(320, 500), HeadTop = new(260, 170) } };

        IReadOnlyList<MarkedPlace> places = Marking.Of(head.Context()).Places;

        (MarkedPart Part, double X, double Y, double RadiusX, double RadiusY)[] expected =
        [
            (MarkedPart.Eyes, 350, 370, 36, 24), (MarkedPart.Eyes, 250, 370, 36, 24), (MarkedPart.Mouth, 311.46, 444.49, 52, 30),
            (MarkedPart.Face, 310, 435, 120, 150), (MarkedPart.HeadTop, 270, 220, 130, 60),
        ];
        Assert.Equal(expected.Length, places.Count);
        Assert.All(expected.Zip(places), pair => AssertPlace(pair.First, pair.Second));
    }

    [Fact]
    public void Every_other_face_is_marked_around_its_mesh()
    {
        Scene crowd = Scene.Good with { Others = [(50, true), (20, false)] };
        RuleContext context = crowd.Context();

        IReadOnlyList<MarkedPlace> places = Marking.Of(context).Places;

        Assert.Equal(7, places.Count);
        // The main mesh reaches from (185, 370) to (415, 500); the others are it at a half from (20, 20) on and at a fifth from (-400, 20) on.
        AssertPlace((MarkedPart.OtherFace, 170, 237.5, 69, 39), places[5]);
        AssertPlace((MarkedPart.OtherFace, -340, 107, 27.6, 15.6), places[6]);
    }

    private static void AssertPlace((MarkedPart Part, double X, double Y, double RadiusX, double RadiusY) expected, MarkedPlace place)
    {
        Assert.Equal(expected.Part, place.Part);
        Assert.Equal(expected.X, place.Centre.X, 1e-9);
        Assert.Equal(expected.Y, place.Centre.Y, 1e-9);
        Assert.Equal(expected.RadiusX, place.RadiusX, 1e-9);
        Assert.Equal(expected.RadiusY, place.RadiusY, 1e-9);
    }

    private static IReadOnlyList<AllowedBand> Bands(Scene scene) => Marking.Of(scene.Context()).Bands;

    private static LengthRange Between(double min, double max) => new() { Min = min, Max = max, Unit = LengthUnit.Mm };

    private static IdPhoto.Documents.TopMarginRule Margin(LengthRange range) => new() { Min = range.Min, Max = range.Max, Unit = range.Unit, From = HeadTop.Crown };
}
