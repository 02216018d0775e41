using System.IO.Compression;
using IdPhoto.Decoding;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Decoding;

/// <summary>A TIFF of which pixels are missing or damaged is refused; one whose other tags are odd is read.</summary>
public sealed class DamagedTiffTests
{
    private const int StripOffsets = 273;
    private const int StripByteCounts = 279;

    private static readonly (int Width, int Height) Size = (SamplePhoto.Size.Width, SamplePhoto.Size.Height);

    public static TheoryData<Enums.ForeignTiffCompression> Packed =>
    [
        Enums.ForeignTiffCompression.Lzw, Enums.ForeignTiffCompression.Deflate, Enums.ForeignTiffCompression.Packbits, Enums.ForeignTiffCompression.Ccittfax4,
    ];

    [Theory]
    [MemberData(nameof(Packed))]
    public void A_strip_of_zeros_or_of_other_bytes_is_refused(Enums.ForeignTiffCompression compression)
    {
        byte[] file = Saved(compression);
        TiffDirectory directory = TiffDirectory.Open(file);
        int from = (int)directory.Value(StripOffsets)!, bytes = (int)directory.Value(StripByteCounts)!;
        byte[] zeros = [.. file], others = [.. file];
        zeros.AsSpan(from + 8, bytes - 8).Clear();
        new Random(5).NextBytes(others.AsSpan(from + 8, bytes - 8));

        Assert.NotEmpty(SamplePhoto.Decode(file).Picture.Rgb);
        AssertRefused(zeros);
        AssertRefused(others);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(32773)]
    public void A_strip_without_bytes_or_without_a_place_is_refused(int compression)
    {
        byte[] file = InThree(compression);

        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(file).Picture.Rgb);
        AssertRefused(With(file, (StripByteCounts, 0)));
        AssertRefused(With(file, (StripOffsets, 0)));
        AssertRefused(With(file, (StripOffsets, 0), (StripByteCounts, 0)));
        AssertRefused(InThree(compression, stored: 2));
    }

    /// <summary>It ends where the file does; some old programs wrote no length.</summary>
    [Fact]
    public void The_only_strip_needs_no_length()
        => Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(With(Saved(Enums.ForeignTiffCompression.None), (StripByteCounts, 0))).Picture.Rgb);

    /// <summary>Some programs write a place and a length too many.</summary>
    [Fact]
    public void Places_behind_those_that_the_picture_needs_say_nothing()
    {
        byte[] file = HandmadeTiff.Of(
            Size.Width, Size.Height, 2, [8, 8, 8], [SamplePhoto.Rgb], (StripOffsets, HandmadeTiff.Long, [0, 0]), (StripByteCounts, HandmadeTiff.Long, [(uint)SamplePhoto.Rgb.Length, 0]));

        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(file).Picture.Rgb);
    }

    [Fact]
    public void A_strip_that_unpacks_to_too_little_is_refused()
    {
        byte[] file = HandmadeTiff.Of(Size.Width, Size.Height, 2, [8, 8, 8], [Coded(SamplePhoto.Rgb[..^100], 8)], (259, HandmadeTiff.Short, [8]));

        AssertRefused(file);
    }

    [Theory]
    [InlineData(274, HandmadeTiff.Short, 9u)] // an orientation that there is not
    [InlineData(296, HandmadeTiff.Short, 9u)] // a unit that there is not
    [InlineData(266, HandmadeTiff.Short, 9u)] // an order of bits that there is not
    [InlineData(282, HandmadeTiff.Short, 72u)] // a resolution that is no fraction
    [InlineData(305, 2, 65u)] // a program's name without its end
    [InlineData(297, HandmadeTiff.Short, 1u)] // half of a page number
    [InlineData(340, HandmadeTiff.Short, 0u)] // a least value for one of three samples
    [InlineData(320, HandmadeTiff.Short, 0u)] // colours of a palette where there is none
    [InlineData(34665, HandmadeTiff.Long, 9_999_999u)] // EXIF data outside the file
    public void What_does_not_concern_the_pixels_may_be_odd(int tag, int type, uint value)
    {
        foreach (uint compression in (uint[])[1, 32773])
        {
            byte[] file = HandmadeTiff.Of(
                Size.Width, Size.Height, 2, [8, 8, 8], [Coded(SamplePhoto.Rgb, (int)compression)], (259, HandmadeTiff.Short, [compression]), (tag, type, [value]));

            Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(file).Picture.Rgb);
        }
    }

    private static byte[] InThree(int compression, int stored = 3)
    {
        byte[][] strips = [.. SamplePhoto.Rgb.Chunk(Size.Width * 3 * 24).Take(stored).Select(strip => Coded(strip, compression))];
        return HandmadeTiff.Of(Size.Width, Size.Height, 2, [8, 8, 8], strips, (259, HandmadeTiff.Short, [(uint)compression]), (278, HandmadeTiff.Short, [24]));
    }

    private static byte[] Coded(byte[] bytes, int compression) => compression switch
    {
        8 => Deflated(bytes),
        32773 => [.. bytes.Chunk(96).SelectMany(run => run.Prepend((byte)(run.Length - 1)))],
        _ => bytes,
    };

    private static byte[] Saved(Enums.ForeignTiffCompression compression)
    {
        using Image image = compression == Enums.ForeignTiffCompression.Ccittfax4 ? SamplePhoto.Grey() > 128 : SamplePhoto.Image();
        int? bits = compression == Enums.ForeignTiffCompression.Ccittfax4 ? 1 : null;
        return image.TiffsaveBuffer(compression: compression, predictor: Enums.ForeignTiffPredictor.None, bitdepth: bits);
    }

    /// <summary>The file with the first value of some tags replaced: little-endian, of shorts or longs.</summary>
    private static byte[] With(byte[] file, params (int Tag, uint Value)[] changes)
    {
        byte[] changed = [.. file];
        int directory = BitConverter.ToInt32(file, 4);
        for (int at = directory + 2; at < directory + 2 + (12 * BitConverter.ToUInt16(file, directory)); at += 12)
            foreach ((int _, uint value) in changes.Where(change => change.Tag == BitConverter.ToUInt16(file, at)))
            {
                int bytes = BitConverter.ToUInt16(file, at + 2) == HandmadeTiff.Short ? 2 : 4;
                int to = bytes * BitConverter.ToInt32(file, at + 4) <= 4 ? at + 8 : BitConverter.ToInt32(file, at + 8);
                BitConverter.GetBytes(value).AsSpan(0, bytes).CopyTo(changed.AsSpan(to));
            }
        return changed;
    }

    private static void AssertRefused(byte[] file)
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => SamplePhoto.Decode(file));
        Assert.Contains(refusal.Code, (string[])[Refusals.Corrupt, Refusals.Truncated]);
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using MemoryStream stream = new();
        using (ZLibStream packed = new(stream, CompressionLevel.Fastest))
            packed.Write(bytes);
        return stream.ToArray();
    }
}
