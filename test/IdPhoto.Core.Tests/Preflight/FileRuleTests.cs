using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Preflight;
using IdPhoto.Tests.Documents;
using Xunit;
using static IdPhoto.Preflight.PreflightVerdict;

namespace IdPhoto.Tests.Preflight;

/// <summary>Every rule about files, at its limits.</summary>
public sealed class FileRuleTests
{
    private static readonly FileFacts Good = Facts.Good;
    private static readonly PhotoSpec Spec = Records.Print;
    private static readonly PhotoSpec Limited = Spec.With(new FileRule { MinKb = 20, MaxKb = 100, MaxCompression = 20 });

    private static readonly (string Rule, FileFacts Facts, PhotoSpec Spec, PreflightVerdict Verdict)[] Rows =
    [
        (PreflightRules.FileType, Good, Spec, Pass),
        (PreflightRules.FileType, Good with { Kind = FileKind.Png }, Spec, Fail),
        (PreflightRules.FileType, Good with { Kind = FileKind.Png }, Spec.With(new FileRule { Formats = [FileFormat.Jpeg, FileFormat.Png] }), Pass),
        (PreflightRules.FileType, Good, Spec.With(new FileRule { Format = FileFormat.Png }), Fail),
        (PreflightRules.FileType, Good with { Kind = FileKind.Heic }, Spec, Fail),
        (PreflightRules.FileType, Good with { Kind = FileKind.Heic }, Spec.With(new FileRule { Others = [OtherFormat.Heic] }), Pass),
        (PreflightRules.FileType, Good with { Kind = FileKind.Heic }, Spec.With(new FileRule { Others = [OtherFormat.Tiff] }), Fail),
        (PreflightRules.FileType, Good with { Kind = FileKind.Tiff }, Spec.With(new FileRule { Others = [OtherFormat.Tiff] }), Pass),
        (PreflightRules.FileType, Good with { Kind = FileKind.WebP }, Spec.With(new FileRule { Others = [OtherFormat.Gif] }), Fail),
        (PreflightRules.FileType, Good with { Kind = FileKind.Bmp }, Spec.With(new FileRule { Others = [OtherFormat.Bmp] }), Pass),
        (PreflightRules.FileType, Good with { Kind = FileKind.Bmp }, Spec.With(new FileRule { Others = [OtherFormat.Tiff] }), Fail),

        (PreflightRules.Coding, Good, Spec, Pass),
        (PreflightRules.Coding, Good with { Coding = "plain" }, Spec, Pass),
        (PreflightRules.Coding, Good with { Coding = "progressive" }, Spec, Fail),
        (PreflightRules.Coding, Good with { Kind = FileKind.Png, Coding = "palette" }, Spec, Fail),

        (PreflightRules.Channels, Good, Spec, Pass),
        (PreflightRules.Channels, Good with { Channels = 1 }, Spec, Fail),
        (PreflightRules.Channels, Good with { Channels = 4 }, Spec, Fail),
        (PreflightRules.Channels, Good with { Channels = 4, Kind = FileKind.Png }, Spec, Fail),
        (PreflightRules.Channels, Good with { Channels = 2 }, Spec, Fail),
        (PreflightRules.Channels, Good with { StoresRgb = true }, Spec, Fail),

        (PreflightRules.BitDepth, Good, Spec, Pass),
        (PreflightRules.BitDepth, Good with { BitsPerChannel = 16 }, Spec, Fail),

        (PreflightRules.ColourSpace, Good, Spec, Pass),
        (PreflightRules.ColourSpace, Good with { Profile = null }, Spec, Pass),
        (PreflightRules.ColourSpace, Good with { Profile = "Display P3" }, Spec, Fail),

        (PreflightRules.ByteFloor, Facts.Of(20_480), Limited, Pass),
        (PreflightRules.ByteFloor, Facts.Of(20_479), Limited, Warn),
        (PreflightRules.ByteFloor, Facts.Of(20_000), Limited, Warn),
        (PreflightRules.ByteFloor, Facts.Of(19_999), Limited, Fail),
        (PreflightRules.ByteCeiling, Facts.Of(100_000), Limited, Pass),
        (PreflightRules.ByteCeiling, Facts.Of(100_001), Limited, Warn),
        (PreflightRules.ByteCeiling, Facts.Of(102_400), Limited, Warn),
        (PreflightRules.ByteCeiling, Facts.Of(102_401), Limited, Fail),

        // 600 x 800 px are 1,440,000 bytes.
        (PreflightRules.Compression, Facts.Of(72_000), Limited, Pass),
        (PreflightRules.Compression, Facts.Of(71_999), Limited, Fail),
        (PreflightRules.Compression, Facts.Of(80_000) with { Surplus = 8_000 }, Limited, Pass),
        (PreflightRules.Compression, Facts.Of(80_000) with { Surplus = 8_001 }, Limited, Fail),
        (PreflightRules.Compression, Facts.Of(71_999) with { Kind = FileKind.Png }, Limited, Warn),
        (PreflightRules.Compression, Facts.Of(71_999) with { JpegQuality = 100 }, Limited, Warn),
        (PreflightRules.Compression, Facts.Of(71_999) with { JpegQuality = 99 }, Limited, Fail),
        (PreflightRules.Compression, Facts.Of(71_999) with { JpegQuality = null }, Limited, Fail),

        // Told to within five units.
        (PreflightRules.Quality, Good with { JpegQuality = 70 }, Spec.With(new FileRule { MinQuality = 70 }), Pass),
        (PreflightRules.Quality, Good with { JpegQuality = 69 }, Spec.With(new FileRule { MinQuality = 70 }), Warn),
        (PreflightRules.Quality, Good with { JpegQuality = 65 }, Spec.With(new FileRule { MinQuality = 70 }), Warn),
        (PreflightRules.Quality, Good with { JpegQuality = 64 }, Spec.With(new FileRule { MinQuality = 70 }), Fail),

        (PreflightRules.Density, Good, Spec, Pass),
        (PreflightRules.Density, Good with { Dpi = (508.9, 507.1) }, Spec, Pass),
        (PreflightRules.Density, Good with { Dpi = (509, 508) }, Spec, Warn),
        (PreflightRules.Density, Good with { Dpi = (508, 507) }, Spec, Warn),
        (PreflightRules.Density, Good with { Dpi = null }, Spec, Warn),

        (PreflightRules.OrientationTag, Good, Spec, Pass),
        (PreflightRules.OrientationTag, Good with { Orientation = 6 }, Spec, Fail),

        (PreflightRules.Metadata, Good, Spec, Pass),
        (PreflightRules.Metadata, Good with { Metadata = ["EXIF"] }, Spec, Warn),
        (PreflightRules.Metadata, Good with { Metadata = ["EXIF", "GPS"] }, Spec, Warn),

        (PreflightRules.TrailingBytes, Good, Spec, Pass),
        (PreflightRules.TrailingBytes, Good with { End = 89_999 }, Spec, Fail),
    ];

    [Fact]
    public void A_rule_says_of_a_file_what_it_must() => Assert.All(Rows, (row, index) =>
    {
        PreflightOutcome outcome = Of(row.Rule, row.Facts, row.Spec);
        Assert.True(row.Verdict == outcome.Verdict, $"row {index}, {outcome}");
        Assert.True(outcome.Verdict == Pass == (outcome.Advice is null), $"row {index}, {outcome}");
        Assert.All(new[] { $"{outcome.Value}", $"{outcome.Allowed}", $"{outcome.Advice ?? outcome.Value}" }, Assert.NotEmpty);
    });

    [Fact]
    public void What_to_do_depends_on_what_is_wrong()
    {
        string[] advice = [.. Rows.Where(row => row.Verdict != Pass).Select(row => (row.Rule, row.Verdict, Advice: $"{Of(row.Rule, row.Facts, row.Spec).Advice}"))
            .Distinct().Select(row => row.Advice)];

        // One for each rule and verdict, and another one where a file tells where it was taken.
        Assert.Equal(advice.Length, advice.Distinct().Count());
        Assert.Equal(Rows.Where(row => row.Verdict != Pass).Select(row => (row.Rule, row.Verdict)).Distinct().Count() + 1, advice.Length);
    }

    [Fact]
    public void What_a_file_has_is_told_by_its_numbers()
    {
        Assert.Contains("20", $"{Of(PreflightRules.ByteFloor, Good, Limited).Allowed}", StringComparison.Ordinal);
        Assert.Contains("100", $"{Of(PreflightRules.ByteCeiling, Good, Limited).Allowed}", StringComparison.Ordinal);
        Assert.Contains("20", $"{Of(PreflightRules.Compression, Good, Limited).Allowed}", StringComparison.Ordinal);
        Assert.Contains("16", $"{Of(PreflightRules.Compression, Good, Limited).Value}", StringComparison.Ordinal);
        Assert.Contains("508", $"{Of(PreflightRules.Density, Good, Spec).Allowed}", StringComparison.Ordinal);
        Assert.Contains("299.9", $"{Of(PreflightRules.Density, Good with { Dpi = (299.9, 300) }, Spec).Value}", StringComparison.Ordinal);
        Assert.Contains("16", $"{Of(PreflightRules.BitDepth, Good with { BitsPerChannel = 16 }, Spec).Value}", StringComparison.Ordinal);
        Assert.Contains("6", $"{Of(PreflightRules.OrientationTag, Good with { Orientation = 6 }, Spec).Value}", StringComparison.Ordinal);
        Assert.Contains("7", $"{Of(PreflightRules.TrailingBytes, Good with { End = 89_993 }, Spec).Value}", StringComparison.Ordinal);
        Assert.Contains("progressive", $"{Of(PreflightRules.Coding, Good with { Coding = "progressive" }, Spec).Value}", StringComparison.Ordinal);
        Assert.Contains("Display P3", $"{Of(PreflightRules.ColourSpace, Good with { Profile = "Display P3" }, Spec).Value}", StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_file_has_is_told_apart()
    {
        FileFacts[] channels =
        [
            Good, Good with { StoresRgb = true }, Good with { Channels = 1 }, Good with { Channels = 4 }, Good with { Channels = 4, Kind = FileKind.Png }, Good with { Channels = 0 },
        ];
        Assert.Equal(6, channels.Select(facts => $"{Of(PreflightRules.Channels, facts, Spec).Value}").Distinct().Count());
        Assert.Equal(7, Enum.GetValues<FileKind>().Select(kind => $"{Of(PreflightRules.FileType, Good with { Kind = kind }, Spec).Value}").Distinct().Count());
        Assert.Equal(2, new[] { FileKind.Jpeg, FileKind.Png }.Select(kind => $"{Of(PreflightRules.Coding, Good with { Kind = kind }, Spec).Allowed}").Distinct().Count());
        Assert.Equal(2, ((string?[])[null, ColourSpaceName.Srgb]).Select(name => $"{Of(PreflightRules.ColourSpace, Good with { Profile = name }, Spec).Value}").Distinct().Count());
        Assert.Equal(3, new FileRule[] { new(), new() { Format = FileFormat.Png }, new() { Formats = [FileFormat.Jpeg, FileFormat.Png] } }
            .Select(file => $"{Of(PreflightRules.FileType, Good, Spec.With(file)).Allowed}").Distinct().Count());
    }

    [Theory]
    [InlineData(FileKind.Jpeg, ".jpg", Pass)]
    [InlineData(FileKind.Jpeg, ".JPEG", Pass)]
    [InlineData(FileKind.Jpeg, ".png", Fail)]
    [InlineData(FileKind.Jpeg, "", Fail)]
    [InlineData(FileKind.Png, ".png", Pass)]
    [InlineData(FileKind.Png, ".jpg", Fail)]
    [InlineData(FileKind.WebP, ".webp", Pass)]
    [InlineData(FileKind.Avif, ".avif", Pass)]
    [InlineData(FileKind.Heic, ".heic", Pass)]
    [InlineData(FileKind.Heic, ".heif", Pass)]
    [InlineData(FileKind.Tiff, ".tif", Pass)]
    [InlineData(FileKind.Tiff, ".tiff", Pass)]
    [InlineData(FileKind.Tiff, ".jpg", Fail)]
    public void A_name_agrees_with_what_the_file_is(FileKind kind, string extension, PreflightVerdict verdict)
    {
        PreflightOutcome outcome = FilePreflight.Check(Good with { Kind = kind }, Spec, extension).Rules.Single(rule => rule.Rule == PreflightRules.FileName);

        Assert.Equal(verdict, outcome.Verdict);
        Assert.Contains(kind == FileKind.Jpeg ? ".jpeg" : $".{kind.ToString()[..3].ToLowerInvariant()}", $"{outcome.Allowed}", StringComparison.Ordinal);
        Assert.Equal(verdict == Pass, $"{outcome.Value}".Contains(extension.ToLowerInvariant(), StringComparison.Ordinal) && extension.Length > 0);
        Assert.NotEmpty($"{outcome.Value}");
        Assert.False(verdict == Fail && string.IsNullOrEmpty($"{outcome.Advice}"));
    }

    [Fact]
    public void A_name_without_an_extension_is_told_apart_from_one_with_another()
        => Assert.Equal(2, ((string[])["", ".exe"]).Select(extension => $"{FilePreflight.Check(Good, Spec, extension).Rules[1].Value}").Distinct().Count());

    [Fact]
    public void Every_rule_that_applies_is_asked_in_one_order()
    {
        string[] jpeg =
        [
            PreflightRules.FileType, PreflightRules.FileName, PreflightRules.Coding, PreflightRules.Channels, PreflightRules.BitDepth, PreflightRules.ColourSpace,
            PreflightRules.PixelSize, PreflightRules.ByteFloor, PreflightRules.ByteCeiling, PreflightRules.Compression, PreflightRules.Density,
            PreflightRules.OrientationTag, PreflightRules.Metadata, PreflightRules.TrailingBytes,
        ];
        string[] other = [PreflightRules.FileType, PreflightRules.PixelSize, PreflightRules.OrientationTag, PreflightRules.Metadata, PreflightRules.TrailingBytes];

        PreflightReport report = FilePreflight.Check(Good, Limited, ".jpg");

        Assert.Equal(jpeg, report.Rules.Select(rule => rule.Rule));
        Assert.Equal(other, FilePreflight.Check(Good with { Kind = FileKind.Heic, Coding = "" }, Spec).Rules.Select(rule => rule.Rule));
        Assert.Equal(("club-card", 90_000), (report.Spec, report.Bytes));
        Assert.Throws<ArgumentNullException>(() => FilePreflight.Check(null!, Spec));
        Assert.Throws<ArgumentNullException>(() => FilePreflight.Check(Good, null!));
    }

    [Fact]
    public void A_file_passes_with_warnings_and_not_with_a_failed_rule()
    {
        Assert.True(FilePreflight.Check(Good, Spec).Passes);
        Assert.True(FilePreflight.Check(Good with { Dpi = null }, Spec).Passes);
        Assert.False(FilePreflight.Check(Good with { Orientation = 3 }, Spec).Passes);
    }

    /// <summary>As a telephone writes it: held upright, in its screen's colours, with place and time, a short film behind it.</summary>
    [Fact]
    public void An_original_that_must_stay_so_is_neither_failed_for_what_cameras_write_nor_to_be_changed()
    {
        PhotoSpec[] originals = [.. PhotoSpecs.All.Where(spec => spec.File.OriginalOnly)];
        FileFacts phone = Facts.Of(4_000_000) with
        {
            Size = new PixelSize(2100, 1500),
            Orientation = 6,
            Profile = "Display P3",
            Metadata = ["EXIF", "GPS"],
            Dpi = (72, 72),
            End = 3_900_000,
        };

        Assert.True(originals.Length >= 5);
        Assert.All(originals, spec =>
        {
            PreflightReport report = FilePreflight.Check(phone, spec, ".jpg");
            Assert.True(report.Passes, $"{spec.Id}: {string.Join(", ", report.Rules.Where(rule => rule.Verdict == Fail))}");
            PreflightOutcome original = report.Rules[^1];
            Assert.Equal((PreflightRules.Original, Warn, "preflight.original-advice"), (original.Rule, original.Verdict, original.Advice?.Id));
        });
    }

    [Fact]
    public void An_original_that_breaks_a_rule_is_to_be_replaced_and_not_changed()
    {
        PhotoSpec spec = Records.Print.With(new FileRule { OriginalOnly = true, MinKb = 20, MaxKb = 100 });
        PreflightReport report = FilePreflight.Check(Facts.Of(200_000) with { Kind = FileKind.Png, Coding = "palette" }, spec, ".jpg");

        Assert.Equal(
            [(PreflightRules.FileType, "preflight.original-fails"), (PreflightRules.FileName, "preflight.wrong-name"), (PreflightRules.Coding, "preflight.original-fails"), (PreflightRules.ByteCeiling, "preflight.original-fails")],
            report.Rules.Where(rule => rule.Verdict == Fail).Select(rule => (rule.Rule, rule.Advice!.Id)));
        Assert.DoesNotContain(FilePreflight.Check(Good, Spec).Rules, rule => rule.Rule == PreflightRules.Original);
    }

    private static PreflightOutcome Of(string rule, FileFacts facts, PhotoSpec spec) => FilePreflight.Check(facts, spec).Rules.Single(one => one.Rule == rule);
}
