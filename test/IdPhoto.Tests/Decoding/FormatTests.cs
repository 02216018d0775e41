using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Edits;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Decoding;

public sealed class FormatTests
{
    public static TheoryData<string> ExactFormats => ["png", "interlaced png", "tiff", "lzw tiff", "deflate tiff", "tiled tiff", "lossless webp"];

    [Theory]
    [MemberData(nameof(ExactFormats))]
    public void A_lossless_file_gives_exactly_the_stored_pixels(string format)
    {
        using Image image = SamplePhoto.Image();
        byte[] file = format switch
        {
            "png" => image.PngsaveBuffer(),
            "interlaced png" => image.PngsaveBuffer(interlace: true),
            "tiff" => image.TiffsaveBuffer(),
            "lzw tiff" => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw, predictor: Enums.ForeignTiffPredictor.Horizontal),
            "deflate tiff" => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate),
            "tiled tiff" => image.TiffsaveBuffer(tile: true, tileWidth: 32, tileHeight: 32),
            _ => image.WebpsaveBuffer(lossless: true),
        };

        Decoded decoded = SamplePhoto.Decode(file);

        Assert.Equal(SamplePhoto.Size, decoded.Picture.Size);
        Assert.Equal(SamplePhoto.Rgb, decoded.Picture.Rgb);
        Assert.False(decoded.WasConverted);
        Assert.False(decoded.HadTransparency);
        Assert.Equal(8, decoded.BitsPerChannel);
    }

    [Theory]
    [InlineData(FileKind.Jpeg)]
    [InlineData(FileKind.WebP)]
    [InlineData(FileKind.Avif)]
    [InlineData(FileKind.Tiff)]
    public void A_lossy_file_gives_nearly_the_stored_pixels(FileKind kind)
    {
        using Image image = SamplePhoto.Image();
        byte[] file = kind switch
        {
            FileKind.Jpeg => image.JpegsaveBuffer(q: 97, subsampleMode: Enums.ForeignSubsample.Off),
            FileKind.WebP => image.WebpsaveBuffer(q: 97),
            FileKind.Avif => image.HeifsaveBuffer(q: 95, compression: Enums.ForeignHeifCompression.Av1, subsampleMode: Enums.ForeignSubsample.Off),
            _ => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg, q: 97),
        };

        Decoded decoded = SamplePhoto.Decode(file);

        Assert.Equal(kind, decoded.Kind);
        Assert.Equal(SamplePhoto.Size, decoded.Picture.Size);
        Assert.InRange(SamplePhoto.Difference(SamplePhoto.Rgb, decoded.Picture.Rgb), 0, 5);
    }

    [Fact]
    public void A_heic_of_another_program_is_read()
    {
        Decoded decoded = SamplePhoto.Decode(SamplePhoto.Fixture("crop.heic"));

        using Image portrait = Image.NewFromFile(Path.Combine(SamplePhoto.Root, "samples", "astronaut.png"));
        byte[] expected = portrait.ExtractArea(130, 0, 192, 256).ExtractBand(0, 3).WriteToMemory<byte>();
        Assert.Equal(FileKind.Heic, decoded.Kind);
        Assert.Equal(new PixelSize(192, 256), decoded.Picture.Size);
        Assert.InRange(SamplePhoto.Difference(expected, decoded.Picture.Rgb), 0, 6);
    }

    [Fact]
    public void A_jpeg_is_decoded_to_the_values_that_libjpeg_gives()
    {
        byte[] file = SamplePhoto.Jpeg(quality: 90);
        using Image reference = Image.NewFromBuffer(file);

        Assert.Equal(reference.WriteToMemory<byte>(), SamplePhoto.Decode(file).Picture.Rgb);
    }

    /// <summary>As every viewer opens it; the bytes themselves may look like the beginning of a marker.</summary>
    [Fact]
    public void Stray_bytes_between_the_segments_of_a_jpeg_are_skipped()
    {
        byte[] file = SamplePhoto.Image().JpegsaveBuffer(q: 90, interlace: true);
        byte[] stray = [.. WithStray(file, [0, 0, 0x11, 0xFF, 0, 0x22])];

        Decoded decoded = SamplePhoto.Decode(stray);

        Assert.True(stray.Length >= file.Length + 24);
        Assert.Equal(SamplePhoto.Decode(file).Picture.Rgb, decoded.Picture.Rgb);
        Assert.Equal(SamplePhoto.Decode(file).Header.JpegQuality, decoded.Header.JpegQuality);
        Assert.Equal(SamplePhoto.Rgb.Length, SamplePhoto.Decode(JpegSegments.Rewrite(stray, 300, [])).Picture.Rgb.Length);
    }

    // Behind each segment but the start of the picture; what is compressed stays whole.
    private static IEnumerable<byte> WithStray(byte[] jpeg, byte[] stray)
    {
        int at = 2;
        IEnumerable<byte> all = jpeg[..2];
        while (jpeg[at + 1] != 0xDA)
        {
            int end = at + 2 + (jpeg[at + 2] << 8) + jpeg[at + 3];
            all = all.Concat(jpeg[at..end]).Concat(stray);
            at = end;
        }
        return all.Concat(jpeg[at..]);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(75)]
    [InlineData(90)]
    [InlineData(98)]
    public void The_quality_of_a_jpeg_is_estimated(int quality)
    {
        int? estimate = PictureDecoder.ReadHeader(SamplePhoto.Jpeg(quality)).JpegQuality;

        Assert.NotNull(estimate);
        Assert.InRange(estimate.Value, quality - 2, quality + 2);
    }

    [Fact]
    public void Sixteen_bits_are_rounded_to_the_nearest_level()
    {
        using Image wide = SamplePhoto.Wide();

        foreach (byte[] file in (byte[][])[wide.PngsaveBuffer(), wide.TiffsaveBuffer()])
        {
            Decoded decoded = SamplePhoto.Decode(file);
            Assert.Equal(SamplePhoto.Rgb, decoded.Picture.Rgb);
            Assert.Equal(16, decoded.BitsPerChannel);
        }
    }

    [Fact]
    public void Grey_becomes_three_equal_channels()
    {
        using Image grey = SamplePhoto.Grey();
        byte[] levels = grey.WriteToMemory<byte>();
        byte[] expected = [.. levels.SelectMany(level => Enumerable.Repeat(level, 3))];

        foreach (byte[] file in (byte[][])[grey.PngsaveBuffer(), grey.TiffsaveBuffer()])
        {
            Decoded decoded = SamplePhoto.Decode(file);
            Assert.True(decoded.WasGrey);
            Assert.Equal(expected, decoded.Picture.Rgb);
        }
        Assert.True(SamplePhoto.Decode(grey.JpegsaveBuffer()).WasGrey);
    }

    [Fact]
    public void A_palette_is_looked_up()
    {
        using Image image = SamplePhoto.Image();
        byte[] file = image.PngsaveBuffer(palette: true, q: 100, dither: 0);
        Assert.Equal(3, file[25]); // IHDR: indexed colour

        Decoded decoded = SamplePhoto.Decode(file);

        Assert.InRange(SamplePhoto.Difference(SamplePhoto.Rgb, decoded.Picture.Rgb), 0, 4);
    }

    [Fact]
    public void One_bit_becomes_black_and_white()
    {
        using Image bits = SamplePhoto.Grey() > 128;
        byte[] expected = [.. bits.WriteToMemory<byte>().SelectMany(level => Enumerable.Repeat(level, 3))];

        Assert.Equal(expected, SamplePhoto.Decode(bits.PngsaveBuffer(bitdepth: 1)).Picture.Rgb);
        Assert.Equal(expected, SamplePhoto.Decode(bits.TiffsaveBuffer(bitdepth: 1)).Picture.Rgb);
    }

    [Fact]
    public void Transparency_is_flattened_on_white_and_kept_as_alpha()
    {
        using Image image = SamplePhoto.Transparent();
        byte[] rgba = image.WriteToMemory<byte>();

        foreach (byte[] file in (byte[][])[image.PngsaveBuffer(), image.TiffsaveBuffer(), image.WebpsaveBuffer(lossless: true, exact: true)])
        {
            Decoded decoded = SamplePhoto.Decode(file);
            Assert.True(decoded.HadTransparency);
            for (int i = 0; i < decoded.Alpha!.Length; i++)
            {
                Assert.Equal(rgba[(4 * i) + 3], decoded.Alpha[i]);
                double expected = 255 + ((rgba[4 * i] - 255) * (decoded.Alpha[i] / 255.0));
                Assert.InRange(decoded.Picture.Rgb[3 * i], expected - 0.51, expected + 0.51);
            }
        }
    }

    [Fact]
    public void Grey_with_alpha_is_flattened_too()
    {
        using Image image = SamplePhoto.Grey().Bandjoin(SamplePhoto.Transparent()[3]);

        Decoded decoded = SamplePhoto.Decode(image.PngsaveBuffer());

        Assert.True(decoded.WasGrey);
        Assert.Equal((byte)0, decoded.Alpha![0]);
        Assert.Equal([255, 255, 255], decoded.Picture.Rgb[..3]);
    }

    [Fact]
    public void The_transparency_of_a_heic_is_kept()
    {
        Decoded decoded = SamplePhoto.Decode(SamplePhoto.Fixture("alpha.heic"));

        Assert.True(decoded.HadTransparency);
        Assert.InRange(decoded.Alpha![0], 0, 12);
        Assert.InRange(decoded.Alpha[191], 243, 255);
        Assert.All(decoded.Picture.Rgb[..3], level => Assert.InRange(level, 240, 255));
    }

    [Fact]
    public void An_alpha_channel_that_hides_nothing_is_not_transparency()
    {
        using Image image = SamplePhoto.Image().Bandjoin(255);

        Decoded decoded = SamplePhoto.Decode(image.PngsaveBuffer());

        Assert.False(decoded.HadTransparency);
        Assert.Equal(SamplePhoto.Rgb, decoded.Picture.Rgb);
    }

    [Theory]
    [InlineData(250, true)]
    [InlineData(249, false)]
    public void An_alpha_channel_that_is_all_but_opaque_changes_no_colour(int least, bool opaque)
    {
        using Image alpha = (SamplePhoto.Grey() > 128).Ifthenelse(least, 255).Cast(Enums.BandFormat.Uchar);

        Decoded decoded = SamplePhoto.Decode(SamplePhoto.Image().Bandjoin(alpha).PngsaveBuffer());

        Assert.Equal(opaque, decoded.Alpha is null);
        Assert.Equal(opaque, decoded.Picture.Rgb.SequenceEqual(SamplePhoto.Rgb));
        Assert.Equal(opaque, EditLedger.OfDecoding(decoded).All(edit => edit.Operation != EditOperations.Flatten));
    }

    [Fact]
    public void Of_several_pages_the_first_is_read()
    {
        using Image both = SamplePhoto.Image().Join(SamplePhoto.Image().Invert(), Enums.Direction.Vertical)
            .Mutate(image => image.Set(GValue.GIntType, "page-height", SamplePhoto.Size.Height));

        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(both.TiffsaveBuffer()).Picture.Rgb);
        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(both.WebpsaveBuffer(lossless: true)).Picture.Rgb);
    }

    [Fact]
    public void Many_photos_are_decoded_at_once()
    {
        byte[][] files = [SamplePhoto.Jpeg(), SamplePhoto.Png(), SamplePhoto.Fixture("crop.heic"), SamplePhoto.Image().WebpsaveBuffer()];
        byte[][] expected = [.. files.Select(file => SamplePhoto.Decode(file).Picture.Rgb)];

        Parallel.For(0, 64, i => Assert.Equal(expected[i % 4], SamplePhoto.Decode(files[i % 4]).Picture.Rgb));
    }

    [Fact]
    public void A_part_of_an_array_is_read_as_a_file()
    {
        byte[] file = SamplePhoto.Png();
        byte[] padded = [1, 2, 3, .. file, 4, 5];

        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(padded.AsMemory(3, file.Length)).Picture.Rgb);
    }

    [Fact]
    public void A_cancelled_decode_says_so()
    {
        Assert.Throws<OperationCanceledException>(() => PictureDecoder.Decode(SamplePhoto.Png(), null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_large_photo_is_not_decoded_through_a_temporary_file()
    {
        Assert.SkipUnless(File.Exists("/proc/self/io"), "Only Linux counts the bytes that a process writes.");
        using Image large = (Image.Black(5200, 5200, bands: 4) + 99).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        byte[] file = large.WebpsaveBuffer(lossless: true, effort: 0);
        long before = BytesWritten();

        SamplePhoto.Decode(file);

        // 108 MB decoded; other tests write some files meanwhile.
        Assert.InRange(BytesWritten() - before, 0, 60_000_000);
    }

    private static long BytesWritten() =>
        long.Parse(File.ReadLines("/proc/self/io").Single(line => line.StartsWith("wchar:", StringComparison.Ordinal))[6..], System.Globalization.CultureInfo.InvariantCulture);
}
