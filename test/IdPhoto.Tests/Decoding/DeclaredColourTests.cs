using System.Buffers.Binary;
using IdPhoto.Decoding;
using IdPhoto.Exporting;
using IdPhoto.Tests.Wording;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Decoding;

/// <summary>Colour that a file declares without a profile: expected values follow from the spaces' own definitions.</summary>
public sealed class DeclaredColourTests
{
    private const double AdobeGamma = 563.0 / 256;

    private static readonly byte[] Stored = [200, 150, 120];

    // x and y of white, red, green and blue, times 100,000, as 'cHRM' has them.
    private static readonly uint[] AdobeRgb = [31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000];
    private static readonly uint[] Srgb = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];

    [Theory]
    [InlineData(0xFFFF, "R03", true)]
    [InlineData(2, "R98", true)]
    [InlineData(null, "R03", true)]
    [InlineData(0xFFFF, "R98", false)]
    [InlineData(0xFFFF, null, false)]
    [InlineData(1, "R03", false)]
    [InlineData(1, "R98", false)]
    public void Adobe_RGB_may_be_declared_by_exif_alone(int? space, string? interoperability, bool adobe)
    {
        byte[] jpeg = WithExif(Flat().JpegsaveBuffer(q: 100, subsampleMode: Enums.ForeignSubsample.Off), Exif(space, interoperability));

        Decoded decoded = SamplePhoto.Decode(jpeg);

        Assert.Equal(adobe, decoded.WasConverted);
        Assert.Equal(adobe ? "Adobe RGB (1998)" : "sRGB", decoded.ColourSpace);
        AssertColour(adobe ? [217.2, 151.4, 119.3] : [200, 150, 120], decoded, 2);
    }

    [Fact]
    public void A_second_block_of_exif_declares_nothing()
    {
        byte[] plain = Flat().JpegsaveBuffer(q: 100, subsampleMode: Enums.ForeignSubsample.Off), adobe = WithExif(plain, Exif(0xFFFF, "R03"));

        Assert.True(SamplePhoto.Decode(adobe).WasConverted);
        Assert.False(SamplePhoto.Decode(WithExif(adobe, Exif(1, "R98"))).WasConverted);
        Assert.False(SamplePhoto.Decode(WithExif(adobe, [1, 2])).WasConverted);
    }

    [Fact]
    public void A_profile_counts_before_exif()
    {
        byte[] jpeg = WithExif(Flat().JpegsaveBuffer(q: 100, subsampleMode: Enums.ForeignSubsample.Off, profile: "srgb"), Exif(0xFFFF, "R03"));

        Assert.False(SamplePhoto.Decode(jpeg).WasConverted);
    }

    [Fact]
    public void What_a_browser_is_given_has_the_profile_that_exif_declares()
    {
        byte[] jpeg = WithExif(Flat().JpegsaveBuffer(q: 100, subsampleMode: Enums.ForeignSubsample.Off), Exif(0xFFFF, "R03"));

        byte[] given = [.. ExifProfile.Embedded(jpeg, PictureHeader.Read(jpeg, DecodeLimits.Default))];

        Assert.Equal("Adobe RGB (1998)", SamplePhoto.Decode(given).ProfileName);
        Assert.Equal(SamplePhoto.Decode(jpeg).Picture.Rgb, SamplePhoto.Decode(given).Picture.Rgb);
    }

    [Theory]
    [InlineData(Enums.Interpretation.Bw)]
    [InlineData(Enums.Interpretation.Cmyk)]
    public void What_a_browser_is_given_has_no_profile_of_other_components(Enums.Interpretation interpretation)
    {
        using Image stored = interpretation == Enums.Interpretation.Cmyk
            ? Flat().IccTransform("cmyk", inputProfile: "srgb").Mutate(copy => copy.Remove("icc-profile-data"))
            : Flat().Colourspace(interpretation);
        byte[] jpeg = WithExif(stored.JpegsaveBuffer(q: 100, keep: Enums.ForeignKeep.None), Exif(0xFFFF, "R03"));

        Assert.Equal(jpeg, ExifProfile.Embedded(jpeg, PictureHeader.Read(jpeg, DecodeLimits.Default)).ToArray());
    }

    [Theory]
    [InlineData(100_000, false, 229.1, 201.6, 182.5)]
    [InlineData(55_556, false, 210.2, 166.7, 138.8)]
    [InlineData(45_455, true, 217.2, 151.4, 119.2)]
    public void Gamma_and_primaries_of_a_png_are_converted(uint gamma, bool adobe, double red, double green, double blue)
    {
        Decoded decoded = SamplePhoto.Decode(Png([Gamma(gamma), .. adobe ? [Primaries(AdobeRgb)] : Array.Empty<byte[]>()]));

        Assert.True(decoded.WasConverted);
        Assert.Equal(adobe ? "Adobe RGB (1998)" : "another RGB space", decoded.ColourSpace);
        AssertColour([red, green, blue], decoded, 1);
    }

    [Fact]
    public void What_writers_put_beside_the_mark_of_sRGB_changes_nothing()
    {
        Decoded decoded = SamplePhoto.Decode(Png([Gamma(45_455), Primaries(Srgb)]));

        Assert.False(decoded.WasConverted);
        AssertColour([200, 150, 120], decoded, 0);
    }

    [Fact]
    public void The_mark_of_sRGB_counts_before_gamma_and_primaries()
    {
        AssertColour([200, 150, 120], SamplePhoto.Decode(Png([Gamma(100_000), Primaries(AdobeRgb), Chunk("sRGB", 0)])), 0);
    }

    [Fact]
    public void A_profile_counts_before_the_mark_of_sRGB_and_before_gamma()
    {
        byte[] profiled = Flat().PngsaveBuffer(profile: "p3");

        byte[] expected = SamplePhoto.Decode(profiled).Picture.Rgb;

        Assert.NotEqual(Stored, expected[..3]);
        Assert.Equal(expected, SamplePhoto.Decode(Inserted(profiled, [Gamma(100_000), Chunk("sRGB", 0)])).Picture.Rgb);
    }

    /// <summary>Code points of H.273: Display P3 with sRGB's curve, and sRGB.</summary>
    [Theory]
    [InlineData(12, 209, 147, 115)]
    [InlineData(1, 200, 150, 120)]
    public void Code_points_count_before_everything_else(byte primaries, int red, int green, int blue)
    {
        byte[] file = Inserted(Flat().PngsaveBuffer(profile: "p3"), [Gamma(100_000), Primaries(AdobeRgb), Chunk("sRGB", 0), Chunk("cICP", primaries, 13, 0, 1)]);

        AssertColour([red, green, blue], SamplePhoto.Decode(file), 1);
    }

    [Fact]
    public void Code_points_that_say_nothing_leave_it_to_the_profile()
    {
        byte[] profiled = Flat().PngsaveBuffer(profile: "p3");

        Assert.Equal(SamplePhoto.Decode(profiled).Picture.Rgb, SamplePhoto.Decode(Inserted(profiled, [Chunk("cICP", 2, 2, 0, 1)])).Picture.Rgb);
    }

    [Fact]
    public void A_narrow_range_is_spread()
    {
        AssertColour([214.2, 156.0, 121.1], SamplePhoto.Decode(Png([Chunk("cICP", 1, 13, 0, 0)])), 1);
    }

    /// <summary>Levels 200, 150 and 120 as logarithms of light over two powers of ten and over two and a half.</summary>
    [Theory]
    [InlineData(9, 163.8, 108.1, 83.4)]
    [InlineData(10, 146.3, 86.2, 61.5)]
    public void A_logarithm_is_turned_into_light(byte transfer, double red, double green, double blue)
    {
        AssertColour([red, green, blue], SamplePhoto.Decode(Png([Chunk("cICP", 1, transfer, 0, 1)])), 1);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(18)]
    public void A_high_dynamic_range_png_is_refused(byte transfer)
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => SamplePhoto.Decode(Png([Chunk("cICP", 9, transfer, 0, 1)])));

        Assert.Equal(Refusals.UnsupportedFormat, refusal.Code);
        Assert.Contains("high-dynamic-range", refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0u, 45_455u)]
    [InlineData(64_000u, 0u)]
    public void Primaries_or_a_gamma_that_cannot_be_are_ignored(uint redX, uint gamma)
    {
        Decoded decoded = SamplePhoto.Decode(Png([Gamma(gamma), Primaries([31270, 0, redX, 0, 30000, 60000, 15000, 6000])]));

        AssertColour([200, 150, 120], decoded, 0);
    }

    [Fact]
    public void The_preflight_names_the_space_that_counts()
    {
        byte[] adobe = WithExif(Flat().JpegsaveBuffer(), Exif(0xFFFF, "R03"));
        byte[] coded = Inserted(Flat().PngsaveBuffer(profile: "srgb"), [Chunk("cICP", 12, 13, 0, 1), Chunk("sRGB", 0)]);

        Assert.Equal("Adobe RGB (1998)", IdPhoto.Preflight.FileFacts.Read(adobe).Profile);
        Assert.Equal("Display P3", IdPhoto.Preflight.FileFacts.Read(coded).Profile);
    }

    private static Image Flat() => (Image.Black(48, 48) + Stored.Select(level => (double)level).ToArray())
        .Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    private static void AssertColour(double[] expected, Decoded decoded, double within)
    {
        for (int c = 0; c < 3; c++)
            Assert.InRange(decoded.Picture.Rgb[c], expected[c] - within, expected[c] + within);
    }

    private static byte[] Png(byte[][] chunks) => Inserted(Flat().PngsaveBuffer(keep: Enums.ForeignKeep.None), chunks);

    // Behind the first chunk; a reader does not look at the sum of one that it only skips, libpng does of each.
    private static byte[] Inserted(byte[] png, byte[][] chunks) => [.. png[..33], .. chunks.SelectMany(chunk => chunk), .. png[33..]];

    private static byte[] Gamma(uint value) => Chunk("gAMA", Bytes(value));

    private static byte[] Primaries(uint[] values) => Chunk("cHRM", [.. values.SelectMany(Bytes)]);

    private static byte[] Bytes(uint value)
    {
        byte[] four = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, value);
        return four;
    }

    private static byte[] Chunk(string type, params byte[] content)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. content];
        uint sum = uint.MaxValue;
        foreach (byte value in body)
        {
            sum ^= value;
            for (int k = 0; k < 8; k++)
                sum = (sum & 1) != 0 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
        }
        return [.. Bytes((uint)content.Length), .. body, .. Bytes(~sum)];
    }

    private static byte[] WithExif(byte[] jpeg, byte[] exif)
    {
        int length = exif.Length + 8;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. exif, .. jpeg[2..]];
    }

    /// <summary>EXIF data of three directories: the first, the camera's, and that of interoperability.</summary>
    private static byte[] Exif(int? space, string? interoperability)
    {
        List<byte[]> entries = [];
        if (space is { } number)
            entries.Add([1, 0xA0, 3, 0, 1, 0, 0, 0, (byte)number, (byte)(number >> 8), 0, 0]);
        int rule = 26 + 2 + (12 * (entries.Count + 1)) + 4;
        if (interoperability is not null)
            entries.Add([5, 0xA0, 4, 0, 1, 0, 0, 0, (byte)rule, 0, 0, 0]);
        byte[] index = interoperability is null ? [] : [1, 0, 1, 0, 2, 0, 4, 0, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(interoperability), 0, 0, 0, 0, 0];
        return
        [
            .. "II*\0\b\0\0\0"u8, 1, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0,
            (byte)entries.Count, 0, .. entries.SelectMany(entry => entry), 0, 0, 0, 0, .. index,
        ];
    }
}
