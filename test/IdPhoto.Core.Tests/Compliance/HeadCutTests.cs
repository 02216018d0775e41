using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Compliance.View;
using IdPhoto.Heads;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Tests.Compliance.Measures;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>
/// A drawn head on a page of 400 x 400 px that begins at (88, 60) of the picture. Its sides are looked at in columns 92 and
/// 484, at 40 places 5 px apart from 131.5 to 326.5: from the top of the head at 129 to the mouth at 329.
/// </summary>
public sealed class HeadCutTests
{
    private static readonly RuleContext Page = Scene.Good.Context() with
    {
        PageToPicture = new AffineMap(1, 0, 88, 0, 1, 60),
        Page = Scene.Good.Context().Page with { Size = new PixelSize(400, 400) },
    };

    // A head with nothing at the sides.
    private static readonly Lazy<HeadView> Plain = new(() => new DrawnHead().Seen());

    [Fact]
    public void A_head_that_lies_within_the_page_is_not_cut()
    {
        Finding finding = Ask(new DrawnHead());

        Assert.Equal((Verdict.Pass, "rules.head-cut-off.pass", RuleOrigin.Icao, "bases.head-cut-off source=ICAO Doc 9303-3, 3.9.1"), (finding.Verdict, finding.Said.Id, finding.Basis.Origin, finding.Basis.Said.ToString()));
    }

    [Fact]
    public void The_scale_of_the_sides_names_its_source()
    {
        Scale side = Assert.Single(HeadCutRule.Declaration.Scales);

        Assert.Equal(("%", 12.0, "bases.head-cut-off.side source=ICAO Doc 9303-3, 3.9.1", true), (side.Unit, side.Max, side.Basis.Said.ToString(), side.FailsTogether));
        Assert.Equal((ComplianceRules.HeadCut, MarkedPart.HeadTop), (HeadCutRule.Declaration.Code, HeadCutRule.Declaration.Part));
    }

    // Five of 40 places are 12.5 %, four are 10 %. The page is moved so that one of its sides lies on each stripe.
    [Fact]
    public void Skin_at_a_side_of_the_page_is_a_cut_face_and_hair_there_a_reason_to_look()
    {
        (int Column, int Top, int Bottom, bool Cut)[] stripes =
        [
            (92, 0, 152, true), (82, 0, 151, false), (72, 306, 576, true), (62, 307, 576, false), (52, 200, 222, true), (42, 200, 221, false),
            (486, 0, 152, true), (488, 0, 151, false), (490, 306, 576, true), (492, 307, 576, false), (494, 200, 222, true), (496, 200, 221, false),
        ];
        foreach ((Tissue tissue, string said) in (ReadOnlySpan<(Tissue, string)>)[(Tissue.FaceSkin, "fail.side"), (Tissue.Hair, "review.hair")])
        {
            DrawnHead head = new();
            foreach ((int column, int top, int bottom, _) in stripes)
                head.TissueBox(column, top, column + 1, bottom, tissue);
            RuleContext context = Context(head, false, new(288, 372));

            string At(double moved) => RuleEngine.Ask(HeadCutRule.Declaration, context with { PageToPicture = new AffineMap(1, 0, 88 + moved, 0, 1, 60) })!.Said.Id;

            Assert.All(stripes, stripe => Assert.Equal(stripe.Cut ? $"rules.head-cut-off.{said}" : "rules.head-cut-off.pass", At(stripe.Column - (stripe.Column < 288 ? 92 : 484))));
            // Between the stripes nothing is cut.
            Assert.All((double[])[-0.1, 1, -1, -39, 3, 5], moved => Assert.Equal("rules.head-cut-off.pass", At(moved)));
        }
    }

    [Fact]
    public void Clothes_at_a_side_are_no_cut_head_and_beyond_the_photo_nothing_is_seen()
    {
        string Of(Tissue tissue, AffineMap page)
            => RuleEngine.Ask(HeadCutRule.Declaration, Context(new DrawnHead().TissueBox(0, 0, 576, 576, tissue), false, new(288, 372)) with { PageToPicture = page })!.Said.Id;

        Assert.Equal("rules.head-cut-off.pass", Of(Tissue.Clothes, Page.PageToPicture));
        Assert.Equal("rules.head-cut-off.pass", Of(Tissue.FaceSkin, new AffineMap(1.5, 0, -12, 0, 1.5, 0)));
        Assert.Equal("rules.head-cut-off.fail.side", Of(Tissue.FaceSkin, Page.PageToPicture));
    }

    [Theory]
    [InlineData(0, 300, false)]
    [InlineData(-0.1, 300, true)]
    [InlineData(576, 300, false)]
    [InlineData(576.1, 300, true)]
    [InlineData(200, 0, false)]
    [InlineData(200, -0.1, true)]
    [InlineData(200, 576, false)]
    [InlineData(200, 576.1, true)]
    public void A_cheek_or_chin_beyond_the_picture_is_a_reason_to_look(double x, double y, bool beyond)
    {
        string expected = beyond ? "rules.head-cut-off.review.face" : "rules.head-cut-off.pass";

        Assert.Equal(expected, Said(new DrawnHead().Move(234, x, y)));
        Assert.Equal(expected, Said(new DrawnHead().Move(454, x, y)));
        Assert.Equal(expected, Said(new DrawnHead(), chin: new Point(x, y)));
        Assert.Equal("rules.head-cut-off.pass", Said(new DrawnHead().Move(50, x, y)));
    }

    // The eyes are 80 px apart: the edge is asked at nine places 12 px apart, from 240 to 336, in the second row of pixels.
    [Theory]
    [InlineData(230, 280, "fail.top")]
    [InlineData(230, 270, "review.top")]
    [InlineData(298, 346, "fail.top")]
    [InlineData(305, 346, "review.top")]
    [InlineData(0, 230, "review.top")]
    [InlineData(346, 576, "review.top")]
    [InlineData(0, 576, "fail.top")]
    public void A_head_at_the_upper_edge_is_cut_where_it_meets_it_over_some_width(int left, int right, string said)
    {
        DrawnHead head = new DrawnHead().TissueBox(left, 1, right, 3, Tissue.Hair);

        Assert.Equal($"rules.head-cut-off.{said}", Said(head, cut: true));
        Assert.Equal("rules.head-cut-off.pass", Said(head));
    }

    [Theory]
    [InlineData(0.91f, "fail.top")]
    [InlineData(0.89f, "review.top")]
    public void Hair_that_is_seen_faintly_merely_touches_the_edge(float seen, string said)
    {
        RuleContext context = Context(new DrawnHead(), true, new(288, 372), Plain.Value);
        PersonMap map = context.Portrait.HeadMap!;
        Plane faint = new(DrawnHead.Size, [.. Enumerable.Repeat(seen, (int)DrawnHead.Size.Area)]);

        Finding finding = RuleEngine.Ask(HeadCutRule.Declaration, context with { Portrait = context.Portrait with { HeadMap = map with { Person = faint } } })!;

        Assert.Equal($"rules.head-cut-off.{said}", finding.Said.Id);
    }

    private static string Said(DrawnHead head, bool cut = false, Point? chin = null) => Ask(head, cut, chin).Said.Id;

    private static Finding Ask(DrawnHead head, bool cut = false, Point? chin = null)
        => RuleEngine.Ask(HeadCutRule.Declaration, Context(head, cut, chin ?? new Point(288, 372), Plain.Value))!;

    private static RuleContext Context(DrawnHead head, bool cut, Point chin, HeadView? view = null)
    {
        Portrait portrait = head.Portrait();
        HeadMeasure measure = portrait.Heads[0] with { HeadTop = new(288, 129), HeadTopCut = cut, Chin = chin };
        return Page with { Portrait = portrait with { Heads = [measure] }, View = view ?? HeadView.Of(portrait) };
    }
}
