using System.Text;
using IdPhoto.Codecs;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Preflight;
using IdPhoto.Studio;
using IdPhoto.Tests.Decoding;
using IdPhoto.Tests.Portraits;
using IdPhoto.Tests.Wording;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Preflight;

/// <summary>One good file and a bad one for each rule, and what becomes of each when it is mended.</summary>
public sealed class PreflightTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    /// <summary>An upload with every rule that a record can have.</summary>
    private static readonly PhotoSpec Portal = PhotoSpecs.Find("one-inch") with
    {
        Id = "portal",
        Print = null,
        Pixels = new PixelRule { Width = SamplePhoto.Size.Width, Height = SamplePhoto.Size.Height },
        Head = new HeadRule { Unit = LengthUnit.Percent, Min = 60, Max = 72, Top = HeadTop.Hair },
        TopMargin = null,
        Sources = [],
        File = new FileRule { MinKb = 20, MaxKb = 60, MaxCompression = 12 },
    };

    private static readonly byte[] Good = PictureEncoder.Encode(
        new Picture(SamplePhoto.Size, SamplePhoto.Rgb), new FileTarget(FileFormat.Jpeg, 300, FileSizeRange.FromKb(20, 60))).Bytes;

    public static TheoryData<string> Faults => [.. Bad.Keys];

    /// <summary>The rule that a file breaks, the file, and whether its coded pixels survive the repair; null where it cannot be mended.</summary>
    private static readonly Dictionary<string, (string Rule, Func<byte[]> File, bool? Lossless)> Bad = new()
    {
        ["another format"] = (PreflightRules.FileType, SamplePhoto.Png, false),
        ["progressive"] = (PreflightRules.Coding, () => Filled(Written(image => image.JpegsaveBuffer(interlace: true))), false),
        ["grey"] = (PreflightRules.Channels, () => Filled(Written(image => image.Colourspace(Enums.Interpretation.Bw).JpegsaveBuffer())), false),
        ["inks"] = (PreflightRules.Channels, () => Filled(Written(image => image.IccTransform("cmyk", inputProfile: "srgb").JpegsaveBuffer())), false),
        ["another colour space"] = (PreflightRules.ColourSpace, () => Filled(Written(image => image.IccTransform("p3", inputProfile: "srgb").JpegsaveBuffer(keep: Enums.ForeignKeep.Icc))), false),
        ["deep"] = (PreflightRules.BitDepth, () => Written(image => image.Cast(Enums.BandFormat.Ushort).Linear([257.0], [0.0]).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16).PngsaveBuffer()), false),
        ["larger"] = (PreflightRules.PixelSize, () => Written(image => image.Resize(2).JpegsaveBuffer(q: 95)), false),
        ["smaller"] = (PreflightRules.PixelSize, () => Filled(Written(image => image.Resize(0.9).JpegsaveBuffer(q: 95))), null),
        ["another shape"] = (PreflightRules.PixelSize, () => Filled(Written(image => image.Resize(2, vscale: 2.2).JpegsaveBuffer(q: 95))), null),
        ["too few bytes"] = (PreflightRules.ByteFloor, () => Written(image => image.JpegsaveBuffer()), true),
        ["too many bytes"] = (PreflightRules.ByteCeiling, () => JpegSegments.Pad(Good, 60_000), true),
        ["compressed too far"] = (PreflightRules.Compression, () => Filled(Written(image => image.JpegsaveBuffer(q: 5))), null),
        ["lying on its side"] = (PreflightRules.OrientationTag, () => Filled(Written(image => image.Rot270().Mutate(turned => turned.Set(GValue.GIntType, "orientation", 6)).JpegsaveBuffer())), false),
        ["bytes behind the end"] = (PreflightRules.TrailingBytes, () => [.. Good, .. new byte[500]], true),
    };

    [Fact]
    public void A_file_that_we_wrote_passes_every_rule()
        => Assert.All(Check(Good, Portal, ".jpg").Rules, rule => Assert.Equal((PreflightVerdict.Pass, null), (rule.Verdict, rule.Advice)));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_with_advice_and_mended_where_that_is_possible(string fault)
    {
        (string code, Func<byte[]> make, bool? lossless) = Bad[fault];
        byte[] file = make();

        PreflightOutcome rule = Assert.Single(Check(file, Portal).Rules, rule => rule.Rule == code);
        Assert.Equal(PreflightVerdict.Fail, rule.Verdict);
        Assert.EndsWith(".", rule.Advice?.InEnglish(), StringComparison.Ordinal);

        if (lossless is null)
        {
            Assert.Equal(Refusals.CannotRepair, Assert.Throws<PhotoException>(() => Repair(file, Portal)).Code);
            return;
        }
        RepairedFile repaired = Repair(file, Portal);
        Assert.All(Check(repaired.Bytes, Portal, ".jpg").Rules, good => Assert.NotEqual(PreflightVerdict.Fail, good.Verdict));
        Assert.Equal(lossless, repaired.Lossless);
        if (lossless == true)
            Assert.Equal(SamplePhoto.Decode(file).Picture.Rgb, SamplePhoto.Decode(repaired.Bytes).Picture.Rgb);
        else
            AssertAlike(SamplePhoto.Decode(file).Picture, SamplePhoto.Decode(repaired.Bytes).Picture);
    }

    [Fact]
    public void A_wrong_name_a_missing_density_and_what_tells_about_the_person_are_found_and_removed()
    {
        byte[] told = Filled(Written(image => image.Mutate(tagged =>
        {
            tagged.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "52/1 31/1 0/1");
            tagged.Set(GValue.GStrType, "exif-ifd0-Model", "SecretCamera");
            tagged.Set(GValue.BlobType, "xmp-data", "<x:xmpmeta>SecretPlace</x:xmpmeta>"u8.ToArray());
        }).JpegsaveBuffer(q: 90)));

        PreflightReport report = Check(told, Portal, ".png");
        RepairedFile repaired = Repair(told, Portal);

        Assert.Equal(PreflightVerdict.Fail, report.Rules.Single(rule => rule.Rule == PreflightRules.FileName).Verdict);
        Assert.Equal("EXIF, GPS, XMP", report.Rules.Single(rule => rule.Rule == PreflightRules.Metadata).Value.InEnglish());
        Assert.DoesNotContain("Secret", string.Concat(report.Rules.Select(rule => rule.Value.InEnglish() + rule.Advice?.InEnglish())), StringComparison.Ordinal);
        Assert.True(repaired.Lossless);
        Assert.DoesNotContain("Secret", Encoding.Latin1.GetString(repaired.Bytes), StringComparison.Ordinal);
        Assert.All(repaired.Report.Rules, rule => Assert.Equal(PreflightVerdict.Pass, rule.Verdict));
    }

    [Fact]
    public void A_limit_that_holds_by_one_meaning_of_kilobyte_only_is_warned_of()
    {
        PhotoSpec floor = Portal with { File = new FileRule { MinKb = 20 } };
        PhotoSpec ceiling = Portal with { File = new FileRule { MaxKb = 20 } };
        byte[] between = PictureEncoder.EncodeJpeg(new Picture(SamplePhoto.Size, SamplePhoto.Rgb), new JpegOptions { MinBytes = 20_200 }, None);

        Assert.Equal(PreflightVerdict.Warn, Check(between, floor).Rules.Single(rule => rule.Rule == PreflightRules.ByteFloor).Verdict);
        Assert.Equal(PreflightVerdict.Warn, Check(between, ceiling).Rules.Single(rule => rule.Rule == PreflightRules.ByteCeiling).Verdict);
    }

    [Fact]
    public void A_range_of_squares_accepts_squares_only_and_is_met_by_reducing_one()
    {
        PhotoSpec squares = Portal with { Pixels = new PixelRule { Width = 40, Height = 40, MinWidth = 40, MinHeight = 40, MaxWidth = 60, MaxHeight = 60, ExactShape = true }, File = new FileRule() };
        byte[] square = Written(image => image.ExtractArea(0, 0, 72, 72).JpegsaveBuffer());
        byte[] oblong = Written(image => image.ExtractArea(0, 0, 60, 50).JpegsaveBuffer());

        Assert.Equal(new PixelSize(60, 60), PictureDecoder.ReadHeader(Repair(square, squares).Bytes).Stored);
        Assert.False(Check(oblong, squares).Passes);
        Assert.Equal(Refusals.CannotRepair, Assert.Throws<PhotoException>(() => Repair(oblong, squares)).Code);
    }

    [Fact]
    public void A_larger_picture_keeps_as_many_pixels_as_the_document_and_its_ceiling_let_it()
    {
        PhotoSpec visa = PhotoSpecs.Find("us-visa-digital");
        byte[] large = Written(image => image.ExtractArea(0, 0, 72, 72).Resize(1500.0 / 72).JpegsaveBuffer(q: 95));
        PhotoSpec free = visa with { File = new FileRule() };
        PhotoSpec small = visa with { File = new FileRule { MaxKb = 100 } };
        // No quality gives 1200 x 1200 px of this picture between 216,000 and 240,000 bytes.
        PhotoSpec[] specs = [free, small, visa];

        Assert.Equal(
            [new PixelSize(1200, 1200), new PixelSize(600, 600), new PixelSize(600, 600)],
            specs.Select(spec => PictureDecoder.ReadHeader(Repair(large, spec).Bytes).Stored));
    }

    [Fact]
    public void What_was_compressed_too_strongly_is_not_mended_by_filler_metadata_or_a_higher_quality()
    {
        PhotoSpec visa = PhotoSpecs.Find("us-visa-digital");
        byte[] wrecked = Written(image => image.ExtractArea(0, 0, 72, 72).Resize(600.0 / 72).JpegsaveBuffer(q: 10));
        byte[] plain = Written(image => (image.ExtractArea(0, 0, 72, 72).Resize(600.0 / 72) * 0).Cast(Enums.BandFormat.Uchar).JpegsaveBuffer(q: 100));
        byte[][] disguised = [wrecked, JpegSegments.Pad(JpegSegments.Rewrite(wrecked, 300, SrgbProfile.Bytes), 60_000), [.. wrecked, .. new byte[60_000]]];

        foreach (byte[] file in disguised)
        {
            Assert.Equal(PreflightVerdict.Fail, Compression(file));
            PhotoException refusal = Assert.Throws<PhotoException>(() => Repair(file, visa));
            Assert.Equal(Refusals.CannotRepair, refusal.Code);
            Assert.Contains("use a better original", refusal.InEnglish(), StringComparison.Ordinal);
        }
        Assert.Equal(PreflightVerdict.Warn, Compression(plain));

        PreflightVerdict Compression(byte[] file)
            => Check(file, visa).Rules.Single(rule => rule.Rule == PreflightRules.Compression).Verdict;
    }

    [Fact]
    public void What_is_no_picture_or_ends_too_early_is_refused()
    {
        Assert.Equal(Refusals.NotAPicture, Assert.Throws<PhotoException>(() => Check("Dear office,"u8.ToArray(), Portal)).Code);
        Assert.Equal(Refusals.Truncated, Assert.Throws<PhotoException>(() => Check(Good.AsMemory(0, Good.Length - 200), Portal)).Code);
    }

    [Fact]
    public void A_png_is_looked_into_as_well()
    {
        PhotoSpec png = Portal with { File = new FileRule { Format = FileFormat.Png } };
        byte[] palette = Written(image => image.PngsaveBuffer(palette: true));
        byte[] transparent = SamplePhoto.Transparent().PngsaveBuffer();

        Assert.True(Check(SamplePhoto.Png(), png, ".png").Passes);
        Assert.Contains(Check(palette, png).Rules, rule => rule is { Rule: PreflightRules.Coding, Verdict: PreflightVerdict.Fail } && rule.Value.InEnglish() == "palette");
        Assert.Contains(Check(transparent, png).Rules, rule => rule is { Rule: PreflightRules.Channels, Verdict: PreflightVerdict.Fail });
        Assert.True(Repair(SamplePhoto.Png(), png).Lossless);
        Assert.False(Repair(transparent, png).Lossless);
    }

    [Fact]
    public void Any_broken_file_is_refused_or_judged_and_never_anything_else()
    {
        Random random = new(7);
        byte[][] seeds = [Good, SamplePhoto.Png(), .. Bad.Values.Select(bad => bad.File())];
        for (int i = 0; i < 3000; i++)
        {
            byte[] file = [.. seeds[i % seeds.Length]];
            for (int n = random.Next(1, 6); n > 0; n--)
                file[random.Next(Math.Min(file.Length, 700))] = (byte)random.Next(256);
            try
            {
                FilePreflight.Check(FileFacts.Read(file), Portal, ".jpg");
            }
            catch (PhotoException)
            {
            }
        }
    }

    private static PreflightReport Check(ReadOnlyMemory<byte> file, PhotoSpec spec, string? extension = null)
        => TestPortraits.Studio.PreflightAsync(file, spec, extension, None).GetAwaiter().GetResult();

    private static RepairedFile Repair(byte[] file, PhotoSpec spec)
        => TestPortraits.Studio.RepairAsync(file, spec, cancel: None).GetAwaiter().GetResult();

    // Written anew loses a little; reduced to half its size, a piece this full of detail loses some more.
    private static void AssertAlike(Picture before, Picture after)
    {
        byte[] expected = before.Size == SamplePhoto.Size ? before.Rgb : SamplePhoto.Rgb;
        Assert.InRange(SamplePhoto.Difference(expected, after.Rgb), 0, before.Size == SamplePhoto.Size ? 2 : 6);
    }

    private static byte[] Written(Func<Image, byte[]> write)
    {
        using Image image = SamplePhoto.Image();
        return write(image);
    }

    /// <summary>Filled up to the floor, so that only the fault that is meant is left.</summary>
    private static byte[] Filled(byte[] jpeg) => jpeg.Length >= 20 * 1024 || jpeg[3] != 0xE0 ? jpeg : JpegSegments.Pad(jpeg, (20 * 1024) - jpeg.Length);
}
