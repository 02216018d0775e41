using IdPhoto.App.Journey;
using IdPhoto.Browser.Requests;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Pictures;
using IdPhoto.Studio.Reports;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

public sealed class EditSessionTests
{
    private static readonly ChosenDocument Passport = new(PhotoSpecs.Find("us-passport"));
    private static readonly ChosenDocument Inch = new(PhotoSpecs.Find("one-inch"));
    private readonly Trip _trip = new();
    private readonly EditSession _session;

    public EditSessionTests()
    {
        _trip.Choose(Inch);
        _trip.Add(Passport);
        _trip.Show(Inch);
        _trip.Opened(new OpenedPicture(new Analysis(3000, 4000, [Face], 0), "blob:"));
        _session = new EditSession(_trip);
        _session.Lay();
    }

    // A head of 1000 pixels from crown to chin, upright in the middle of a picture of 12 megapixels.
    private static FaceLine Face => new(
        1, new BoxLine(1100, 1300, 800, 1000), new PointLine(1500, 1000), 30, new PointLine(1500, 900), new PointLine(1500, 2000),
        new PointLine(1650, 1500), new PointLine(1350, 1500), new PoseLine(0, 0, 0), 300,
        new PointLine(1650, 1500), new PointLine(1350, 1500), 1000, 1100, 760, false);

    [Fact]
    public void A_movement_of_a_finger_is_one_step_back()
    {
        for (int i = 0; i < 20; i++)
            _session.Change(edits => edits.Moved(0.01, 0));
        Assert.True(_session.Settle());
        Assert.False(_session.Settle());
        Assert.Equal(0.2, _session.Edits.Right, 6);
        Assert.True(_session.Undo());
        Assert.True(_session.Edits.Adjustment.IsNone);
        Assert.False(_session.CanUndo);
    }

    [Fact]
    public void The_measures_follow_the_content()
    {
        double head = Rule(FramingRules.HeadHeight).Value;
        _session.Change(edits => edits.Zoomed(0.8, 0));
        Assert.Equal(0.8 * head, Rule(FramingRules.HeadHeight).Value, 3);
        double centring = Rule(FramingRules.Centring).Value;
        _session.Change(edits => edits.Moved(0.1, 0));
        Assert.Equal(centring + 10, Rule(FramingRules.Centring).Value, 3);
        Assert.False(Rule(FramingRules.Centring).Holds);
    }

    [Fact]
    public void A_mark_that_is_moved_frames_another_head()
    {
        double scale = _session.Place!.Value.Page.Scale;
        _session.MoveMark("chin", 0, 40);
        Assert.True(_session.Place!.Value.Page.Scale > scale);
        Assert.Equal(4, _session.Marks().Count());
    }

    [Fact]
    public void A_mark_that_makes_no_head_leaves_the_page_as_it_was()
    {
        Placement before = _session.Place!.Value.Page;
        _session.Change(edits => edits.Marked("chin", new Point(1500, 1100)));
        Assert.Equal(before.TargetToSource, _session.Place!.Value.Page.TargetToSource);
    }

    [Fact]
    public void What_an_authority_refuses_is_locked_until_somebody_insists()
    {
        Assert.False(_session.Locked);
        _session.TurnTo(Passport);
        Assert.True(_session.Locked);
        Assert.Equal(["white", "off-white"], _session.Colours.Select(colour => colour.Name));
        _session.Change(edits => edits.Insisting(true, Passport.Spec));
        Assert.False(_session.Locked);

        // What nobody could take back any more goes with it.
        _session.Change(edits => edits.Moved(0.1, 0).Mirrored().On(Colours.Parse("red")) with { Turn = 3, Strokes = [new StrokeAsked()] });
        _session.Change(edits => edits.Insisting(false, Passport.Spec));
        Assert.True(_session.Locked);
        Assert.Equal((false, 0.0, 0.1, (Colour?)null), (_session.Edits.Mirror, _session.Edits.Turn, _session.Edits.Right, _session.Edits.Background));
        Assert.Empty(_session.Edits.Strokes);
    }

    [Fact]
    public void Each_document_has_edits_of_its_own()
    {
        _session.Change(edits => edits.Moved(0.1, 0));
        _session.Settle();
        _session.TurnTo(Passport);
        Assert.False(_session.CanUndo);
        Assert.Equal(0, _session.Edits.Right);
        _session.TurnTo(Inch);
        Assert.Equal(0.1, _session.Edits.Right, 6);
    }

    [Fact]
    public void Only_another_page_needs_the_person_cut_out_again()
    {
        string layer = _session.LayerKey(Inch);
        _session.Change(edits => edits with { Background = Colours.Parse("red") });
        Assert.Equal(layer, _session.LayerKey(Inch));
        _session.Change(edits => edits.Mirrored());
        Assert.NotEqual(layer, _session.LayerKey(Inch));
        _session.Change(edits => edits.Mirrored().Zoomed(1.1, 0));
        Assert.NotEqual(layer, _session.LayerKey(Inch));
    }

    [Fact]
    public void A_mirrored_page_shows_marks_and_measures_in_a_mirror_and_is_moved_as_it_is_seen()
    {
        _session.Change(edits => edits.Moved(0.1, 0));
        (double centring, Point eye, int width) = (Rule(FramingRules.Centring).Value, MarkAt("leftEye"), _session.Geometry.Size.Width);
        _session.Change(edits => edits.Mirrored());
        Assert.Equal(-centring, Rule(FramingRules.Centring).Value, 6);
        Assert.Equal(0, MarkAt("leftEye").DistanceTo(new Point(width - eye.X, eye.Y)), 6);
        Assert.Equal(("rightEye", "leftEye", "chin"), (_session.NameOf("leftEye"), _session.NameOf("rightEye"), _session.NameOf("chin")));

        double chin = MarkAt("chin").X;
        _session.Change(edits => edits.Moved(0.05, 0));
        Assert.Equal(chin + (0.05 * width), MarkAt("chin").X, 3);
        _session.MoveMark("chin", 10, 0);
        Assert.True(_session.Edits.Marks["chin"].X < 1500, "The picture's own left is what the page shows at the right.");
        _session.Change(edits => edits.Mirrored());
        // A tenth to the right, and half of that to the left: in the mirror it was the right.
        Assert.Equal(centring - 5, Rule(FramingRules.Centring).Value, 3);
    }

    [Fact]
    public void A_background_is_left_out_only_where_nobodys_rules_ask_for_one()
    {
        Assert.True(_session.MayBeTransparent);
        _session.TurnTo(Passport);
        Assert.False(_session.MayBeTransparent);
    }

    private Point MarkAt(string name) => _session.Marks().First(mark => mark.Name == name).At;

    private RuleOutcome Rule(string name) => _session.Place!.Value.Page.Rules.First(rule => rule.Rule == name);
}
