using System.Buffers.Binary;
using System.Text;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Tests.Wording;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Decoding;

public sealed class RefusalTests
{
    [Fact]
    public void An_empty_file_is_refused() => AssertRefused(Refusals.EmptyFile, []);

    [Fact]
    public void A_file_over_the_limit_is_refused_before_it_is_looked_at()
    {
        byte[] file = new byte[26 * 1024 * 1024];
        SamplePhoto.Jpeg().CopyTo(file, 0);

        AssertRefused(Refusals.FileTooLarge, file);
    }

    [Theory]
    [InlineData("just some text, saved as photo.jpg")]
    [InlineData("<!doctype html><html><body>Not found</body></html>")]
    [InlineData("<html><body><svg></svg></body></html>")]
    [InlineData("PK\u0003\u0004 a zip archive")]
    [InlineData("BMW is a car, not a bitmap; its letters start like one")]
    [InlineData("{\"error\":\"not found\"}")]
    [InlineData("\u007fELF\u0002\u0001\u0001 a program")]
    [InlineData("x")]
    public void What_is_not_a_picture_is_refused(string content) => AssertRefused(Refusals.NotAPicture, Encoding.Latin1.GetBytes(content));

    [Fact]
    public void Random_bytes_are_refused()
    {
        byte[] file = new byte[5000];
        new Random(7).NextBytes(file);

        AssertRefused(Refusals.NotAPicture, file);
    }

    [Theory]
    [InlineData("GIF89a", "GIF")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "SVG")]
    [InlineData("8BPS\0\u0001", "Photoshop")]
    [InlineData("\0\0\0\u000cJXL \r\n\u0087\n", "JPEG XL")]
    [InlineData("\u00ff\n\u00fa\u001f", "JPEG XL")]
    [InlineData("\0\0\0\u000cjP  \r\n\u0087\n", "JPEG 2000")]
    [InlineData("BM\u0036\0\0\0\0\0\0\0\u0036\0\0\0\u0028\0\0\0\0\0", "BMP")]
    [InlineData("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom", "video")]
    [InlineData("\0\0\0\u0014ftypqt  \0\0\0\0qt  ", "video")]
    [InlineData("\u001a\u0045\u00df\u00a3webm", "video")]
    [InlineData("\0\0\0\u0018ftypcrx \0\0\0\u0001crx isom", "RAW")]
    [InlineData("II*\0\u0010\0\0\0CR\u0002\0", "RAW")]
    [InlineData("FUJIFILMCCD-RAW 0201", "RAW")]
    [InlineData("IIU\0\u0018\0\0\0", "RAW")]
    [InlineData("II+\0\u0008\0\0\0", "BigTIFF")]
    public void A_known_format_that_is_not_read_is_named(string start, string name)
    {
        PhotoException refusal = AssertRefused(Refusals.UnsupportedFormat, Encoding.Latin1.GetBytes(start));

        Assert.Contains(name, refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void Camera_raw_in_a_tiff_is_refused()
    {
        byte[] dng = Tiff((256, 4, 100), (257, 4, 100), (50706, 4, 0x00000401));
        byte[] nef = Tiff((254, 4, 1), (256, 4, 160), (257, 4, 120), (330, 4, 500));

        AssertRefused(Refusals.UnsupportedFormat, dng);
        AssertRefused(Refusals.UnsupportedFormat, nef);
    }

    [Fact]
    public void A_high_dynamic_range_heic_is_refused()
    {
        byte[] file = SamplePhoto.Fixture("p3.heic");
        int at = file.AsSpan().IndexOf("colrprof"u8) + 4;
        "nclx\0\x09\0\x10\0\x09\x80"u8.CopyTo(file.AsSpan(at));

        AssertRefused(Refusals.UnsupportedFormat, file);
    }

    [Fact]
    public void Too_many_declared_pixels_are_refused_without_decoding()
    {
        byte[] png = SamplePhoto.Png();
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 30_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 30_000);
        byte[] jpeg = SamplePhoto.Jpeg();
        int frame = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 65_000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 65_000);
        byte[] heic = SamplePhoto.Fixture("crop.heic");
        int extent = heic.AsSpan().IndexOf("ispe"u8);
        BinaryPrimitives.WriteInt32BigEndian(heic.AsSpan(extent + 8), 40_000);
        BinaryPrimitives.WriteInt32BigEndian(heic.AsSpan(extent + 12), 40_000);
        byte[] webp = SamplePhoto.Transparent().WebpsaveBuffer();
        Assert.Equal("VP8X"u8, webp.AsSpan(12, 4));
        webp.AsSpan(24, 6).Fill(0x3F);

        foreach (byte[] file in (byte[][])[png, jpeg, heic, webp, Tiff((256, 4, uint.MaxValue), (257, 4, uint.MaxValue))])
            AssertRefused(Refusals.TooManyPixels, file);
    }

    [Fact]
    public void A_real_bomb_is_refused()
    {
        using Image black = Image.Black(30_000, 30_000);
        byte[] bomb = black.PngsaveBuffer(compression: 1, bitdepth: 1);
        Assert.InRange(bomb.Length, 1, 2_000_000);

        AssertRefused(Refusals.TooManyPixels, bomb);
    }

    [Fact]
    public void The_pixel_limit_is_the_callers()
    {
        DecodeLimits exactly = new() { MaxPixels = SamplePhoto.Size.Area };

        Assert.Equal(SamplePhoto.Size, SamplePhoto.Decode(SamplePhoto.Png(), exactly).Picture.Size);
        AssertRefused(Refusals.TooManyPixels, SamplePhoto.Png(), exactly with { MaxPixels = exactly.MaxPixels - 1 });
    }

    [Fact]
    public void A_picture_too_small_for_a_face_is_refused()
    {
        using Image tiny = SamplePhoto.Image().ExtractArea(0, 0, 31, 64);

        AssertRefused(Refusals.TooFewPixels, tiny.PngsaveBuffer());
        AssertRefused(Refusals.TooFewPixels, tiny.JpegsaveBuffer());
    }

    [Fact]
    public void A_picture_without_a_size_is_corrupt() => AssertRefused(Refusals.Corrupt, Tiff((256, 4, 0), (257, 4, 0)));

    [Fact]
    public void An_animation_in_a_video_track_is_refused()
    {
        byte[] file = [0, 0, 0, 20, .. "ftypavis"u8, 0, 0, 0, 0, .. "avis"u8, 0, 0, 0, 8, .. "moov"u8];

        AssertRefused(Refusals.UnsupportedFormat, file);
    }

    public static TheoryData<string> Files => [.. FuzzSeeds.All.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_cut_anywhere_is_refused(string seed)
    {
        byte[] file = FuzzSeeds.All[seed];

        // Behind the last compressed byte only the end's own mark is missing, in some formats not even that.
        for (int length = 1; length < file.Length - 1; length += 1 + (file.Length / 60))
        {
            PhotoException refusal = Assert.Throws<PhotoException>(() => SamplePhoto.Decode(file.AsMemory(0, length)));
            Assert.Contains(refusal.Code, (string[])[Refusals.Truncated, Refusals.Corrupt, Refusals.NotAPicture]);
            if (length > file.Length / 2)
                Assert.Equal(Refusals.Truncated, refusal.Code);
        }
    }

    [Fact]
    public void Bytes_behind_a_jpeg_are_ignored()
    {
        byte[] file = SamplePhoto.Jpeg();

        Assert.Equal(SamplePhoto.Decode(file).Picture.Rgb, SamplePhoto.Decode((byte[])[.. file, .. file, 1, 2, 3]).Picture.Rgb);
    }

    [Fact]
    public void Endless_scans_are_refused()
    {
        byte[] file = SamplePhoto.Image().JpegsaveBuffer(interlace: true);
        int scan = file.AsSpan().LastIndexOf<byte>([0xFF, 0xDA]);
        byte[] many = [.. file[..scan], .. Enumerable.Repeat(file[scan..^2], 150).SelectMany(bytes => bytes), 0xFF, 0xD9];

        AssertRefused(Refusals.Corrupt, many);
    }

    [Fact]
    public void No_message_quotes_a_decoder()
    {
        byte[] file = SamplePhoto.Png();
        file.AsSpan(file.AsSpan().IndexOf("IDAT"u8) + 100, 200).Fill(0x55);

        PhotoException refusal = AssertRefused(Refusals.Corrupt, file);

        Assert.Null(refusal.InnerException);
        Assert.DoesNotContain("vips", refusal.ToString().Split(" at ")[0], StringComparison.OrdinalIgnoreCase);
    }

    private static PhotoException AssertRefused(string code, byte[] file, DecodeLimits? limits = null)
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => SamplePhoto.Decode(file, limits));
        Assert.Equal(code, refusal.Code);
        Assert.EndsWith(".", refusal.InEnglish(), StringComparison.Ordinal);
        return refusal;
    }

    /// <summary>A little-endian TIFF of one directory: tag, type (4 is a long), value.</summary>
    private static byte[] Tiff(params (int Tag, int Type, uint Value)[] entries)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("II*\0\b\0\0\0"u8);
        writer.Write((ushort)entries.Length);
        foreach ((int tag, int type, uint value) in entries)
        {
            writer.Write((ushort)tag);
            writer.Write((ushort)type);
            writer.Write(1);
            writer.Write(value);
        }
        writer.Write(0);
        return stream.ToArray();
    }
}
