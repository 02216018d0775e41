using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Pictures;
using Xunit;
using static IdPhoto.Tests.Compliance.Measures.DrawnHead;
using TissueKind = IdPhoto.Compliance.View.Tissue;

namespace IdPhoto.Tests.Compliance.Measures;

/// <summary>Lines of known strength across the nose and under the eyes, and covers of known area.</summary>
public sealed class LineAndCoverTests
{
    private static readonly Colour Light = Grey(180), Dark = Grey(80);

    private static readonly double Step = LabOf(Light).L - LabOf(Dark).L;

    [Fact]
    public void A_face_of_one_colour_has_no_lines()
    {
        LineLook lines = LineLook.Of(new DrawnHead().Draw((_, _) => Light).Seen());

        Assert.Equal((0.0, 0.0, 0.0, 0.0), (lines.Bridge, lines.DarkBar, lines.RightRim, lines.LeftRim));
    }

    [Fact]
    public void An_edge_across_the_bridge_is_as_strong_as_its_step()
    {
        LineLook lines = LineLook.Of(new DrawnHead().Draw((_, y) => y < 290 ? Light : Dark).Seen());

        Assert.Equal(Step, lines.Bridge, 0.01);
        Assert.Equal(0, lines.DarkBar, 0.01);
        Assert.Equal(Step, LineLook.Of(new DrawnHead().Draw((_, y) => y < 290 ? Dark : Light).Seen()).Bridge, 0.01);
    }

    [Fact]
    public void A_bar_is_darker_than_the_skin_above_and_below_it()
    {
        Assert.Equal((Step, Step), Of(3));
        Assert.Equal((Step, Step), Of(6));
        Assert.Equal(0, Of(20).Bar);
        // Each of the three distances alone: stripes of 8 and of 4 rows, and a bar of 12.
        Assert.Equal(Step, LineLook.Of(new DrawnHead().Draw((_, y) => y % 8 < 3 ? Dark : Light).Seen()).DarkBar, 0.01);
        Assert.Equal(Step, LineLook.Of(new DrawnHead().Draw((_, y) => y % 4 < 2 ? Dark : Light).Seen()).DarkBar, 0.01);
        Assert.Equal((Step, Step), Of(12));
        // As strong as its weaker side, and a shine is no bar.
        LineLook fold = LineLook.Of(new DrawnHead().Draw((_, y) => y < 288 ? Light : y < 291 ? Dark : Grey(120)).Seen());
        Assert.Equal(LabOf(Grey(120)).L - LabOf(Dark).L, fold.DarkBar, 0.01);
        Assert.Equal(0, LineLook.Of(new DrawnHead().Draw((_, y) => y is >= 288 and < 291 ? Light : Dark).Seen()).DarkBar, 0.01);

        static (double Bridge, double Bar) Of(int height)
        {
            LineLook lines = LineLook.Of(new DrawnHead().Draw((_, y) => y >= 284 && y < 284 + height ? Dark : Light).Seen());
            return (Math.Abs(lines.Bridge - Step) < 0.01 ? Step : lines.Bridge, Math.Abs(lines.DarkBar - Step) < 0.01 ? Step : Math.Round(lines.DarkBar, 6));
        }
    }

    /// <summary>Glasses lie lower, and skin is to be seen on both sides of them.</summary>
    [Theory]
    [InlineData(nameof(TissueKind.Hair))]
    [InlineData(nameof(TissueKind.Clothes))]
    public void A_fringe_or_a_band_around_the_head_is_no_line_across_the_bridge(string covering)
    {
        DrawnHead Covered() => new DrawnHead().Draw((_, y) => y < 270 ? Dark : Light).TissueBox(0, 0, Size.Width, 270, Enum.Parse<TissueKind>(covering));

        LineLook covered = LineLook.Of(Covered().Seen());
        LineLook striped = LineLook.Of(Covered().Box(0, 262, Size.Width, 266, Light).Seen());
        LineLook worn = LineLook.Of(Covered().Box(0, 288, Size.Width, 291, Dark).Seen());

        Assert.Equal((0.0, 0.0), (covered.Bridge, covered.DarkBar));
        Assert.Equal((0.0, 0.0), (striped.Bridge, striped.DarkBar));
        Assert.Equal(Step, worn.DarkBar, 0.01);
        // The same lines on skin are lines.
        Assert.Equal(Step, LineLook.Of(Covered().Tissue((_, _) => TissueKind.FaceSkin).Seen()).Bridge, 0.01);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_frame_close_below_a_fringe_is_a_line(int below)
    {
        LineLook lines = LineLook.Of(new DrawnHead()
            .Draw((_, y) => y < 270 || (y >= 270 + below && y < 276 + below) ? Dark : Light).TissueBox(0, 0, Size.Width, 270, TissueKind.Hair).Seen());

        Assert.Equal(Step, lines.DarkBar, 0.01);
    }

    [Fact]
    public void Hair_that_hangs_lower_than_the_network_saw_is_no_line()
    {
        LineLook lines = LineLook.Of(new DrawnHead().Draw((_, y) => y < 280 ? Dark : Light).TissueBox(0, 0, Size.Width, 270, TissueKind.Hair).Seen());

        Assert.Equal(0, lines.DarkBar, 0.01);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(-0.25)]
    [InlineData(0.12)]
    [InlineData(-0.12)]
    public void A_line_that_leans_a_little_is_as_strong(double slope)
    {
        HeadView view = new DrawnHead().Draw((x, y) => y < 285 + (slope * (x - X)) ? Light : Dark).Seen();

        Assert.InRange(LineLook.Of(view).Bridge, 0.97 * Step, 1.001 * Step);
        HeadView steep = new DrawnHead().Draw((x, y) => y < 285 + (4 * slope * (x - X)) ? Light : Dark).Seen();
        Assert.True(LineLook.Of(steep).Bridge < (Math.Abs(slope) > 0.2 ? 0.7 : 0.97) * Step);
    }

    [Fact]
    public void A_line_counts_where_it_is_looked_for()
    {
        // The bridge: 280.8 to 295.2 across, 267.4 to 307.4 down.
        Assert.Equal((true, false, false), Seen(280, 270, 297, 280));
        Assert.Equal((false, false, false), Seen(280, 312, 297, 330));
        Assert.Equal((false, false, false), Seen(280, 240, 297, 263));
        // Under the eyes: 228 to 260 and 316 to 348 across, 288 to 321.6 down.
        Assert.Equal((false, true, false), Seen(228, 300, 261, 303));
        Assert.Equal((false, false, true), Seen(316, 300, 349, 303));
        Assert.Equal((false, false, false), Seen(228, 326, 349, 330));
        Assert.Equal((false, false, false), Seen(228, 279, 261, 284));
        // Half of a line's length is half as strong.
        Assert.InRange(LineLook.Of(new DrawnHead().Draw((x, y) => y is >= 300 and < 303 && x is >= 228 and < 244 ? Dark : Light).Seen()).RightRim / Step, 0.42, 0.55);
        Assert.InRange(LineLook.Of(new DrawnHead().Draw((x, y) => y is >= 300 and < 303 && x is >= 333 and < 349 ? Dark : Light).Seen()).LeftRim / Step, 0.42, 0.55);

        static (bool Bridge, bool Right, bool Left) Seen(int left, int top, int right, int bottom)
        {
            LineLook lines = LineLook.Of(new DrawnHead().Draw((x, y) => x >= left && x < right && y >= top && y < bottom ? Dark : Light).Seen());
            return (lines.Bridge > 0.9 * Step, lines.RightRim > 0.9 * Step, lines.LeftRim > 0.9 * Step);
        }
    }

    [Fact]
    public void Bare_skin_covers_nothing()
    {
        CoverLook cover = Cover(new DrawnHead());

        Assert.Equal((0.0, 1.0, 0.0, 0.0, 0.0), (cover.CapWorn, cover.FaceSkin, cover.FaceHand, cover.FaceHair, cover.FaceWorn));
        Assert.Equal((0.0, 1.0, 0.0), (cover.MouthWorn, cover.Contour, cover.MeshOff));
    }

    [Fact]
    public void A_cap_is_a_share_of_what_is_no_background_above_the_brows()
    {
        // Between the brows (239) and far above the crown; the head fills a part of it, and the cap half of that.
        Assert.Equal(1, Cover(new DrawnHead().Tissue((x, y) => y < 250 && InFace(x, y) ? Tissue.Others : null)).CapWorn, 0.01);
        Assert.Equal(0.5, Cover(new DrawnHead().Tissue((x, y) => x < X && y < 250 && InFace(x, y) ? Tissue.Clothes : null)).CapWorn, 0.01);
        Assert.Equal(0, Cover(new DrawnHead().Tissue((x, y) => y < 250 && InFace(x, y) ? Tissue.Hair : null)).CapWorn);
        Assert.Equal(0, Cover(new DrawnHead().TissueBox(0, 240, 576, 270, Tissue.Others)).CapWorn);
        Assert.Equal(0, Cover(new DrawnHead().TissueBox(0, 0, 170, 576, Tissue.Others).TissueBox(406, 0, 576, 576, Tissue.Others)).CapWorn);
        Assert.Equal(0, Cover(new DrawnHead().Tissue((_, y) => y < 240 ? Tissue.Background : null)).CapWorn);
        Assert.Equal(0, Cover(new DrawnHead().TissueBox(0, 0, 576, 80, Tissue.Others)).CapWorn);
        Assert.True(Cover(new DrawnHead().TissueBox(188, 90, 388, 157, Tissue.Others)).CapWorn > 0.4);
    }

    [Fact]
    public void What_covers_the_face_is_a_share_of_it()
    {
        // The outline without the forehead keeps a point more on the subject's left: its halves differ by some per cent.
        CoverLook half = Cover(new DrawnHead().TissueBox(0, 0, X, 576, Tissue.BodySkin));
        Assert.Equal(0.5, half.FaceSkin, 0.02);
        Assert.Equal(0.5, half.FaceHand, 0.02);

        // Hair counts above the mouth (348), things worn below the eyes (300).
        Assert.Equal(0.5, Cover(new DrawnHead().TissueBox(0, 0, X, 576, Tissue.Hair)).FaceHair, 0.03);
        Assert.Equal(0, Cover(new DrawnHead().TissueBox(0, 348, 576, 576, Tissue.Hair)).FaceHair);
        Assert.Equal(1, Cover(new DrawnHead().TissueBox(0, 0, 576, 348, Tissue.Hair)).FaceHair, 1e-9);
        Assert.Equal(0.5, Cover(new DrawnHead().TissueBox(0, 0, X, 576, Tissue.Others)).FaceWorn, 0.02);
        Assert.Equal(0.5, Cover(new DrawnHead().TissueBox(0, 0, X, 576, Tissue.Clothes)).FaceWorn, 0.02);
        Assert.Equal(0, Cover(new DrawnHead().TissueBox(0, 0, 576, 301, Tissue.Others)).FaceWorn);
        Assert.Equal(1, Cover(new DrawnHead().TissueBox(0, 300, 576, 576, Tissue.Others)).FaceWorn, 1e-9);
    }

    [Theory]
    [InlineData(Tissue.Clothes, 0.5)]
    [InlineData(Tissue.Others, 0.5)]
    [InlineData(Tissue.BodySkin, 0.5)]
    [InlineData(Tissue.Background, 0.5)]
    [InlineData(Tissue.Hair, 0)]
    [InlineData(Tissue.FaceSkin, 0)]
    public void Of_the_lips_what_is_neither_face_nor_hair_counts(object tissue, double share)
        => Assert.Equal(share, Cover(new DrawnHead().TissueBox(250, 340, X, 380, (Tissue)tissue)).MouthWorn, 0.01);

    [Fact]
    public void The_contour_is_the_share_of_its_points_that_have_skin_inside()
    {
        // The jaw's points at 86 % of the way out from the middle of eyes and chin: 21 of them.
        HeadView view = new DrawnHead().Seen();
        Point centre = view.Mesh.EyeMidpoint.MidpointTo(view.Mesh.Chin);
        Point[] points = [.. FaceLandmarks.Jaw.Select(i => view.Mesh.Points[i] + ((centre - view.Mesh.Points[i]) * 0.14))];
        DrawnHead covered = new();
        foreach (Point point in points[..5])
            covered.TissueBox((int)point.X, (int)point.Y, (int)point.X + 1, (int)point.Y + 1, Tissue.Clothes);
        covered.TissueBox((int)points[10].X, (int)points[10].Y, (int)points[10].X + 1, (int)points[10].Y + 1, Tissue.BodySkin);

        Assert.Equal(16 / 21.0, Cover(covered).Contour, 1e-9);
    }

    [Fact]
    public void A_contour_beyond_the_view_is_not_seen()
    {
        DrawnHead head = new DrawnHead().Tissue((_, _) => Tissue.FaceSkin);
        head.Move(234, -1000, 300).Move(93, 5000, 300).Move(132, 300, -4000).Move(58, 300, 9000);

        Assert.Equal(17 / 21.0, Cover(head).Contour, 1e-9);
    }

    // Eyes at 272, mouth at 360; the face's mesh reaches from 203 to 373.
    [Theory]
    [InlineData(380, 230, 420, 310, 40 * 80)]
    [InlineData(160, 300, 200, 400, 40 * 60)]
    [InlineData(250, 420, 330, 500, 0)]
    [InlineData(470, 250, 520, 350, 0)]
    [InlineData(380, 100, 420, 220, 0)]
    public void A_hand_beside_the_face_is_skin_where_no_neck_is(int left, int top, int right, int bottom, int pixels)
        => Assert.Equal(pixels / (double)(D * D), Cover(new DrawnHead().TissueBox(left, top, right, bottom, Tissue.BodySkin)).HandBeside, 0.02);

    [Fact]
    public void Fur_is_no_human_face_and_a_beard_or_a_mask_leaves_one()
    {
        DrawnHead Faced(Tissue above, Tissue below) => new DrawnHead().Tissue((x, y) => InFace(x, y) ? (y < 330 ? above : below) : null);

        Assert.Equal(1, Cover(new DrawnHead()).Human);
        Assert.InRange(Cover(Faced(Tissue.FaceSkin, Tissue.Hair)).Human, 0.5, 0.8);
        Assert.Equal(1, Cover(Faced(Tissue.FaceSkin, Tissue.Clothes)).Human);
        Assert.Equal(0, Cover(Faced(Tissue.Hair, Tissue.Hair)).Human);
        Assert.Equal(0, Cover(Faced(Tissue.Hair, Tissue.Background)).Human);
    }

    [Fact]
    public void Detector_and_mesh_are_as_far_apart_as_their_worst_point()
    {
        DetectedFace detected = Detected(new DrawnHead().Mesh);
        Point off = new(12, 16);

        Assert.All(
            new[] { detected with { RightEye = detected.RightEye + off }, detected with { LeftEye = detected.LeftEye + off }, detected with { Mouth = detected.Mouth + off }, detected with { Nose = detected.Nose + off } },
            moved => Assert.Equal(20.0 / D, Cover(new DrawnHead { Detection = moved }).MeshOff, 1e-9));
        Assert.Equal(0, Cover(new DrawnHead { Detection = detected with { RightEar = detected.RightEar + off } }).MeshOff, 1e-9);
    }

    private static CoverLook Cover(DrawnHead head) => CoverLook.Of(head.Seen(), head.Detection ?? Detected(head.Mesh));
}
