using System.Buffers.Binary;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Tests.Decoding;
using IdPhoto.Tests.Wording;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Exporting;

public sealed class PictureEncoderTests
{
    private static readonly Picture Sample = new(SamplePhoto.Size, SamplePhoto.Rgb);

    [Fact]
    public void A_jpeg_is_baseline_with_full_colour_resolution()
    {
        Dictionary<int, byte[]> segments = Segments(Jpeg(new JpegOptions()));

        byte[] frame = segments[0xC0]; // SOF0: baseline
        Assert.Equal(8, frame[0]);
        Assert.Equal(SamplePhoto.Size.Height, BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(1)));
        Assert.Equal(3, frame[5]);
        Assert.Equal([0x11, 0x11, 0x11], (byte[])[frame[7], frame[10], frame[13]]); // sampling factors 1 x 1
    }

    [Theory]
    [InlineData(300)]
    [InlineData(600)]
    [InlineData(72)]
    public void A_jpeg_carries_its_density_and_an_sRGB_profile_and_nothing_else(int dpi)
    {
        Dictionary<int, byte[]> segments = Segments(Jpeg(new JpegOptions { Dpi = dpi }));

        byte[] jfif = segments[0xE0];
        Assert.Equal("JFIF\0"u8, jfif.AsSpan(0, 5));
        Assert.Equal(1, jfif[7]); // dots per inch
        Assert.Equal(dpi, BinaryPrimitives.ReadUInt16BigEndian(jfif.AsSpan(8)));
        Assert.Equal(dpi, BinaryPrimitives.ReadUInt16BigEndian(jfif.AsSpan(10)));
        Assert.Equal(SrgbProfile.Bytes, segments[0xE2].AsSpan(14));
        Assert.Equal([0xE0, 0xE2], segments.Keys.Where(marker => marker is (>= 0xE0 and <= 0xEF) or 0xFE).Order());
    }

    [Fact]
    public void A_jpeg_of_ours_is_read_back_without_conversion()
    {
        Decoded decoded = SamplePhoto.Decode(Jpeg(new JpegOptions { Quality = 100 }));

        Assert.False(decoded.WasConverted);
        Assert.Equal("sRGB", decoded.ProfileName);
        Assert.Equal(100, decoded.Header.JpegQuality);
        Assert.InRange(SamplePhoto.Difference(SamplePhoto.Rgb, decoded.Picture.Rgb), 0, 0.6);
    }

    [Fact]
    public void The_same_picture_gives_the_same_bytes()
    {
        JpegOptions options = new() { MaxBytes = 4000 };
        byte[] first = Jpeg(options);
        byte[] png = PictureEncoder.EncodePng(Sample, 300, TestContext.Current.CancellationToken);

        Parallel.For(0, 16, _ =>
        {
            Assert.Equal(first, Jpeg(options));
            Assert.Equal(png, PictureEncoder.EncodePng(Sample, 300, TestContext.Current.CancellationToken));
        });
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(4000)]
    [InlineData(5000)]
    public void The_highest_quality_that_fits_is_chosen(int most)
    {
        byte[] fitted = Jpeg(new JpegOptions { MaxBytes = most });

        int chosen = Enumerable.Range(30, 66).Single(quality => Jpeg(new JpegOptions { Quality = quality }).AsSpan().SequenceEqual(fitted));
        Assert.InRange(fitted.Length, 1, most);
        Assert.True(Jpeg(new JpegOptions { Quality = chosen + 1 }).Length > most);
    }

    [Fact]
    public void A_limit_that_is_already_met_changes_nothing() =>
        Assert.Equal(Jpeg(new JpegOptions()), Jpeg(new JpegOptions { MaxBytes = 1_000_000 }));

    [Fact]
    public void A_size_that_cannot_be_reached_is_refused_with_both_numbers()
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => Jpeg(new JpegOptions { MaxBytes = 1234 }));

        Assert.Equal(Refusals.FileSizeUnreachable, refusal.Code);
        Assert.Contains("1,234", refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kilobyte_is_the_smaller_of_the_two_that_are_in_use()
    {
        Assert.Equal(50_000, JpegOptions.BytesOf(50));
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegOptions.BytesOf(0));
    }

    [Fact]
    public void A_pooled_array_that_is_too_long_is_written_up_to_the_picture()
    {
        Picture pooled = new(SamplePhoto.Size, [.. SamplePhoto.Rgb, 1, 2, 3, 4]);

        Assert.Equal(Jpeg(new JpegOptions()), PictureEncoder.EncodeJpeg(pooled, new JpegOptions(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_png_keeps_every_pixel_and_its_density()
    {
        byte[] png = PictureEncoder.EncodePng(Sample, 300, TestContext.Current.CancellationToken);

        Assert.Equal(["IHDR", "sRGB", "pHYs", "IDAT", "IEND"], Chunks(png).Select(chunk => chunk.Type).Distinct());
        byte[] physical = Chunks(png).Single(chunk => chunk.Type == "pHYs").Content;
        Assert.Equal(11811, BinaryPrimitives.ReadInt32BigEndian(physical)); // 300 / 0.0254
        Assert.Equal(11811, BinaryPrimitives.ReadInt32BigEndian(physical.AsSpan(4)));
        Assert.Equal(1, physical[8]);
        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(png).Picture.Rgb);
    }

    [Fact]
    public void A_png_without_density_says_none() =>
        Assert.DoesNotContain("pHYs", Chunks(PictureEncoder.EncodePng(Sample, null, TestContext.Current.CancellationToken)).Select(chunk => chunk.Type));

    [Fact]
    public void A_transparent_png_keeps_straight_alpha()
    {
        byte[] rgba = SamplePhoto.Transparent().WriteToMemory<byte>();

        byte[] png = PictureEncoder.EncodePng(SamplePhoto.Size, rgba, 600, TestContext.Current.CancellationToken);

        using Image read = Image.NewFromBuffer(png);
        Assert.Equal(4, read.Bands);
        Assert.Equal(rgba, read.WriteToMemory<byte>());
    }

    [Fact]
    public void Arrays_that_are_too_short_are_a_callers_mistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureEncoder.EncodePng(SamplePhoto.Size, new byte[10], null, TestContext.Current.CancellationToken));

    private static byte[] Jpeg(JpegOptions options) => PictureEncoder.EncodeJpeg(Sample, options, TestContext.Current.CancellationToken);

    private static Dictionary<int, byte[]> Segments(byte[] jpeg)
    {
        Dictionary<int, byte[]> segments = [];
        for (int at = 2; jpeg[at + 1] != 0xDA;)
        {
            Assert.Equal(0xFF, jpeg[at]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2));
            segments[jpeg[at + 1]] = jpeg[(at + 4)..(at + 2 + length)];
            at += 2 + length;
        }
        return segments;
    }

    private static List<(string Type, byte[] Content)> Chunks(byte[] png)
    {
        List<(string Type, byte[] Content)> chunks = [];
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            chunks.Add((System.Text.Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }
        return chunks;
    }
}
