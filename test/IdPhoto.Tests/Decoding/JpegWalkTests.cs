using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Pictures;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Decoding;

/// <summary>The walk through a JPEG's scans is as long as its checked size allows, ends when it is told to, and judges only what decoders agree on.</summary>
public sealed class JpegWalkTests
{
    private const byte Baseline = 0xC0;
    private const byte Progressive = 0xC2;
    private const byte Arithmetic = 0xC9;

    private static readonly PixelSize Size = new(32, 32);
    private static readonly byte[] Grey = HandmadeJpeg.Frame(Baseline, 32, 32, (1, 0x11));

    /// <summary>Sixteen blocks of two bits.</summary>
    private static readonly byte[] Whole = HandmadeJpeg.Scan([1], 0, 63, 0, 0, 0, 0);
    private static readonly byte[] Half = HandmadeJpeg.Scan([1], 0, 63, 0, 0);

    [Fact]
    public void A_scan_that_is_short_is_refused()
    {
        Assert.Null(Refusal(File(Grey, Whole)));
        Assert.Equal(Refusals.Truncated, Refusal(File(Grey, Half)));
    }

    [Fact]
    public void A_second_frame_is_left_to_the_decoder()
    {
        byte[] huge = HandmadeJpeg.Frame(Progressive, 65_535, 65_535, (1, 0x11)), arithmetic = HandmadeJpeg.Frame(Arithmetic, 32, 32, (1, 0x11));

        Assert.Null(Refusal(File(arithmetic, huge, HandmadeJpeg.Scan([1], 0, 0, 0))));
        Assert.Null(Refusal(File(Grey, Grey, Half)));
        Assert.Null(Refusal(File(Grey, Whole, huge, HandmadeJpeg.Scan([1], 0, 0, 0))));
    }

    [Fact]
    public void Scans_without_number_are_left_to_the_decoder()
    {
        byte[] runs = [.. Enumerable.Repeat(HandmadeJpeg.Scan([1], 1, 63, 0, 0), 500).SelectMany(scan => scan)];
        byte[] frame = HandmadeJpeg.Frame(Progressive, 32, 32, (1, 0x11)), means = HandmadeJpeg.Scan([1], 0, 0, 0, 0);

        Assert.Equal(Refusals.Truncated, Refusal(File(frame, means, HandmadeJpeg.Runs, HandmadeJpeg.Scan([1], 1, 63))));
        Assert.Null(Refusal(File(frame, means, HandmadeJpeg.Runs, runs, HandmadeJpeg.Scan([1], 1, 63))));
    }

    [Fact]
    public void Components_of_one_name_are_left_to_the_decoder()
    {
        byte[] frame = HandmadeJpeg.Frame(Baseline, 32, 32, (1, 0x22), (1, 0x11));

        // Four units of five blocks.
        Assert.Null(Refusal(File(frame, HandmadeJpeg.Scan([1, 1], 0, 63, 0, 0, 0, 0, 0))));
    }

    [Fact]
    public void Restarts_of_one_file_are_none_of_the_next()
    {
        JpegScans scans = new(Size.Area, 1000, CancellationToken.None);
        scans.Read(File(HandmadeJpeg.RestartsAfter(8), Grey, HandmadeJpeg.Scan([1], 0, 63, [0, 0, .. HandmadeJpeg.Restart, 0, 0])));

        Assert.Null(Record.Exception(() => scans.Read(File(Grey, Whole))));
    }

    [Fact]
    public void A_walk_ends_when_it_is_told_to()
    {
        CancellationToken told = new(canceled: true);
        byte[] tiff = SamplePhoto.Image().TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg);

        Assert.Throws<OperationCanceledException>(() => JpegScans.Check(File(Grey, Whole), Size, told));
        Assert.Throws<OperationCanceledException>(() => TiffHeader.CheckJpegs(tiff, told));
    }

    /// <summary>What else ends a decoder is no refusal of the file.</summary>
    [Fact]
    public void A_damaged_file_is_not_what_ended_a_cancelled_decoding()
    {
        byte[] file = SamplePhoto.Jpeg(92);
        PictureHeader header = PictureHeader.Read(file, DecodeLimits.Default);
        byte[] damaged = [.. file[..(file.Length / 2)], .. HandmadeJpeg.End];

        Assert.Throws<OperationCanceledException>(() => VipsReader.Read(damaged, header, DecodeLimits.Default, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_frame_larger_than_its_strip_is_left_to_the_decoder()
    {
        byte[] frame = HandmadeJpeg.Frame(Baseline, 4096, 4096, (1, 0x11));
        byte[] tiff = InTiff(File(frame, Whole));

        Assert.Null(Record.Exception(() => TiffHeader.CheckJpegs(tiff, CancellationToken.None)));
        Assert.Throws<PhotoException>(() => SamplePhoto.Decode(tiff));
        Assert.Throws<PhotoException>(() => TiffHeader.CheckJpegs(InTiff(File(Grey, Half)), CancellationToken.None));
    }

    [Fact]
    public void A_tile_much_larger_than_the_picture_is_left_to_the_decoder()
    {
        byte[] frame = HandmadeJpeg.Frame(Baseline, 2048, 2048, (1, 0x11));
        byte[] tiff = HandmadeTiff.Of(
            2000, 32, 1, [8], [File(frame, Whole)], (259, HandmadeTiff.Short, [7]), (322, HandmadeTiff.Short, [2048]), (323, HandmadeTiff.Short, [2048]));

        Assert.Null(Record.Exception(() => TiffHeader.CheckJpegs(tiff, CancellationToken.None)));
    }

    [Fact]
    public void Scans_without_number_in_a_strip_are_refused()
    {
        byte[] runs = [.. Enumerable.Repeat(HandmadeJpeg.Scan([1], 1, 63, 0, 0), 500).SelectMany(scan => scan)];
        byte[] tiff = InTiff(File(HandmadeJpeg.Frame(Progressive, 32, 32, (1, 0x11)), HandmadeJpeg.Scan([1], 0, 0, 0, 0), HandmadeJpeg.Runs, runs));

        Assert.Throws<PhotoException>(() => TiffHeader.CheckJpegs(tiff, CancellationToken.None));
    }

    [Fact]
    public void Tables_of_a_tiff_need_no_end_mark()
    {
        byte[] file = SamplePhoto.Image().TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg, q: 90);
        int tag = file.AsSpan().IndexOf<byte>([0x5B, 0x01, 0x07, 0x00]), count = BitConverter.ToInt32(file, tag + 4);
        byte[] open = [.. file];
        BitConverter.GetBytes(count - 2).CopyTo(open, tag + 4);

        Assert.Equal(HandmadeJpeg.End, file.AsSpan(BitConverter.ToInt32(file, tag + 8) + count - 2, 2).ToArray());
        Assert.Equal(SamplePhoto.Decode(file).Picture.Rgb, SamplePhoto.Decode(open).Picture.Rgb);
    }

    private static byte[] InTiff(byte[] jpeg) => HandmadeTiff.Of(32, 32, 1, [8], [jpeg], (259, HandmadeTiff.Short, [7]));

    private static byte[] File(params byte[][] segments)
        => [.. HandmadeJpeg.Start, .. HandmadeJpeg.Tables, .. segments.SelectMany(segment => segment), .. HandmadeJpeg.End];

    /// <summary>The code of the refusal; null where there is none.</summary>
    private static string? Refusal(byte[] file)
    {
        try
        {
            JpegScans.Check(file, Size, CancellationToken.None);
            return null;
        }
        catch (PhotoException refusal)
        {
            return refusal.Code;
        }
    }
}
