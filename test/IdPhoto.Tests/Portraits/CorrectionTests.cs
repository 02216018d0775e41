using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Drawing;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Matting;
using IdPhoto.Networks;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>What a person corrects by hand, on a real portrait.</summary>
public sealed class CorrectionTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;
    private static readonly PhotoSpec TwoInch = PhotoSpecs.Find("two-inch");
    private static readonly Colour Blue = new(0x43, 0x8e, 0xdb);
    private static readonly PageAdjustment Nudged = new() { Zoom = 1.05, Right = 0.03, Down = -0.02, Turn = 2 };

    private static byte[] Portrait => TestPortraits.Get("paper-kaci-baum").Bytes;

    [Fact]
    public async Task Marks_an_adjustment_and_strokes_come_out_as_they_were_made()
    {
        OpenPhoto photo = await TestPortraits.Studio.OpenAsync(Portrait, cancel: None);
        HeadMeasure measured = photo.Portrait.Heads[0];
        HeadMarks marks = new() { Crown = measured.Crown + new Point(0, -0.04 * measured.CrownHeight), Chin = measured.Chin + new Point(4, 6) };
        HeadMeasure marked = measured.Marked(marks, photo.Portrait.Pixels.Size);
        double unit = measured.InterEyeDistance;
        Point ear = measured.LeftEye + new Point(0.9 * unit, 0.2 * unit), wall = measured.Crown + new Point(-1.9 * unit, 0);
        BrushStroke[] strokes = [new(false, 0.3 * unit, [ear, ear + new Point(0, unit)]), new(true, 0.25 * unit, [wall, wall + new Point(0.2 * unit, 0)])];

        IdPhotoFile made = await MadeAsync(photo, new MakeOptions { Background = Blue, Marks = marks, Adjustment = Nudged, Strokes = strokes });

        PageGeometry page = TwoInch.Resolve();
        Placement placed = Framer.Place(marked, photo.Portrait.Pixels.Size, page, made.Photo.Framing);
        Assert.Equal(marked, made.Photo.SourceHead);
        Assert.True(made.Photo.Marked);
        Assert.Equal(Framer.Adjust(placed, Nudged, marked, photo.Portrait.Pixels.Size, page, made.Photo.Framing).TargetToSource, made.Photo.Placement.TargetToSource);
        Assert.NotEqual(placed.TargetToSource, made.Photo.Placement.TargetToSource);
        Picture result = TestPortraits.Decode(made.Bytes);
        Picture plain = Resampler.Resample(photo.Portrait.Picture, made.Photo.Placement.TargetToSource, page.Size, ResamplingKernel.CatmullRom);
        Assert.Equal([Blue.R, Blue.G, Blue.B], At(result, made, ear));
        Assert.Equal(At(plain, made, wall), At(result, made, wall));
        Assert.Equal(["replace-background", "retouch-cutout"], made.Photo.Edits.Select(edit => edit.Operation).Where(name => name is "replace-background" or "retouch-cutout"));
        Assert.Equal(EditLevel.Background, made.Photo.Level);
    }

    [Fact]
    public async Task The_check_of_the_picture_takes_a_marked_head_as_it_was_marked()
    {
        OpenPhoto photo = await TestPortraits.Studio.OpenAsync(Portrait, cancel: None);
        HeadMeasure head = photo.Portrait.Heads[0];
        HeadMarks tilted = new() { LeftEye = head.LeftEye + new Point(0, -0.2 * head.InterEyeDistance) };

        MadePhoto made = (await photo.MakeManyAsync([TwoInch], new IdPhotoOptions { Make = new MakeOptions { Background = Blue, Marks = tilted } }, cancel: None))[0].Photo!.Photo;

        FaceMeasurements face = FaceMeasurements.Of(photo.Portrait, photo.Header);
        Assert.Equal(made.SourceHead.Pose.Roll, Roll(ComplianceChecker.CheckSource(face, TwoInch, made)), 0.01);
        Assert.Equal(head.Pose.Roll, Roll(ComplianceChecker.CheckSource(face, TwoInch, made with { Marked = false })), 0.01);
        Assert.NotEqual(head.Pose.Roll, made.SourceHead.Pose.Roll, 5.0);

        static double Roll(ComplianceReport report) => report.Findings.First(finding => finding.Code == ComplianceRules.Roll).Value!.Value;
    }

    [Fact]
    public async Task Correcting_leaves_no_trace_in_a_photo_that_is_made_without_it()
    {
        byte[] fresh = (await MadeAsync(await TestPortraits.Studio.OpenAsync(Portrait, cancel: None), new MakeOptions { Background = Blue })).Bytes;
        OpenPhoto photo = await TestPortraits.Studio.OpenAsync(Portrait, cancel: None);
        Point eyes = photo.Portrait.Heads[0].EyeMidpoint;
        MakeOptions brushed = new() { Background = Blue, Strokes = [new BrushStroke(false, 60, [eyes])] };

        byte[] first = (await MadeAsync(photo, brushed)).Bytes;
        await MadeAsync(photo, brushed with { Adjustment = Nudged });

        Assert.Equal(fresh, (await MadeAsync(photo, new MakeOptions { Background = Blue })).Bytes);
        Assert.Equal(first, (await MadeAsync(photo, brushed)).Bytes);
        Assert.NotEqual(fresh, first);
    }

    [Fact]
    public async Task No_network_runs_again_for_a_layer_a_nudge_a_mark_or_a_stroke()
    {
        Counted networks = new(TestPortraits.Studio.Networks);
        using PhotoStudio studio = new(networks, new PictureCodec(2), new SheetRenderer());
        OpenPhoto photo = await studio.OpenAsync(Portrait, cancel: None);
        HeadMeasure head = photo.Portrait.Heads[0];
        MakeOptions make = new() { Background = Blue };
        await photo.LayerAsync(TwoInch, make, cancel: None);
        int runs = networks.Runs;

        await MadeAsync(photo, make);
        await MadeAsync(photo, make with { Strokes = [new BrushStroke(true, 20, [head.Crown])] });
        await MadeAsync(photo, make with { Adjustment = Nudged });
        await MadeAsync(photo, make with { Marks = new HeadMarks { Crown = head.Crown + new Point(0, 0.02 * head.CrownHeight) } });
        await photo.LayerAsync(TwoInch, make, cancel: None);

        Assert.Equal(runs, networks.Runs);
        await MadeAsync(photo, make with { Adjustment = new PageAdjustment { Zoom = 0.7 } });
        Assert.True(networks.Runs > runs, "A page that shows more needs to be looked at.");
    }

    [Fact]
    public async Task A_layer_shows_the_person_where_the_picture_has_them_with_room_around_the_page()
    {
        OpenPhoto photo = await TestPortraits.Studio.OpenAsync(Portrait, cancel: None);

        EditorLayer layer = await photo.LayerAsync(TwoInch, new MakeOptions { Background = Blue }, cancel: None);

        IdPhotoFile made = await MadeAsync(photo, new MakeOptions { Background = Blue });
        Assert.InRange(layer.Cutout.Alpha.Size.LongSide, 300, EditorLayer.LongestSide);
        AssertHolds(photo, layer, made.Photo.Placement, margin: 0.12);
        AssertSamePixels(photo, layer);
        Assert.Equal(1, AlphaAt(layer, photo.Portrait.Heads[0].EyeMidpoint));
        Assert.Equal(0, AlphaAt(layer, made.Photo.Placement.TargetToSource.Apply(new Point(4, 4))));
    }

    [Fact]
    public async Task A_layer_of_a_document_that_keeps_the_background_is_opaque()
    {
        OpenPhoto photo = await TestPortraits.Studio.OpenAsync(Portrait, cancel: None);

        EditorLayer layer = await photo.LayerAsync(TwoInch, new MakeOptions { KeepBackground = true, Force = true }, cancel: None);

        Assert.Equal(1, AlphaAt(layer, photo.Portrait.Heads[0].EyeMidpoint));
        Assert.True(layer.Cutout.Alpha.Values.Average() > 0.9);
        AssertSamePixels(photo, layer);
    }

    [Fact]
    public async Task Strokes_change_nothing_where_the_background_is_kept()
    {
        OpenPhoto photo = await TestPortraits.Studio.OpenAsync(Portrait, cancel: None);
        MakeOptions keep = new() { KeepBackground = true, Force = true };

        IdPhotoFile brushed = await MadeAsync(photo, keep with { Strokes = [new BrushStroke(false, 60, [photo.Portrait.Heads[0].EyeMidpoint])] });

        Assert.Equal((await MadeAsync(photo, keep)).Bytes, brushed.Bytes);
        Assert.DoesNotContain(brushed.Edits, edit => edit.Operation == EditOperations.RetouchCutout);
    }

    [Fact]
    public async Task A_head_that_was_turned_too_far_by_hand_is_warned_of_and_the_document_is_not_blamed()
    {
        OpenPhoto photo = await TestPortraits.Studio.OpenAsync(Portrait, cancel: None);
        IdPhotoOptions options = new() { Make = new MakeOptions { Background = Blue, Adjustment = new PageAdjustment { Turn = -12 } } };

        IdPhotoFile made = (await photo.MakeManyAsync([TwoInch], options, cancel: None))[0].Photo!;

        Assert.Contains(made.Warnings, warning => warning.Id == "warnings.roll-by-hand");
        Assert.DoesNotContain(made.Warnings, warning => warning.Id == "warnings.roll");
    }

    [Fact]
    public async Task Turning_by_hand_is_refused_where_the_authority_forbids_edits()
    {
        OpenPhoto photo = await TestPortraits.Studio.OpenAsync(Portrait, cancel: None);
        MakeOptions keep = new() { Force = true, Adjustment = new PageAdjustment { Zoom = 1.1 } };
        MakeOptions turn = keep with { Adjustment = new PageAdjustment { Turn = 1 } };

        foreach (string id in (string[])["schengen-visa", "us-passport"])
        {
            Assert.Equal(Refusals.EditForbidden, (await ResultAsync(photo, PhotoSpecs.Find(id), turn)).Refusal?.Code);
            Assert.Equal(EditLevel.Untouched, (await ResultAsync(photo, PhotoSpecs.Find(id), keep)).Photo!.Photo.Level);
        }
        Assert.NotEqual(0, (await ResultAsync(photo, PhotoSpecs.Find("schengen-visa"), turn with { AllowEdits = true })).Photo!.Photo.Placement.RollDegrees);
    }

    [Fact]
    public async Task Corrections_that_make_no_sense_refuse_the_photo()
    {
        OpenPhoto photo = await TestPortraits.Studio.OpenAsync(Portrait, cancel: None);
        MakeOptions[] senseless =
        [
            new() { Marks = new HeadMarks { Chin = new Point(-9999, 0) } },
            new() { Adjustment = new PageAdjustment { Zoom = 3 } },
            new() { Strokes = [new BrushStroke(true, 99_999, [new Point(0, 0)])] },
        ];

        foreach (MakeOptions make in senseless)
            Assert.Equal(Refusals.InvalidCorrection, (await ResultAsync(photo, TwoInch, make)).Refusal?.Code);
    }

    // All corners of the page, and of the page with its margin as far as the picture goes.
    private static void AssertHolds(OpenPhoto photo, EditorLayer layer, Placement page, double margin)
    {
        double m = (margin * page.Size.Width) - 1.5;
        AffineMap toLayer = layer.ToPicture.Inverse();
        foreach (Point corner in (Point[])[new(-m, -m), new(page.Size.Width + m, -m), new(-m, page.Size.Height + m), new(page.Size.Width + m, page.Size.Height + m)])
        {
            Point inPicture = page.TargetToSource.Apply(corner);
            if (!inPicture.IsIn(photo.Portrait.Pixels.Size))
                continue;
            Point inLayer = toLayer.Apply(inPicture);
            Assert.True(inLayer.X >= -1 && inLayer.Y >= -1 && inLayer.X <= layer.Cutout.Alpha.Width + 1 && inLayer.Y <= layer.Cutout.Alpha.Height + 1, $"{corner} at {inLayer}");
        }
    }

    private static void AssertSamePixels(OpenPhoto photo, EditorLayer layer)
    {
        Picture plain = photo.Portrait.Pixels.Resample(layer.ToPicture, layer.Cutout.Alpha.Size, ResamplingKernel.CatmullRom);
        int opaque = 0;
        for (int i = 0; i < layer.Cutout.Alpha.Values.Length; i++)
        {
            if (layer.Cutout.Alpha.Values[i] < 1)
                continue;
            opaque++;
            for (int c = 3 * i; c < (3 * i) + 3; c++)
                Assert.InRange(layer.Cutout.Foreground.Rgb[c], plain.Rgb[c] - 2, plain.Rgb[c] + 2);
        }
        Assert.True(opaque > 0.2 * layer.Cutout.Alpha.Values.Length);
    }

    private static float AlphaAt(EditorLayer layer, Point place)
    {
        Point at = layer.ToPicture.Inverse().Apply(place);
        return layer.Cutout.Alpha.Values[((int)at.Y * layer.Cutout.Alpha.Width) + (int)at.X];
    }

    private static byte[] At(Picture photo, IdPhotoFile made, Point place)
    {
        Point at = made.Photo.Placement.TargetToSource.Inverse().Apply(place);
        return photo.Row((int)at.Y).Slice(3 * (int)at.X, 3).ToArray();
    }

    private static async Task<IdPhotoFile> MadeAsync(OpenPhoto photo, MakeOptions make) => (await ResultAsync(photo, TwoInch, make)).Photo!;

    private static async Task<DocumentResult> ResultAsync(OpenPhoto photo, PhotoSpec spec, MakeOptions make)
        => Assert.Single(await photo.MakeManyAsync([spec], new IdPhotoOptions { Make = make, Format = FileFormat.Png, MaxKb = 20_000, Warn = false }, cancel: None));

    private sealed class Counted(INetworks networks) : INetworks
    {
        public int Runs { get; private set; }

        public bool Has(Network network) => networks.Has(network);

        public ValueTask<IReadOnlyList<float[]>> RunAsync(Network network, float[] input, ReadOnlyMemory<int> shape, CancellationToken cancel)
        {
            Runs++;
            return networks.RunAsync(network, input, shape, cancel);
        }
    }
}
