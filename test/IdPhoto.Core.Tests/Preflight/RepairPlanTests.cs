using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Preflight;
using IdPhoto.Tests.Documents;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Preflight;

/// <summary>How a file is repaired, touching no more pixels than it must.</summary>
public sealed class RepairPlanTests
{
    private static readonly PixelSize Size = new(600, 800);
    private static readonly FileFacts Good = Facts.Good;
    private static readonly FileFacts GoodPng = Good with { Kind = FileKind.Png, Coding = "plain", JpegQuality = null };
    private static readonly PhotoSpec Spec = Records.Print.With(new FileRule { Formats = [FileFormat.Jpeg, FileFormat.Png] });

    [Fact]
    public void Pixels_that_are_right_stay()
    {
        RepairPlan plan = Assert.Single(RepairPlan.Of(Good, Size, Spec));

        Assert.Equal((FileFormat.Jpeg, Size, true), (plan.Format, plan.Size, plan.KeepsPixels));
        Assert.True(RepairPlan.Of(Good with { Profile = null }, Size, Spec)[0].KeepsPixels);
        Assert.True(RepairPlan.Of(Good, Size, Spec, FileFormat.Jpeg)[0].KeepsPixels);
        Assert.Equal((FileFormat.Png, true), (RepairPlan.Of(GoodPng, Size, Spec)[0].Format, RepairPlan.Of(GoodPng, Size, Spec)[0].KeepsPixels));
    }

    [Fact]
    public void Pixels_that_are_wrong_in_any_way_are_written_again()
    {
        FileFacts[] wrong =
        [
            Good with { Channels = 1 }, Good with { Channels = 4 }, Good with { StoresRgb = true }, Good with { BitsPerChannel = 12 }, Good with { Coding = "progressive" },
            GoodPng with { Coding = "palette" }, Good with { Profile = "Display P3" }, Good with { Orientation = 3 },
        ];

        Assert.All(wrong, facts => Assert.False(Assert.Single(RepairPlan.Of(facts, Size, Spec)).KeepsPixels));
        Assert.False(RepairPlan.Of(Facts.Sized(800, 600) with { Orientation = 6 }, Size, Spec)[0].KeepsPixels);
        Assert.False(RepairPlan.Of(Facts.Sized(1200, 1600), new PixelSize(1200, 1600), Records.Upload)[0].KeepsPixels);
    }

    [Fact]
    public void The_format_is_the_files_own_where_the_document_accepts_it()
    {
        Assert.Equal((FileFormat.Png, false), Chosen(Good, Spec, FileFormat.Png));
        Assert.Equal((FileFormat.Jpeg, false), Chosen(GoodPng, Records.Print, null));
        Assert.Equal((FileFormat.Png, false), Chosen(Good, Records.Print.With(new FileRule { Format = FileFormat.Png }), null));
        Assert.Equal((FileFormat.Jpeg, false), Chosen(Good with { Kind = FileKind.Heic }, Spec, null));

        static (FileFormat, bool) Chosen(FileFacts facts, PhotoSpec spec, FileFormat? format)
        {
            RepairPlan plan = RepairPlan.Of(facts, Size, spec, format)[0];
            return (plan.Format, plan.KeepsPixels);
        }
    }

    [Fact]
    public void Every_size_is_a_way_to_try()
    {
        PhotoSpec ranged = Records.Upload.With(new PixelRule { Width = 600, Height = 800, MaxWidth = 900, MaxHeight = 1200 }).With(new FileRule { MinKb = 10, MaxKb = 500 });

        IReadOnlyList<RepairPlan> plans = RepairPlan.Of(Facts.Sized(1800, 2400), new PixelSize(1800, 2400), ranged);

        Assert.Equal([new PixelSize(900, 1200), new PixelSize(600, 800)], plans.Select(plan => plan.Size));
        Assert.All(plans, plan => Assert.Equal((10 * 1024, 500 * 1000), (plan.Range.Least, plan.Range.Most)));
    }

    [Fact]
    public void What_the_compression_took_is_not_brought_back()
    {
        // 1,440,000 bytes of pixels, a twentieth of which are 72,000.
        PhotoSpec spec = Spec.With(new FileRule { MaxCompression = 20 });
        PhotoException refusal = Assert.Throws<PhotoException>(() => RepairPlan.Of(Facts.Of(71_999), Size, spec));

        Assert.Equal(Refusals.CannotRepair, refusal.Code);
        Assert.Contains("20", refusal.InEnglish(), StringComparison.Ordinal);
        Assert.Single(RepairPlan.Of(Facts.Of(72_000), Size, spec));
        Assert.Single(RepairPlan.Of(Facts.Of(71_999) with { JpegQuality = 100 }, Size, spec));
        Assert.Single(RepairPlan.Of(Facts.Of(71_999) with { JpegQuality = null, Kind = FileKind.Heic }, Size, spec));
        Assert.Throws<PhotoException>(() => RepairPlan.Of(Facts.Of(80_000) with { Surplus = 8_001 }, Size, spec));
    }

    [Fact]
    public void A_smaller_size_may_have_bytes_enough()
    {
        // 900 x 1200 px need 162,000 bytes, 600 x 800 px only 72,000.
        PhotoSpec spec = Records.Upload.With(new PixelRule { Width = 600, Height = 800, MaxWidth = 900, MaxHeight = 1200 }).With(new FileRule { MaxCompression = 20 });

        Assert.Equal(Size, Assert.Single(RepairPlan.Of(Facts.Of(90_000), new PixelSize(1800, 2400), spec)).Size);
    }

    [Fact]
    public void A_size_that_is_reached_by_a_stretch_alone_is_refused()
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => RepairPlan.Of(Good, new PixelSize(500, 800), Records.Upload));

        Assert.Equal(Refusals.CannotRepair, refusal.Code);
        Assert.Contains("500", refusal.InEnglish(), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => RepairPlan.Of(null!, Size, Spec));
        Assert.Throws<ArgumentNullException>(() => RepairPlan.Of(Good, Size, null!));
    }

    [Fact]
    public void A_file_that_must_stay_as_the_camera_saved_it_is_not_repaired()
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => RepairPlan.Of(Good, Size, Spec.With(new FileRule { OriginalOnly = true })));

        Assert.Equal((Refusals.CannotRepair, "preflight.original-not-repaired"), (refusal.Code, refusal.Said.Id));
    }

    [Fact]
    public void A_quality_that_was_too_low_is_not_made_up_by_saving_again()
    {
        PhotoSpec spec = Spec.With(new FileRule { MinQuality = 70 });

        Assert.Equal("preflight.quality-too-low", Assert.Throws<PhotoException>(() => RepairPlan.Of(Good with { JpegQuality = 64 }, Size, spec)).Said.Id);
        Assert.Single(RepairPlan.Of(Good with { JpegQuality = 65 }, Size, spec));
        Assert.Single(RepairPlan.Of(GoodPng, Size, spec));
    }

    [Fact]
    public void A_jpeg_is_written_around_its_pixels_and_filled_up_to_its_floor()
    {
        byte[] file = JpegPieces.File(JpegPieces.Exif(0x8825), JpegPieces.Comment("me"), JpegPieces.Frame(), JpegPieces.Scan());

        AssertRewritten([.. file, 9, 9], 300, 300);
        Assert.Contains("baseline", FileFacts.Read(file).Coding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_png_is_written_around_its_pixels_and_filled_up_to_its_floor()
        => AssertRewritten([.. PngPieces.File(2, 0, PngPieces.Chunk("tEXt", [.. "Author\0me"u8])), 9, 9], 300, 300);

    [Fact]
    public void A_file_that_stays_too_large_or_whose_pixels_do_not_stay_is_not_rewritten()
    {
        byte[] file = JpegPieces.File(JpegPieces.Frame(), JpegPieces.Scan());
        FileFacts facts = FileFacts.Read(file);
        RepairPlan plan = new(FileFormat.Jpeg, Size, FileSizeRange.Any, KeepsPixels: true);

        byte[] bare = plan.Rewrite(file, facts, 300, out int padding)!;

        Assert.Equal(0, padding);
        Assert.NotNull((plan with { Range = new FileSizeRange(0, bare.Length) }).Rewrite(file, facts, 300, out _));
        Assert.Null((plan with { Range = new FileSizeRange(0, bare.Length - 1) }).Rewrite(file, facts, 300, out _));
        Assert.Null((plan with { KeepsPixels = false }).Rewrite(file, facts, 300, out padding));
        Assert.Equal(0, padding);
        Assert.Throws<ArgumentNullException>(() => plan.Rewrite(file, null!, 300, out _));
    }

    private static void AssertRewritten(byte[] file, double x, double y)
    {
        FileFacts facts = FileFacts.Read(file);
        RepairPlan plan = Assert.Single(RepairPlan.Of(facts, Size, Spec.With(new FileRule { Formats = [FileFormat.Jpeg, FileFormat.Png], MinKb = 9 })));

        FileFacts written = FileFacts.Read(plan.Rewrite(file, facts, 300, out int padding)!);

        Assert.Equal((9 * 1024, 0, ColourSpaceName.Srgb), (written.Bytes, written.Trailing, written.Profile));
        Assert.Equal((x, y), (written.Dpi!.Value.X, written.Dpi.Value.Y));
        Assert.Equal(padding, written.Surplus);
        Assert.Empty(written.Metadata);
        Assert.InRange(padding, 20, (9 * 1024) - 1);
    }
}
