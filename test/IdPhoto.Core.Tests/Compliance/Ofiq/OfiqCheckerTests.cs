using IdPhoto.Compliance.Ofiq;
using IdPhoto.Compliance.View;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using Xunit;
using static IdPhoto.Compliance.Ofiq.OfiqInput;

namespace IdPhoto.Tests.Compliance.Ofiq;

/// <summary>Every measure of ISO/IEC 29794-5 on a drawn face: its name, its value by hand, and OFIQ's quality of it.</summary>
public sealed class OfiqCheckerTests
{
    private static readonly (string Name, OfiqInput Needs)[] Measures =
    [
        ("BackgroundUniformity", Mask), ("IlluminationUniformity", Arithmetic), ("LuminanceMean", Arithmetic), ("LuminanceVariance", Arithmetic),
        ("UnderExposurePrevention", Mask), ("OverExposurePrevention", Mask), ("DynamicRange", Arithmetic), ("NaturalColour", Arithmetic), ("EyesOpen", Arithmetic),
        ("EyesVisible", Mask), ("MouthOcclusionPrevention", Mask), ("FaceOcclusionPrevention", Mask), ("NoHeadCoverings", Mask), ("SingleFacePresent", Arithmetic),
        ("MouthClosed", Arithmetic), ("InterEyeDistance", Arithmetic), ("HeadPoseYaw", Arithmetic), ("HeadPosePitch", Arithmetic), ("HeadPoseRoll", Arithmetic),
        ("HeadSize", Arithmetic), ("LeftwardCropOfTheFaceImage", Arithmetic), ("RightwardCropOfTheFaceImage", Arithmetic), ("MarginAboveOfTheFaceImage", Arithmetic),
        ("MarginBelowOfTheFaceImage", Arithmetic),
    ];

    [Fact]
    public void A_drawn_face_has_every_measure_in_ofiqs_order()
    {
        // A fifth of the face white, half of it black; the rest nearly grey, and a third of one square under the eyes lighter.
        DrawnFrame face = new DrawnFrame(640, 700).Draw(0, 0, 616, 150, (x, _) => x / 20 % 2 == 0 ? new Colour(200, 200, 200) : new Colour(170, 170, 170))
            .Box(208, 272, 407, 312, new Colour(255, 255, 255)).Box(208, 312, 407, 372, new Colour(190, 180, 175)).Box(208, 372, 407, 472, new Colour(0, 0, 0))
            .Box(331, 337, 342, 370, new Colour(188, 188, 188))
            // 100 pixels of an eye, 100 of the mouth, 5,400 above the eyes.
            .TissueBox(240, 265, 250, 275, Tissue.Hair).TissueBox(262, 392, 272, 402, Tissue.Others)
            .TissueBox(100, 10, 200, 60, Tissue.Clothes).TissueBox(300, 100, 340, 110, Tissue.Others);
        Portrait portrait = face.Portrait();
        FoundFace main = portrait.Faces[0];
        FoundFace Of(double side) => main with { Detection = main.Detection with { Box = new Box(0, 0, side, 10) } };
        portrait = portrait with { Faces = [Of(100), Of(25), Of(40)], Heads = [portrait.Heads[0] with { Pose = new HeadPose(20, -30, 40) }] };

        IReadOnlyList<OfiqMeasure> measures = OfiqChecker.Measure(portrait);

        double wall = OfiqBackground.Uniformity(face.Frame())!.Value;
        double[] native =
        [
            wall, 2 / 3.0, 0.34032190364, 0.14982613994, 0.49911772120, 0.19989916814, 1.54439647604, 3.05325061081, 0.04, 100 / 1806.0, 100 / 1860.0, 130 / 39800.0, 5400 / 151232.0,
            0.4, 0.05, 120.25208828978, 20, -30, 40, 2 / 7.0, 364 / 113.0, 389 / 113.0, 1.36, 2.14,
        ];
        int[] quality = [OfiqMapping.BackgroundUniformity(wall), 89, 94, 31, 100, 5, 19, 85, 88, 94, 95, 100, 84, 60, 92, 93, 88, 75, 59, 7, 100, 100, 40, 97];
        Assert.Equal(Measures, measures.Select(measure => (measure.Name, measure.Needs)));
        Assert.Equal(native, measures.Select(measure => measure.Native!.Value), (expected, actual) => Math.Abs(expected - actual) < 1e-8);
        Assert.Equal(quality, measures.Select(measure => measure.Quality));
        Assert.InRange(quality[0], 30, 95);
    }

    [Fact]
    public void Without_a_measured_head_no_measure_has_a_value()
    {
        Portrait portrait = new DrawnFrame().Portrait();

        Assert.All(
            (Portrait[])[portrait with { Faces = [], Heads = [], HeadMap = null }, portrait with { Heads = [] }, portrait with { HeadMap = null }],
            empty => Assert.Equal(Measures.Select(measure => new OfiqMeasure(measure.Name, null, -1, measure.Needs)), OfiqChecker.Measure(empty)));
        Assert.Throws<ArgumentNullException>(() => OfiqChecker.Measure(null!));
    }

    [Fact]
    public void Where_no_wall_is_seen_the_background_has_no_value()
    {
        OfiqMeasure wall = OfiqChecker.Measure(new DrawnFrame().TissueBox(0, 0, 616, 616, Tissue.FaceSkin).Portrait())[0];

        Assert.Equal(new OfiqMeasure("BackgroundUniformity", null, -1, Mask), wall);
    }

    [Fact]
    public void The_worse_eye_counts_by_its_widest_gap()
    {
        // The right eye's gaps become 3, 4 and 1; the left one's stay 8, 5 and 7.
        DrawnFrame face = new DrawnFrame().Move(243, 275, 144).Move(243, 272, 160).Move(251, 274, 145).Move(251, 270, 159).Move(259, 273, 153).Move(259, 272, 158);

        Assert.Equal(4 / 200.0, Native(face, "EyesOpen"), 1e-9);
    }

    [Fact]
    public void An_eye_is_looked_at_five_pixels_around_its_corners_and_lids()
    {
        // The boxes are 43 x 23 pixels from (230, 261) and 43 x 19 from (343, 263) on.
        DrawnFrame only = new DrawnFrame().TissueBox(0, 0, 616, 616, Tissue.Hair).TissueBox(230, 261, 273, 284, Tissue.FaceSkin).TissueBox(343, 263, 386, 282, Tissue.FaceSkin);
        Assert.Equal(0, Native(only, "EyesVisible"), 1e-9);

        only.TissueBox(230, 261, 231, 262, Tissue.Hair).TissueBox(272, 283, 273, 284, Tissue.Hair).TissueBox(343, 263, 344, 264, Tissue.Hair).TissueBox(385, 281, 386, 282, Tissue.Hair);
        Assert.Equal(4 / 1806.0, Native(only, "EyesVisible"), 1e-9);
    }

    [Theory]
    [InlineData(60, 53, 9, 2958)]
    [InlineData(120, 96, 56, 35670)]
    public void Eyes_of_a_turned_head_are_looked_at_as_if_they_were_as_far_apart_as_from_the_front(double turn, double yaw, int margin, int pixels)
    {
        DrawnFrame turned = new DrawnFrame(yaw: turn).TissueBox(235 - margin, 266 - margin, 236 - margin, 267 - margin, Tissue.Hair)
            .TissueBox(380 + margin, 276 + margin, 381 + margin, 277 + margin, Tissue.Hair);

        Assert.Equal(yaw, HeadPose.Measure(turned.Mesh).Yaw, 1.0);
        Assert.Equal(2.0 / pixels, Native(turned, "EyesVisible"), 1e-9);
    }

    [Fact]
    public void Eyes_beyond_the_frame_are_covered()
    {
        // Eyes far apart and a mouth turned over: the frame ends 190 px before either eye.
        DrawnFrame face = new DrawnFrame().Move(158, 272, [.. FaceLandmarks.RightEyeCoarse]).Move(458, 272, [.. FaceLandmarks.LeftEyeCoarse]).Move(583, 402, 61).Move(33, 402, 291);

        Assert.Equal(1, Native(face, "EyesVisible"));
    }

    [Fact]
    public void A_mouth_without_any_pixels_is_covered()
    {
        DrawnFrame shut = new DrawnFrame().Move(308, 402, [.. FaceLandmarks.OuterLipContour.Except([61, 291])]).Move(308, 402, 0);

        Assert.Equal(1, Native(shut, "MouthOcclusionPrevention"), 1e-9);
    }

    [Fact]
    public void Cloth_and_hats_are_looked_for_above_the_eyes_and_away_from_the_sides()
    {
        DrawnFrame bare = new DrawnFrame().TissueBox(0, 0, 30, 616, Tissue.Clothes).TissueBox(586, 0, 616, 616, Tissue.Others).TissueBox(0, 272, 616, 616, Tissue.Clothes).TissueBox(200, 100, 300, 150, Tissue.Hair);
        Assert.Equal(0, Native(bare, "NoHeadCoverings"), 1e-9);

        bare.TissueBox(30, 0, 31, 1, Tissue.Clothes).TissueBox(585, 271, 586, 272, Tissue.Others);
        Assert.Equal(2 / 151232.0, Native(bare, "NoHeadCoverings"), 1e-9);
    }

    [Fact]
    public void A_narrow_photo_of_one_face_crops_it_at_the_sides()
    {
        // The eyes' centres lie at -5.65 and 107.35 of 98 columns.
        Portrait portrait = new DrawnFrame(98, 700).Shift(-256.65, 0).Portrait();
        IReadOnlyList<OfiqMeasure> measures = OfiqChecker.Measure(portrait with { Heads = [portrait.Heads[0] with { Pose = new HeadPose(95, 0, 0) }] });

        OfiqMeasure Of(string name) => measures.Single(measure => measure.Name == name);
        Assert.Equal((0.95, 62), (Math.Round(Of("LeftwardCropOfTheFaceImage").Native!.Value, 9), Of("LeftwardCropOfTheFaceImage").Quality));
        Assert.Equal(103.65 / 113, Of("RightwardCropOfTheFaceImage").Native!.Value, 1e-9);
        Assert.Equal(54, Of("RightwardCropOfTheFaceImage").Quality);
        Assert.Equal((0.0, 100), (Of("SingleFacePresent").Native, Of("SingleFacePresent").Quality));
        Assert.Equal(1130, Of("InterEyeDistance").Native!.Value, 1e-9);
    }

    private static double Native(DrawnFrame face, string name) => OfiqChecker.Measure(face.Portrait()).Single(measure => measure.Name == name).Native!.Value;
}
