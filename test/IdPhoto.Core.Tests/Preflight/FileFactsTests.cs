using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Preflight;
using Xunit;
using static IdPhoto.Tests.Preflight.JpegPieces;

namespace IdPhoto.Tests.Preflight;

/// <summary>What a file is by its own bytes.</summary>
public sealed class FileFactsTests
{
    private static readonly string Filler = Text(Filled(70));

    [Fact]
    public void A_plain_jpeg_is_read()
    {
        byte[] file = File(Jfif, Frame(), Scan());

        FileFacts facts = FileFacts.Read(file);

        Assert.Equal((FileKind.Jpeg, FileFormat.Jpeg, new PixelSize(600, 800)), (facts.Kind, facts.Format, facts.Size));
        Assert.Equal((file.Length, file.Length, 0, 0), (facts.Bytes, facts.End, facts.Surplus, facts.Trailing));
        Assert.Equal((8, 3, "baseline", 1), (facts.BitsPerChannel, facts.Channels, facts.Coding, facts.Orientation));
        Assert.Equal((300.0, 300.0), facts.Dpi);
        Assert.Null(facts.Profile);
        Assert.False(facts.StoresRgb);
        Assert.Empty(facts.Metadata);
    }

    [Fact]
    public void What_follows_the_end_is_no_part_of_the_picture()
    {
        byte[] file = File(Frame(), Scan());

        FileFacts facts = FileFacts.Read([.. file, 1, 2, 3, 4, 5]);

        Assert.Equal((file.Length, 5, 5, file.Length), (facts.End, facts.Trailing, facts.Surplus, facts.PictureBytes));
    }

    [Theory]
    [InlineData(0xC0, "baseline")]
    [InlineData(0xC1, "extended sequential")]
    [InlineData(0xC2, "progressive")]
    [InlineData(0xC3, "lossless")]
    [InlineData(0xC5, "hierarchical")]
    [InlineData(0xC7, "hierarchical")]
    [InlineData(0xC9, "arithmetic")]
    [InlineData(0xCF, "arithmetic")]
    public void A_jpegs_coding_is_told_by_its_first_frame(int marker, string coding)
        => Assert.Equal(coding, FileFacts.Read(File(Frame(marker), Frame(0xC0, channels: 1), Scan())).Coding);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_jpegs_channels_are_counted(byte channels) => Assert.Equal(channels, FileFacts.Read(File(Frame(0xC0, channels), Scan())).Channels);

    [Fact]
    public void A_frame_without_channels_has_none() => Assert.Equal(0, FileFacts.Read(File(Segment(0xC0, 8, 3, 32, 2, 88), Scan())).Channels);

    [Theory]
    [InlineData(1, 300, 200, 300.0, 200.0)]
    [InlineData(2, 100, 200, 254.0, 508.0)]
    public void A_density_is_in_inches(byte unit, int x, int y, double across, double down)
        => Assert.Equal((across, down), FileFacts.Read(File(Density(unit, x, y), Frame(), Scan())).Dpi);

    [Fact]
    public void A_density_without_a_unit_is_none()
    {
        Assert.Null(FileFacts.Read(File(Density(0, 300, 300), Frame(), Scan())).Dpi);
        Assert.Null(FileFacts.Read(File(Density(3, 300, 300), Frame(), Scan())).Dpi);
        Assert.Null(FileFacts.Read(File(Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 1, 1, 44, 1]), Frame(), Scan())).Dpi);
        Assert.Equal((300, 300), FileFacts.Read(File(Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 1, 1, 44, 1, 44]), Frame(), Scan())).Dpi);
        Assert.Null(FileFacts.Read(File(Segment(0xE0, [.. "JFXX\0"u8, 1, 2, 1, 1, 44, 1, 44]), Frame(), Scan())).Dpi);
    }

    [Fact]
    public void A_profile_is_named_whatever_its_parts()
    {
        byte[] icc = SrgbProfile.Bytes.ToArray();
        byte[] Part(byte number, ReadOnlySpan<byte> part) => Segment(0xE2, [.. "ICC_PROFILE\0"u8, number, 2, .. part]);

        Assert.Equal(ColourSpaceName.Srgb, Profile(Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. icc])));
        Assert.Equal(ColourSpaceName.Srgb, Profile(Part(1, icc.AsSpan(0, 100)), Part(2, icc.AsSpan(100))));
        Assert.Equal(ColourSpaceName.Other, Profile(Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, 1, 2, 3])));
        Assert.Equal(ColourSpaceName.Other, Profile(Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1])));
        Assert.Null(Profile());

        static string? Profile(params byte[][] segments) => FileFacts.Read(File([.. segments, Frame(), Scan()])).Profile;
    }

    [Theory]
    [InlineData(0, 3, true)]
    [InlineData(1, 3, false)]
    [InlineData(2, 4, false)]
    [InlineData(0, 4, false)]
    public void Adobes_segment_tells_colours_that_are_stored_as_rgb(byte transform, byte channels, bool rgb)
    {
        FileFacts facts = FileFacts.Read(File(Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]), Frame(0xC0, channels), Scan()));

        Assert.Equal(rgb, facts.StoresRgb);
        Assert.Empty(facts.Metadata);
        Assert.Equal(0, facts.Surplus);
    }

    [Fact]
    public void A_cut_segment_of_adobes_tells_nothing()
        => Assert.False(FileFacts.Read(File(Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0]), Frame(), Scan())).StoresRgb);

    [Fact]
    public void What_a_jpeg_carries_beside_its_picture_is_named_and_counted()
    {
        (byte[] Segment, string[] Words)[] rows =
        [
            (Exif(274), ["EXIF"]),
            (Exif(274, 0x8825), ["EXIF", "GPS"]),
            (Segment(0xE1, [.. "Exif\0\0"u8, 1, 2]), ["EXIF"]),
            (Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8]), ["XMP"]),
            (Segment(0xED, 1, 2, 3), ["IPTC"]),
            (Segment(0xE2, [.. "MPF\0"u8]), ["other data"]),
            (Segment(0xEF, 1), ["other data"]),
            (Segment(0xEE, 1, 2), ["other data"]),
            (Comment("taken by me"), ["comment"]),
            (Comment(Filler), []),
            (Comment(Filler[..20]), []),
        ];

        Assert.All(rows, row =>
        {
            FileFacts facts = FileFacts.Read(File(Jfif, row.Segment, Frame(), Scan()));
            Assert.Equal(row.Words, facts.Metadata);
            Assert.Equal(row.Segment.Length, facts.Surplus);
        });
    }

    [Fact]
    public void The_words_are_in_one_order_and_said_once()
    {
        FileFacts facts = FileFacts.Read(File(Comment("b"), Exif(), Comment("a"), Segment(0xED, 1), Frame(), Scan()));

        Assert.Equal(["EXIF", "IPTC", "comment"], facts.Metadata);
    }

    [Fact]
    public void The_tag_of_exif_and_markers_without_content_are_read()
    {
        FileFacts facts = FileFacts.Read(File([0xFF, 0x01], Exif(274), Frame(), Scan(), [0xFF, 0xD3], Scan()));

        Assert.Equal(6, facts.Orientation);
        Assert.Equal(0, facts.Trailing);
    }

    [Fact]
    public void Of_several_blocks_of_exif_the_first_counts_whatever_it_holds()
    {
        byte[] broken = [1, 2], upright = Tiff(275), turned = Tiff(274);
        (byte[] First, byte[] Second, int Orientation)[] rows = [(broken, turned, 1), (upright, turned, 1), (turned, upright, 6), (turned, broken, 6)];

        Assert.All(rows, row =>
        {
            Assert.Equal(row.Orientation, Orientation(File(Block(row.First), Block(row.Second), Frame(), Scan())));
            Assert.Equal(row.Orientation, Orientation(PngPieces.File(2, 0, PngPieces.Chunk("eXIf", row.First), PngPieces.Chunk("eXIf", row.Second))));
            Assert.Equal(row.Orientation, Orientation(WebP(row.First, row.Second)));
        });

        static int Orientation(byte[] file) => PictureHeader.Read(file, DecodeLimits.Default).ExifOrientation;
        static byte[] Block(byte[] tiff) => Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]);
    }

    [Fact]
    public void Where_a_picture_was_taken_is_told_of_any_block_of_exif_up_to_the_sixteenth_broken_one()
    {
        byte[] broken = Segment(0xE1, [.. "Exif\0\0"u8, 1, 2]);

        Assert.Equal(["EXIF", "GPS"], FileFacts.Read(File(Exif(274), Exif(0x8825), Frame(), Scan())).Metadata);
        Assert.Equal(["EXIF", "GPS"], FileFacts.Read(File(Exif(0x8825), broken, Frame(), Scan())).Metadata);
        Assert.Equal(["EXIF", "GPS"], FileFacts.Read(File([.. Enumerable.Repeat(broken, 15), Exif(0x8825), Frame(), Scan()])).Metadata);
        Assert.Equal(["EXIF"], FileFacts.Read(File([.. Enumerable.Repeat(broken, 16), Exif(0x8825), Frame(), Scan()])).Metadata);
    }

    [Theory]
    [InlineData(0, 0, 1, "plain")]
    [InlineData(2, 0, 3, "plain")]
    [InlineData(3, 0, 3, "palette")]
    [InlineData(4, 0, 4, "plain")]
    [InlineData(6, 0, 4, "plain")]
    [InlineData(2, 1, 3, "plain, interlaced")]
    [InlineData(3, 1, 3, "palette, interlaced")]
    public void A_pngs_header_tells_channels_and_coding(byte colourType, byte interlaced, int channels, string coding)
    {
        byte[] file = PngPieces.File(colourType, interlaced);

        FileFacts facts = FileFacts.Read(file);

        Assert.Equal((FileKind.Png, FileFormat.Png, channels, coding), (facts.Kind, facts.Format, facts.Channels, facts.Coding));
        Assert.Equal((file.Length, 0, 8), (facts.End, facts.Surplus, facts.BitsPerChannel));
        Assert.Null(facts.Profile);
        Assert.Null(facts.Dpi);
    }

    [Fact]
    public void A_pngs_chunks_that_show_the_picture_are_part_of_it()
    {
        byte[][] chunks = [.. ((string[])["PLTE", "gAMA", "cHRM", "sBIT", "bKGD"]).Select(type => PngPieces.Chunk(type, 1, 2, 3))];

        Assert.All(chunks, chunk =>
        {
            FileFacts facts = FileFacts.Read(PngPieces.File(2, 0, chunk));
            Assert.Empty(facts.Metadata);
            Assert.Equal(0, facts.Surplus);
        });
        Assert.Equal(4, FileFacts.Read(PngPieces.File(2, 0, PngPieces.Chunk("tRNS", 0, 0))).Channels);
    }

    [Fact]
    public void A_pngs_density_is_in_inches_where_it_has_a_unit()
    {
        Assert.Equal((300, 72), FileFacts.Read(PngPieces.File(2, 0, PngPieces.Density(11811, 2835))).Dpi);
        Assert.Null(FileFacts.Read(PngPieces.File(2, 0, PngPieces.Density(11811, 2835, unit: 0))).Dpi);
        Assert.Null(FileFacts.Read(PngPieces.File(2, 0, PngPieces.Chunk("pHYs", 0, 0, 46, 35, 0, 0, 46, 35))).Dpi);
        Assert.Null(FileFacts.Read(PngPieces.File(2, 0, PngPieces.Chunk("pHYz", 0, 0, 46, 35, 0, 0, 46, 35, 1))).Dpi);
    }

    [Fact]
    public void A_pngs_colour_space_is_named()
    {
        (byte[] Chunk, string? Name)[] rows =
        [
            (PngPieces.Chunk("sRGB", 1), ColourSpaceName.Srgb),
            (PngPieces.Profile(SrgbProfile.Bytes), ColourSpaceName.Srgb),
            (PngPieces.Profile([1, 2, 3]), ColourSpaceName.Other),
            (PngPieces.Chunk("iCCP", [.. "name"u8]), ColourSpaceName.Other),
            (PngPieces.Chunk("iCCP", [.. "name\0"u8]), ColourSpaceName.Other),
            (PngPieces.Chunk("iCCP", [.. "name\0"u8, 0]), ColourSpaceName.Other),
            (PngPieces.Chunk("iCCP", [.. "name\0"u8, 0, 9, 9, 9]), ColourSpaceName.Other),
            (PngPieces.Chunk("iCCP", 0, 0), ColourSpaceName.Other),
            (PngPieces.Chunk("cICP", 12, 13, 0, 1), "Display P3"),
            (PngPieces.Chunk("cICP", 9, 13, 0, 1), "BT.2020"),
            (PngPieces.Chunk("cICP", 12, 13, 0), null),
        ];

        Assert.All(rows, row => Assert.Equal(row.Name, FileFacts.Read(PngPieces.File(2, 0, row.Chunk)).Profile));
    }

    [Fact]
    public void Of_several_profiles_in_a_png_the_first_counts()
    {
        byte[] srgb = PngPieces.Profile(SrgbProfile.Bytes), broken = PngPieces.Profile([1, 2, 3]);

        Assert.Equal(ColourSpaceName.Srgb, FileFacts.Read(PngPieces.File(2, 0, srgb, broken)).Profile);
        Assert.Equal(ColourSpaceName.Other, FileFacts.Read(PngPieces.File(2, 0, broken, srgb)).Profile);
    }

    [Fact]
    public void What_a_png_carries_beside_its_picture_is_named_and_counted()
    {
        (byte[] Chunk, string[] Words)[] rows =
        [
            (PngPieces.Chunk("eXIf", Tiff(274, 0x8825)), ["EXIF", "GPS"]),
            (PngPieces.Chunk("eXIf", Tiff(274)), ["EXIF"]),
            (PngPieces.Chunk("iTXt", [.. "XML:com.adobe.xmp\0"u8]), ["XMP"]),
            (PngPieces.Chunk("iTXt", [.. "Author\0me"u8]), ["text"]),
            (PngPieces.Chunk("tEXt", [.. "XML:com.adobe.xmp\0"u8]), ["text"]),
            (PngPieces.Chunk("tEXt", [.. "Comment\0me"u8]), ["text"]),
            (PngPieces.Chunk("zTXt", [.. "Comment\0me"u8]), ["text"]),
            (PngPieces.Chunk("tEXt", [.. "Author\0\0"u8, .. Filled(70)]), ["text"]),
            (PngPieces.Chunk("tEXt", [.. "Comment\0"u8, .. Filled(70)]), []),
            (PngPieces.Chunk("tIME", 1), ["time"]),
            (PngPieces.Chunk("prIv", 1), ["other data"]),
        ];

        Assert.All(rows, row =>
        {
            FileFacts facts = FileFacts.Read(PngPieces.File(2, 0, row.Chunk));
            Assert.Equal(row.Words, facts.Metadata);
            Assert.Equal(row.Chunk.Length, facts.Surplus);
        });
    }

    [Fact]
    public void What_follows_a_pngs_end_is_counted()
    {
        byte[] file = PngPieces.File(2, 0);

        FileFacts facts = FileFacts.Read([.. file, 1, 2]);

        Assert.Equal((file.Length, 2, 2), (facts.End, facts.Trailing, facts.Surplus));
        Assert.Equal(file.Length - 4, FileFacts.Read(file.AsSpan(..^4)).End);
    }

    [Fact]
    public void A_format_that_is_not_written_has_none()
        => Assert.All(new[] { FileKind.WebP, FileKind.Avif, FileKind.Heic, FileKind.Tiff }, kind => Assert.Null((Facts.Good with { Kind = kind }).Format));

    // A canvas of 600 x 800 and blocks of EXIF, each of an even number of bytes; without the pixels, which no header needs.
    private static byte[] WebP(params byte[][] exif)
    {
        byte[] chunks = [.. Chunk("VP8X"u8, [0, 0, 0, 0, 599 & 255, 599 >> 8, 0, 799 & 255, 799 >> 8, 0]), .. exif.SelectMany(block => Chunk("EXIF"u8, block))];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(chunks.Length + 4), .. "WEBP"u8, .. chunks];

        static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content) => [.. type, .. BitConverter.GetBytes(content.Length), .. content];
    }

    private static byte[] Filled(int length)
    {
        byte[] text = new byte[length];
        Padding.Fill(text);
        return text;
    }

    private static string Text(byte[] bytes) => string.Concat(bytes.Select(one => (char)one));
}
