using IdPhoto.App.Journey;
using IdPhoto.Browser.Requests;
using IdPhoto.Documents;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

public sealed class PageEditsTests
{
    [Fact]
    public void A_document_keeps_the_background_unless_its_authority_permits_another()
    {
        Assert.Null(PageEdits.For(PhotoSpecs.Find("us-passport")).Background);
        Assert.Equal("#ffffff", PageEdits.For(PhotoSpecs.Find("one-inch")).Background?.Hex);
    }

    [Fact]
    public void Movements_stay_within_what_the_engine_takes()
    {
        PageEdits far = new PageEdits(null).Moved(9, -9).Zoomed(50, 90);
        Assert.Equal((0.5, -0.5, 2.0, 15.0), (far.Right, far.Down, far.Zoom, far.Turn));
        Assert.True(new PageEdits(null).Moved(0.1, 0).Moved(-0.1, 0).Adjustment.IsNone);
    }

    [Fact]
    public void A_request_asks_for_what_was_chosen_and_nothing_else()
    {
        EngineRequest kept = new PageEdits(null).Fill(new EngineRequest());
        Assert.Equal("keep", kept.Background);
        Assert.Null(kept.Adjustment);
        Assert.Null(kept.Marks);
        Assert.Null(kept.Strokes);

        PageEdits edits = new PageEdits(Colours.Parse("blue")).Moved(0.1, 0).Marked("chin", new Point(3, 4)) with { Strokes = [new StrokeAsked { Keep = true, Radius = 2, Path = [1, 2] }], Insists = true };
        EngineRequest asked = edits.Fill(new EngineRequest());
        Assert.Equal("#438edb", asked.Background);
        Assert.True(asked.AllowEdits);
        Assert.Equal(0.1, asked.Adjustment?.Right);
        Assert.Equal(new PointAsked(3, 4), asked.Marks?.Chin);
        Assert.Null(asked.Marks?.Crown);
        Assert.Single(asked.Strokes!);
    }

    [Fact]
    public void A_photo_without_a_background_is_a_PNG_and_a_mirrored_one_is_asked_for_as_such()
    {
        PageEdits edits = (new PageEdits(null) { Format = "jpeg", Right = 0.1, Turn = -2 }).OnNothing().Mirrored();
        EngineRequest asked = edits.Fill(new EngineRequest());
        Assert.Equal(("transparent", "png", true), (asked.Background, asked.Format, asked.Mirror));
        Assert.Equal((-0.1, 2.0), (asked.Adjustment!.Right, asked.Adjustment.Turn));
        Assert.Equal("spec=two-inch&background=transparent&mirror=true&format=png", edits.Query(PhotoSpecs.Find("two-inch"), null));

        EngineRequest back = edits.On(Colours.Parse("red")).Mirrored().Fill(new EngineRequest());
        Assert.Equal(("#d74532", "jpeg", false), (back.Background, back.Format, back.Mirror));
        Assert.Equal((0.1, -2.0), (back.Adjustment!.Right, back.Adjustment.Turn));
    }

    [Fact]
    public void The_rules_of_a_document_have_a_checksum_that_our_notes_do_not_change()
    {
        PhotoSpec spec = PhotoSpecs.Find("us-passport");
        string mark = RulesMark.Of(spec);
        Assert.Equal(mark, RulesMark.Of(spec with { Notes = ["another note"], Sources = [] }));
        Assert.NotEqual(mark, RulesMark.Of(spec with { Head = spec.Head with { Max = 36 } }));
    }
}
