using System.IO.Compression;
using IdPhoto.Decoding;
using IdPhoto.Tests.Wording;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Decoding;

/// <summary>Each coding of a TIFF is decoded to the stored colours or refused in words; none comes out black.</summary>
public sealed class TiffTests
{
    private const int Width = 48;
    private const int Height = 40;

    private static readonly int[] Levels = [.. Enumerable.Range(0, Width * Height).Select(i => i * 7 % 256)];

    [Theory]
    [InlineData(50000, "Zstandard")]
    [InlineData(34925, "LZMA")]
    [InlineData(50001, "WebP")]
    [InlineData(34712, "JPEG 2000")]
    [InlineData(34887, "LERC")]
    [InlineData(50002, "JPEG XL")]
    [InlineData(6, "old-style JPEG")]
    [InlineData(32809, "#32809")]
    public void A_compression_without_a_codec_is_refused_by_its_name(int compression, string name)
    {
        byte[] file = HandmadeTiff.Of(Width, Height, 2, [8, 8, 8], [new byte[500]], (259, HandmadeTiff.Short, [(uint)compression]));

        PhotoException refusal = Assert.Throws<PhotoException>(() => SamplePhoto.Decode(file));

        Assert.Equal(Refusals.UnsupportedFormat, refusal.Code);
        Assert.Contains(name, refusal.InEnglish(), StringComparison.Ordinal);
        Assert.Contains("JPEG or PNG", refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lzw")]
    [InlineData("lzw predicted")]
    [InlineData("deflate predicted")]
    [InlineData("old deflate")]
    [InlineData("packbits")]
    [InlineData("planes")]
    [InlineData("planes of 16 bits")]
    [InlineData("tiles")]
    [InlineData("big-endian")]
    public void A_lossless_coding_gives_the_stored_colours(string coding)
    {
        using Image image = SamplePhoto.Image();
        (int w, int h) = (SamplePhoto.Size.Width, SamplePhoto.Size.Height);
        byte[] Plane(int channel) => [.. SamplePhoto.Rgb.Where((_, i) => i % 3 == channel)];
        byte[] file = coding switch
        {
            "lzw" => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw, predictor: Enums.ForeignTiffPredictor.None),
            "lzw predicted" => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw, predictor: Enums.ForeignTiffPredictor.Horizontal),
            "deflate predicted" => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate, predictor: Enums.ForeignTiffPredictor.Horizontal),
            "old deflate" => HandmadeTiff.Of(w, h, 2, [8, 8, 8], [Deflated(SamplePhoto.Rgb)], (259, HandmadeTiff.Short, [32946])),
            "packbits" => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Packbits),
            "planes" => HandmadeTiff.Of(w, h, 2, [8, 8, 8], [Plane(0), Plane(1), Plane(2)], (284, HandmadeTiff.Short, [2])),
            "planes of 16 bits" => HandmadeTiff.Of(
                w, h, 2, [16, 16, 16], [.. Enumerable.Range(0, 3).Select(c => HandmadeTiff.Words(Plane(c).Select(level => level * 257)))], (284, HandmadeTiff.Short, [2])),
            "tiles" => image.TiffsaveBuffer(tile: true, tileWidth: 16, tileHeight: 16),
            _ => BigEndian(),
        };

        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(file).Picture.Rgb);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Grey_of_any_depth_is_read_from_either_end(int bits)
    {
        int most = (1 << bits) - 1;
        int[] values = [.. Levels.Select(level => level * most / 255)];
        byte[] expected = [.. values.SelectMany(value => Enumerable.Repeat((byte)Math.Round(value * 255.0 / most), 3))];

        byte[] fromBlack = HandmadeTiff.Of(Width, Height, 1, [bits], [Packed(values, bits)]);
        byte[] fromWhite = HandmadeTiff.Of(Width, Height, 0, [bits], [Packed([.. values.Select(value => most - value)], bits)]);

        Assert.Equal(expected, SamplePhoto.Decode(fromBlack).Picture.Rgb);
        Assert.Equal(expected, SamplePhoto.Decode(fromWhite).Picture.Rgb);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void A_palette_is_looked_up(int bits)
    {
        int colours = 1 << bits;
        int[] values = [.. Levels.Select(level => level % colours)];
        uint[] map = [.. Enumerable.Range(0, 3 * colours).Select(i => (uint)((i % colours * (1 + (i / colours)) * 9 % 256) * 257))];
        byte[] expected = [.. values.SelectMany(value => Enumerable.Range(0, 3).Select(c => (byte)(map[(c * colours) + value] / 257)))];

        byte[] file = HandmadeTiff.Of(Width, Height, 3, [bits], [Packed(values, bits)], (320, HandmadeTiff.Short, map));

        Assert.Equal(expected, SamplePhoto.Decode(file).Picture.Rgb);
    }

    [Theory]
    [InlineData(Enums.ForeignTiffCompression.Ccittfax4)]
    [InlineData(Enums.ForeignTiffCompression.Packbits)]
    [InlineData(Enums.ForeignTiffCompression.Lzw)]
    public void One_bit_is_read_in_each_compression(Enums.ForeignTiffCompression compression)
    {
        using Image bits = SamplePhoto.Grey() > 128;
        byte[] expected = [.. bits.WriteToMemory<byte>().SelectMany(level => Enumerable.Repeat(level, 3))];

        Assert.Equal(expected, SamplePhoto.Decode(bits.TiffsaveBuffer(compression: compression, predictor: Enums.ForeignTiffPredictor.None, bitdepth: 1)).Picture.Rgb);
    }

    [Fact]
    public void Jpeg_in_a_tiff_gives_nearly_the_stored_colours_in_strips_and_tiles()
    {
        using Image image = SamplePhoto.Image();

        foreach (bool tile in (bool[])[false, true])
        {
            byte[] file = image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg, q: 97, tile: tile, tileWidth: 32, tileHeight: 32);
            Assert.InRange(SamplePhoto.Difference(SamplePhoto.Rgb, SamplePhoto.Decode(file).Picture.Rgb), 0, 5);
        }
    }

    /// <summary>L* 65, a* 20, b* 25 under D65, whose sRGB values follow from their definitions.</summary>
    [Fact]
    public void CIELab_of_16_bits_is_converted()
    {
        byte[] pixel = HandmadeTiff.Words([(int)Math.Round(65 * 655.35), 20 * 256, 25 * 256]);
        byte[] file = HandmadeTiff.Of(Width, Height, 8, [16, 16, 16], [[.. Enumerable.Repeat(pixel, Width * Height).SelectMany(bytes => bytes)]]);

        AssertColour([205.5, 143.4, 114.1], SamplePhoto.Decode(file), 3);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Inks_are_converted(int bits)
    {
        using Image press = SamplePhoto.Image().IccTransform("cmyk", inputProfile: "srgb", intent: Enums.Intent.Relative);
        byte[] inks = press.WriteToMemory<byte>();
        byte[] stored = bits == 8 ? inks : HandmadeTiff.Words(inks.Select(ink => ink * 257));
        byte[] file = HandmadeTiff.Of(SamplePhoto.Size.Width, SamplePhoto.Size.Height, 5, [bits, bits, bits, bits], [stored]);

        Assert.InRange(SamplePhoto.Difference(SamplePhoto.Rgb, SamplePhoto.Decode(file).Picture.Rgb), 0, 8);
    }

    [Fact]
    public void A_channel_that_is_no_alpha_hides_nothing()
    {
        byte[] stored = [.. SamplePhoto.Rgb.Chunk(3).SelectMany(rgb => new byte[] { rgb[0], rgb[1], rgb[2], 0 })];

        foreach ((int, int, uint[])[] tags in ((int, int, uint[])[][])[[], [(338, HandmadeTiff.Short, [0])]])
        {
            Decoded decoded = SamplePhoto.Decode(HandmadeTiff.Of(SamplePhoto.Size.Width, SamplePhoto.Size.Height, 2, [8, 8, 8, 8], [stored], tags));
            Assert.False(decoded.HadTransparency);
            Assert.Equal(SamplePhoto.Rgb, decoded.Picture.Rgb);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(false, 0u, 0u)]
    [InlineData(false, 0u, 2u)]
    [InlineData(true, 2u, 0u)]
    [InlineData(true, 2u, 2u)]
    public void A_channel_beside_colours_and_alpha_is_left_out(bool alpha, params uint[] extra)
    {
        byte[] stored = [.. SamplePhoto.Rgb.Chunk(3).SelectMany(rgb => new byte[] { rgb[0], rgb[1], rgb[2], 200, 7 })];
        (int, int, uint[])[] tags = extra.Length == 0 ? [] : [(338, HandmadeTiff.Short, extra)];

        Decoded decoded = SamplePhoto.Decode(HandmadeTiff.Of(SamplePhoto.Size.Width, SamplePhoto.Size.Height, 2, [8, 8, 8, 8, 8], [stored], tags));

        Assert.Equal(alpha, decoded.HadTransparency);
        if (alpha)
            Assert.All(decoded.Alpha!, value => Assert.Equal(200, value));
        else
            Assert.Equal(SamplePhoto.Rgb, decoded.Picture.Rgb);
    }

    [Fact]
    public void Premultiplied_colours_are_those_that_were_seen()
    {
        byte[] stored = [.. Enumerable.Repeat((byte[])[100, 50, 25, 128], Width * Height).SelectMany(bytes => bytes)];

        Decoded decoded = SamplePhoto.Decode(HandmadeTiff.Of(Width, Height, 2, [8, 8, 8, 8], [stored], (338, HandmadeTiff.Short, [1])));

        Assert.Equal((byte)128, decoded.Alpha![0]);
        AssertColour([227, 177, 152], decoded, 1.5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Floating_point_with_a_profile_has_the_profiles_colours(bool predicted)
    {
        using Image floating = (SamplePhoto.Image() / 255.0).Cast(Enums.BandFormat.Float).Copy(interpretation: Enums.Interpretation.Scrgb);
        using Image tagged = Image.NewFromBuffer(SamplePhoto.Image().PngsaveBuffer(profile: "p3"));
        byte[] profile = (byte[])tagged.Get("icc-profile-data");
        byte[] file = floating.Mutate(copy => copy.Set(GValue.BlobType, "icc-profile-data", profile)).TiffsaveBuffer(
            compression: predicted ? Enums.ForeignTiffCompression.Deflate : Enums.ForeignTiffCompression.None,
            predictor: predicted ? Enums.ForeignTiffPredictor.Float : Enums.ForeignTiffPredictor.None);
        byte[] eight = SamplePhoto.Image().Mutate(copy => copy.Set(GValue.BlobType, "icc-profile-data", profile)).TiffsaveBuffer();

        Decoded decoded = SamplePhoto.Decode(file);

        Assert.True(decoded.WasConverted);
        Assert.InRange(SamplePhoto.Difference(SamplePhoto.Decode(eight).Picture.Rgb, decoded.Picture.Rgb), 0, 0.6);
    }

    /// <summary>Light of 0.2 is level 123.6 of sRGB's curve.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Floating_point_without_a_profile_is_light(int samples)
    {
        byte[] stored = [.. Enumerable.Repeat(BitConverter.GetBytes(0.2f), Width * Height * samples).SelectMany(bytes => bytes)];
        byte[] file = HandmadeTiff.Of(
            Width, Height, samples == 1 ? 1 : 2, [.. Enumerable.Repeat(32, samples)], [stored], (339, HandmadeTiff.Short, [.. Enumerable.Repeat(3u, samples)]));

        AssertColour([123.6, 123.6, 123.6], SamplePhoto.Decode(file), 1);
    }

    [Theory]
    [InlineData(32, 1, 2)] // whole numbers of 32 bits
    [InlineData(8, 2, 2)] // with a sign
    [InlineData(16, 3, 2)] // halves
    [InlineData(64, 3, 2)] // doubles
    [InlineData(8, 1, 8)] // Lab of eight bits
    [InlineData(12, 1, 2)]
    [InlineData(8, 1, 9)] // ICC's Lab
    [InlineData(8, 1, 6)] // luma and chroma, not in a JPEG
    [InlineData(8, 1, 32845)] // LogLuv
    public void Samples_that_would_be_read_as_other_colours_are_refused(int bits, int format, int photometric)
    {
        byte[] file = HandmadeTiff.Of(
            Width, Height, photometric, [bits, bits, bits], [new byte[Width * Height * 3 * bits / 8]], (339, HandmadeTiff.Short, [(uint)format, (uint)format, (uint)format]));

        PhotoException refusal = Assert.Throws<PhotoException>(() => SamplePhoto.Decode(file));

        Assert.Equal(Refusals.UnsupportedFormat, refusal.Code);
        Assert.Contains("JPEG or PNG", refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CIELab with alpha", 8, 16, 4, 1)]
    [InlineData("CIELab in planes", 8, 16, 3, 2)]
    [InlineData("inks in floating point", 5, 32, 4, 1)]
    [InlineData("light from white to black", 0, 32, 1, 1)]
    [InlineData("RGB of two bits", 2, 2, 3, 1)]
    [InlineData("RGB of four bits", 2, 4, 3, 1)]
    [InlineData("grey of four bits with alpha", 1, 4, 2, 1)]
    public void Samples_that_the_reader_takes_for_others_are_refused(string kind, int photometric, int bits, int samples, int planes)
    {
        int format = bits == 32 ? 3 : 1, bytes = Width * Height * samples * bits / 8;
        byte[][] strips = planes == 1 ? [new byte[bytes]] : [.. Enumerable.Range(0, samples).Select(_ => new byte[bytes / samples])];
        byte[] file = HandmadeTiff.Of(
            Width, Height, photometric, [.. Enumerable.Repeat(bits, samples)], strips,
            (284, HandmadeTiff.Short, [(uint)planes]), (339, HandmadeTiff.Short, [.. Enumerable.Repeat((uint)format, samples)]), (338, HandmadeTiff.Short, [2]));

        Assert.Equal((kind, Refusals.UnsupportedFormat), (kind, Assert.Throws<PhotoException>(() => SamplePhoto.Decode(file)).Code));
    }

    [Fact]
    public void Tiles_of_planes_are_refused()
    {
        byte[][] tiles = [.. Enumerable.Repeat(new byte[64 * 64], 3)];
        byte[] file = HandmadeTiff.Of(
            64, 64, 2, [8, 8, 8], tiles, (284, HandmadeTiff.Short, [2]), (322, HandmadeTiff.Short, [64]), (323, HandmadeTiff.Short, [64]),
            (324, HandmadeTiff.Long, [200, 200, 200]), (325, HandmadeTiff.Long, [4096, 4096, 4096]));

        Assert.Equal(Refusals.UnsupportedFormat, Assert.Throws<PhotoException>(() => SamplePhoto.Decode(file)).Code);
    }

    /// <summary>Light above white is cut off; values that count to 255 are no light, even around a subject on black.</summary>
    [Theory]
    [InlineData(1.0, true)]
    [InlineData(1.5, true)]
    [InlineData(255.0, false)]
    public void Floating_point_far_beyond_white_is_refused(double most, bool isRead)
    {
        byte[] stored = [.. Levels.SelectMany(level => BitConverter.GetBytes(level < 150 ? 0 : (float)((level - 150) * most / 105)))];
        byte[] file = HandmadeTiff.Of(Width, Height, 1, [32], [stored], (339, HandmadeTiff.Short, [3]));

        if (isRead)
            Assert.Contains((byte)255, SamplePhoto.Decode(file).Picture.Rgb);
        else
            Assert.Equal(Refusals.UnsupportedFormat, Assert.Throws<PhotoException>(() => SamplePhoto.Decode(file)).Code);
    }

    [Fact]
    public void A_first_page_that_is_a_smaller_copy_is_passed_over()
    {
        byte[] small = HandmadeTiff.Of(32, 32, 1, [8], [new byte[32 * 32]], (254, HandmadeTiff.Long, [1]));
        byte[] whole = HandmadeTiff.Of(Width, Height, 1, [8], [[.. Levels.Select(level => (byte)level)]]);
        byte[] expected = SamplePhoto.Decode(whole).Picture.Rgb;
        byte[] file = [.. small, .. whole];
        int from = small.Length + 8;
        BitConverter.GetBytes(from).CopyTo(file, 10 + (12 * small[8]));
        int strip = from + 2 + (12 * Enumerable.Range(0, file[from]).First(i => BitConverter.ToUInt16(file, from + 2 + (12 * i)) == 273)) + 8;
        BitConverter.GetBytes(BitConverter.ToInt32(file, strip) + small.Length).CopyTo(file, strip);

        Assert.Equal(expected, SamplePhoto.Decode(file).Picture.Rgb);
        Assert.Equal(32, SamplePhoto.Decode(small).Picture.Width);
    }

    [Fact]
    public void Depths_of_more_samples_than_there_are_say_nothing()
    {
        byte[] file = HandmadeTiff.Of(
            SamplePhoto.Size.Width, SamplePhoto.Size.Height, 2, [8, 8, 8], [SamplePhoto.Rgb], (258, HandmadeTiff.Short, [8, 8, 8, 16, 1]));

        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(file).Picture.Rgb);
    }

    private static void AssertColour(double[] expected, Decoded decoded, double within)
    {
        for (int c = 0; c < 3; c++)
            Assert.InRange(decoded.Picture.Rgb[c], expected[c] - within, expected[c] + within);
    }

    private static byte[] BigEndian()
    {
        // The same directory with its bytes turned over: ten entries of shorts and longs.
        byte[] little = HandmadeTiff.Of(SamplePhoto.Size.Width, SamplePhoto.Size.Height, 2, [8, 8, 8], [SamplePhoto.Rgb]);
        byte[] big = [.. "MM\0*\0\0\0\b"u8, .. little[8..]];
        int count = BitConverter.ToUInt16(little, 8);
        Array.Reverse(big, 8, 2);
        for (int at = 10; at < 10 + (12 * count); at += 12)
        {
            int tag = BitConverter.ToUInt16(little, at), type = BitConverter.ToUInt16(little, at + 2), values = BitConverter.ToInt32(little, at + 4);
            Array.Reverse(big, at, 2);
            Array.Reverse(big, at + 2, 2);
            Array.Reverse(big, at + 4, 4);
            if (tag == 258)
            {
                int from = BitConverter.ToInt32(little, at + 8);
                for (int i = 0; i < values; i++)
                    Array.Reverse(big, from + (2 * i), 2);
            }
            Array.Reverse(big, at + 8, type == HandmadeTiff.Short && values == 1 ? 2 : 4);
        }
        return big;
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using MemoryStream stream = new();
        using (ZLibStream packed = new(stream, CompressionLevel.Fastest))
            packed.Write(bytes);
        return stream.ToArray();
    }

    private static byte[] Packed(int[] values, int bits)
    {
        if (bits == 16)
            return HandmadeTiff.Words(values);
        byte[] packed = new byte[values.Length * bits / 8];
        for (int i = 0; i < values.Length; i++)
            packed[i * bits / 8] |= (byte)(values[i] << (8 - bits - (i * bits % 8)));
        return packed;
    }
}
