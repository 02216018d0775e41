using System.Text;
using CsCheck;
using IdPhoto.Codecs;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Tests.Decoding;
using Xunit;

namespace IdPhoto.Tests.Exporting;

/// <summary>Floors and ceilings in bytes.</summary>
public sealed class FileSizeTests
{
    private static readonly Picture Sample = new(SamplePhoto.Size, SamplePhoto.Rgb);

    [Fact]
    public void Floor_and_ceiling_hold_by_both_meanings_of_kilobyte_wherever_that_is_possible()
        => Gen.Select(Gen.Int[1, 3000], Gen.Int[0, 300]).Sample((min, more) =>
        {
            FileSizeRange range = FileSizeRange.FromKb(min, min + more);

            Assert.True(range.Least <= range.Most);
            bool possible = min * 1024 <= (min + more) * 1000;
            Assert.Equal(possible, range.FitsBothKilobytes);
            foreach (int kilobyte in possible ? (int[])[1000, 1024] : [1024])
                Assert.True(range.Least >= min * kilobyte && range.Most <= (min + more) * kilobyte);
        });

    [Fact]
    public void A_floor_above_its_ceiling_is_refused()
    {
        Assert.Equal(Refusals.FileSizeUnreachable, Assert.Throws<PhotoException>(() => FileSizeRange.FromKb(60, 50)).Code);
        Assert.Equal(Refusals.FileSizeUnreachable, Assert.Throws<PhotoException>(() => FileSizeRange.Of(new FileRule { MaxKb = 50 }, 60, null, SamplePhoto.Size)).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => FileSizeRange.FromKb(1_000_000, null));
    }

    [Fact]
    public void A_limit_on_compression_is_reached_by_quality_and_never_by_filler()
    {
        FileRule rule = new() { MaxCompression = 20, MaxKb = 240 };
        FileSizeRange range = FileSizeRange.Of(rule, null, null, new PixelSize(600, 600));
        int usual = Encode(FileFormat.Jpeg, FileSizeRange.Any).Bytes.Length;
        FileSizeRange more = FileSizeRange.Of(new FileRule { MaxCompression = 3.0 * SamplePhoto.Size.Area / (usual + 1) }, null, null, SamplePhoto.Size);
        FileSizeRange beyond = FileSizeRange.Of(new FileRule { MaxCompression = 1 }, null, null, new PixelSize(600, 600));

        EncodedFile raised = Encode(FileFormat.Jpeg, more), best = Encode(FileFormat.Jpeg, beyond), png = Encode(FileFormat.Png, beyond);

        Assert.Equal((0, 54_000), (range.Least, range.LeastPicture));
        Assert.InRange(raised.Quality, 96, 100);
        Assert.InRange(raised.Bytes.Length, more.LeastPicture, int.MaxValue);
        Assert.Equal((100, 0, 0, 0), (best.Quality, best.Padding, raised.Padding, png.Padding));
        Assert.Equal(Refusals.FileSizeUnreachable, Assert.Throws<PhotoException>(() => FileSizeRange.Of(rule, null, null, new PixelSize(3000, 3000))).Code);
    }

    [Theory]
    [InlineData(9_000, 10_000)]
    [InlineData(20_000, 20_004)]
    [InlineData(50_000, 60_000)]
    [InlineData(150_000, 150_100)]
    public void A_jpeg_between_floor_and_ceiling_is_still_the_same_picture_and_ends_with_its_end_marker(int least, int most)
    {
        EncodedFile file = Encode(FileFormat.Jpeg, new FileSizeRange(least, most));

        Assert.InRange(file.Bytes.Length, least, most);
        Assert.Equal([0xFF, 0xD9], file.Bytes[^2..]);
        byte[] unpadded = PictureEncoder.EncodeJpeg(Sample, new JpegOptions { Quality = file.Quality }, TestContext.Current.CancellationToken);
        Assert.Equal(unpadded.Length + file.Padding, file.Bytes.Length);
        Assert.Equal(SamplePhoto.Decode(unpadded).Picture.Rgb, SamplePhoto.Decode(file.Bytes).Picture.Rgb);
    }

    [Fact]
    public void Quality_is_raised_before_a_comment_is_added()
    {
        int usual = Encode(FileFormat.Jpeg, FileSizeRange.Any).Bytes.Length;
        EncodedFile raised = Encode(FileFormat.Jpeg, new FileSizeRange(usual + 1, null));
        EncodedFile padded = Encode(FileFormat.Jpeg, new FileSizeRange(500_000, null));

        Assert.Equal(0, raised.Padding);
        Assert.InRange(raised.Quality, 96, 100);
        Assert.Equal((100, 500_000), (padded.Quality, padded.Bytes.Length));
        Assert.Contains("Filler: the recipient asks", Encoding.Latin1.GetString(padded.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_jpeg_can_be_padded_by_any_number_of_bytes_that_a_comment_can_have()
    {
        byte[] jpeg = Encode(FileFormat.Jpeg, FileSizeRange.Any).Bytes;

        foreach (int bytes in (int[])[4, 5, 1000, 65_536, 65_537, 65_538, 65_540, 65_541, 131_075, 200_000])
        {
            byte[] padded = JpegSegments.Pad(jpeg, bytes);
            Assert.Equal(jpeg.Length + bytes, padded.Length);
            Assert.Equal(SamplePhoto.Size, PictureDecoder.ReadHeader(padded).Stored);
        }
        Assert.Equal(jpeg.Length + 4, JpegSegments.Pad(jpeg, 1).Length);
    }

    [Fact]
    public void A_png_is_padded_by_a_text_chunk_and_keeps_every_pixel()
    {
        int plain = Encode(FileFormat.Png, FileSizeRange.Any).Bytes.Length;
        EncodedFile padded = Encode(FileFormat.Png, new FileSizeRange(plain + 20_000, plain + 20_000));

        Assert.Equal(plain + 20_000, padded.Bytes.Length);
        Assert.Equal(20_000, padded.Padding);
        Assert.Equal("IEND"u8, padded.Bytes.AsSpan(padded.Bytes.Length - 8, 4));
        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(padded.Bytes).Picture.Rgb);
        Assert.Equal(Refusals.FileSizeUnreachable, Assert.Throws<PhotoException>(() => Encode(FileFormat.Png, new FileSizeRange(0, plain - 1))).Code);
    }

    private static EncodedFile Encode(FileFormat format, FileSizeRange size)
        => PictureEncoder.Encode(Sample, new FileTarget(format, 300, size), TestContext.Current.CancellationToken);
}
