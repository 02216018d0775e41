using IdPhoto.Compliance;
using IdPhoto.Compliance.Rules;
using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Heads;
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

    // With nothing at the sides.
    private static readonly Lazy<Portrait> Plain = new(() => new DrawnHead().Portrait());
    private static readonly Lazy<HeadView> PlainView = new(() => HeadView.Of(Plain.Value));

    [Fact]
    public void A_head_that_lies_within_the_page_is_not_cut()
    {
        Finding finding = Ask(Plain.Value);

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
        foreach ((Tissue tissue, string said) in (ReadOnlySpan<(Tissue, string)>)[(Tissue.FaceSkin, "fail.side-frame"), (Tissue.Hair, "review.hair-frame")])
        {
            DrawnHead head = new();
            foreach ((int column, int top, int bottom, _) in stripes)
                head.TissueBox(column, top, column + 1, bottom, tissue);
            RuleContext context = Context(head.Portrait());

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
            => RuleEngine.Ask(HeadCutRule.Declaration, Context(new DrawnHead().TissueBox(0, 0, 576, 576, tissue).Portrait()) with { PageToPicture = page })!.Said.Id;

        Assert.Equal("rules.head-cut-off.pass", Of(Tissue.Clothes, Page.PageToPicture));
        Assert.Equal("rules.head-cut-off.pass", Of(Tissue.FaceSkin, new AffineMap(1.5, 0, -12, 0, 1.5, 0)));
        Assert.Equal("rules.head-cut-off.fail.side-frame", Of(Tissue.FaceSkin, Page.PageToPicture));
    }

    [Theory]
    [InlineData(6, 0, 0, 0, "fail.side-frame")]
    [InlineData(6.1, 0, 0, 0, "pass")]
    [InlineData(-6.1, 0, 0, 0, "pass")]
    [InlineData(0, 8, 8, 0, "fail.side-frame")]
    [InlineData(0, 8.1, 0, 0, "pass")]
    [InlineData(0, -8.1, 0, 0, "pass")]
    [InlineData(0, 0, 8.1, 0, "pass")]
    [InlineData(0, 0, -8.1, 0, "pass")]
    // A quarter of the 100 px from eyes to chin must go on beyond the page's left side; the picture's last column shows no more.
    [InlineData(30, 0, 0, -62, "pass")]
    [InlineData(30, 0, 0, -63, "fail.side")]
    [InlineData(0, 30, 30, -63, "fail.side")]
    [InlineData(0, 0, 0, -62, "fail.side-frame")]
    public void A_head_that_is_not_held_straight_is_not_cut_where_the_picture_goes_on(double yaw, double pitch, double roll, double moved, string said)
    {
        RuleContext context = Context(new DrawnHead().TissueBox(0, 0, 93, 576, Tissue.FaceSkin).Portrait());
        HeadMeasure posed = context.Portrait.Heads[0] with { Pose = new HeadPose(yaw, pitch, roll) };

        Finding finding = RuleEngine.Ask(HeadCutRule.Declaration, context with { Portrait = context.Portrait with { Heads = [posed] }, PageToPicture = new AffineMap(1, 0, 88 + moved, 0, 1, 60) })!;

        Assert.Equal($"rules.head-cut-off.{said}", finding.Said.Id);
    }

    // Where the pose itself is wrong, hair that the frame leaves out is no cause of its own; a tilt that is levelled is not wrong.
    [Theory]
    [InlineData(0, 17, 0, true, null, "pass")]
    [InlineData(0, 16, 0, true, null, "fail.crop")]
    [InlineData(-12, 0, 0, true, null, "pass")]
    [InlineData(11, 0, 0, true, null, "fail.crop")]
    [InlineData(0, 0, 25, true, null, "fail.crop")]
    [InlineData(0, 0, 25, false, null, "pass")]
    [InlineData(0, 17, 0, true, 3.0, "fail.crop")]
    [InlineData(0, 34, 0, true, 3.0, "pass")]
    public void Hair_that_leaves_the_frame_of_a_bowed_head_is_not_told_of_beside_the_pose(double yaw, double pitch, double roll, bool level, double? years, string said)
    {
        RuleContext context = Context(Plain.Value) with { Finished = false, PageToPicture = new AffineMap(1, 0, 88, 0, 1, 130), Options = new CheckOptions { AgeYears = years } };
        HeadMeasure posed = context.Portrait.Heads[0] with { Pose = new HeadPose(yaw, pitch, roll) };

        Finding finding = RuleEngine.Ask(HeadCutRule.Declaration, context with { Portrait = context.Portrait with { Heads = [posed] }, Plan = context.Plan with { Level = level } })!;

        Assert.Equal($"rules.head-cut-off.{said}", finding.Said.Id);
    }

    [Theory]
    [InlineData(0.2, true, 0, false, "fail.side-frame")]
    [InlineData(0.2, false, 0.3, true, "fail.side")]
    [InlineData(0, false, 0.3, true, "review.hair-frame")]
    [InlineData(0, true, 0.3, false, "review.hair")]
    public void The_edge_of_the_picture_is_told_from_the_frame_of_the_document(double skin, bool skinOn, double hair, bool hairOn, string said)
        => Assert.Equal($"rules.head-cut-off.{said}", RuleEngine.Conclude(HeadCutRule.Declaration, HeadCutRule.Judged(false, false, new(skin, skinOn), new(hair, hairOn), false), new CheckOptions()).Said.Id);

    // The head ends at 129, and 1.7 px more may be hair: of the finished photo the check would find that its edge cuts it, or may.
    [Theory]
    [InlineData(127.2, false, "pass")]
    [InlineData(127.4, false, "review.crop")]
    [InlineData(127.4, true, "pass")]
    [InlineData(129, false, "review.crop")]
    [InlineData(130, false, "fail.crop")]
    [InlineData(130, true, "pass")]
    public void Hair_that_the_frame_leaves_out_is_told_of_before_the_photo_is_made(double top, bool finished, string said)
    {
        RuleContext context = Context(Plain.Value) with { Finished = finished, PageToPicture = new AffineMap(1, 0, 88, 0, 1, top) };

        Assert.Equal($"rules.head-cut-off.{said}", RuleEngine.Ask(HeadCutRule.Declaration, context)!.Said.Id);
    }

    [Fact]
    public void The_right_side_of_a_turned_head_is_looked_at_in_the_same_way()
    {
        RuleContext context = Context(new DrawnHead().TissueBox(480, 0, 576, 576, Tissue.FaceSkin).Portrait());
        HeadMeasure turned = context.Portrait.Heads[0] with { Pose = new HeadPose(-20, 0, 0) };
        string At(double moved) => RuleEngine.Ask(HeadCutRule.Declaration, context with { Portrait = context.Portrait with { Heads = [turned] }, PageToPicture = new AffineMap(1, 0, 88 + moved, 0, 1, 60) })!.Said.Id;

        Assert.Equal(("rules.head-cut-off.pass", "rules.head-cut-off.fail.side"), (At(62), At(63)));
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

        string Moved(int landmark)
        {
            FoundFace face = Plain.Value.Faces[0];
            FaceMesh mesh = face.Mesh with { Points = [.. face.Mesh.Points.Select((point, i) => i == landmark ? new Point(x, y) : point)] };
            return Ask(Plain.Value with { Faces = [face with { Mesh = mesh }] }).Said.Id;
        }

        Assert.Equal((expected, expected, "rules.head-cut-off.pass"), (Moved(234), Moved(454), Moved(50)));
        Assert.Equal(expected, Ask(Plain.Value, chin: new Point(x, y)).Said.Id);
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
        Portrait head = Plain.Value with { HeadMap = Plain.Value.HeadMap! with { Person = Seen((x, y) => y is 1 or 2 && x >= left && x < right ? 1 : 0) } };

        Assert.Equal($"rules.head-cut-off.{said}", Ask(head, cut: true).Said.Id);
        Assert.Equal("rules.head-cut-off.pass", Ask(head).Said.Id);
    }

    [Theory]
    [InlineData(0.91f, "fail.top")]
    [InlineData(0.89f, "review.top")]
    public void Hair_that_is_seen_faintly_merely_touches_the_edge(float seen, string said)
    {
        Portrait head = Plain.Value with { HeadMap = Plain.Value.HeadMap! with { Person = Seen((_, _) => seen) } };

        Assert.Equal($"rules.head-cut-off.{said}", Ask(head, cut: true).Said.Id);
    }

    private static Plane Seen(Func<int, int, float> person)
        => new(DrawnHead.Size, [.. Enumerable.Range(0, (int)DrawnHead.Size.Area).Select(i => person(i % DrawnHead.Size.Width, i / DrawnHead.Size.Width))]);

    // As if nothing were at the sides of the page.
    private static Finding Ask(Portrait portrait, bool cut = false, Point? chin = null) => RuleEngine.Ask(HeadCutRule.Declaration, Context(portrait, PlainView.Value, cut, chin))!;

    private static RuleContext Context(Portrait portrait, HeadView? view = null, bool cut = false, Point? chin = null) => Page with
    {
        Portrait = portrait with { Heads = [portrait.Heads[0] with { HeadTop = new(288, 129), HeadTopCut = cut, Chin = chin ?? new(288, 372) }] },
        View = view ?? HeadView.Of(portrait),
    };
}
