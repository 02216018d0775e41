using System.Buffers.Binary;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Exporting;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Decoding;

public sealed class ColourTests
{
    /// <summary>Display P3 values and their sRGB values, computed from the definitions of the two spaces (SMPTE EG 432-1, IEC 61966-2-1).</summary>
    [Theory]
    [InlineData(255, 255, 255, 255, 255, 255)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(128, 128, 128, 128, 128, 128)]
    [InlineData(255, 0, 0, 255, 0, 0)]
    [InlineData(0, 255, 0, 0, 255, 0)]
    [InlineData(200, 150, 120, 209, 147, 115)]
    [InlineData(100, 120, 180, 95, 121, 185)]
    [InlineData(255, 128, 64, 255, 119, 38)]
    [InlineData(128, 200, 90, 103, 202, 71)]
    public void Display_P3_is_converted_to_sRGB(int red, int green, int blue, int expectedRed, int expectedGreen, int expectedBlue)
    {
        using Image flat = (Image.Black(48, 48) + new double[] { red, green, blue }).Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        byte[] file = WithProfile(flat, ExactP3());

        Decoded decoded = SamplePhoto.Decode(file);

        Assert.True(decoded.WasConverted);
        Assert.InRange(decoded.Picture.Rgb[0], expectedRed - 1, expectedRed + 1);
        Assert.InRange(decoded.Picture.Rgb[1], expectedGreen - 1, expectedGreen + 1);
        Assert.InRange(decoded.Picture.Rgb[2], expectedBlue - 1, expectedBlue + 1);
    }

    [Fact]
    public void Our_conversion_agrees_with_the_colour_engine()
    {
        using Image sample = SamplePhoto.Image();
        byte[] file = WithProfile(sample, Builtin("p3"));
        using Image tagged = Image.NewFromBuffer(file);
        using Image reference = tagged.IccTransform("srgb", embedded: true, intent: Enums.Intent.Relative);

        byte[] ours = SamplePhoto.Decode(file).Picture.Rgb;

        byte[] theirs = reference.WriteToMemory<byte>();
        Assert.All(ours.Zip(theirs), pair => Assert.InRange(pair.First - pair.Second, -2, 2));
    }

    [Fact]
    public void Sixteen_bits_of_Display_P3_agree_with_eight()
    {
        using Image sample = SamplePhoto.Image();
        using Image wide = (sample * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16);

        byte[] eight = SamplePhoto.Decode(WithProfile(sample, Builtin("p3"))).Picture.Rgb;
        byte[] sixteen = SamplePhoto.Decode(WithProfile(wide, Builtin("p3"))).Picture.Rgb;

        Assert.Equal(eight, sixteen);
    }

    [Fact]
    public void A_heic_in_Display_P3_is_converted()
    {
        Decoded p3 = SamplePhoto.Decode(SamplePhoto.Fixture("p3.heic"));
        Decoded srgb = SamplePhoto.Decode(SamplePhoto.Fixture("crop.heic"));

        Assert.True(p3.WasConverted);
        Assert.False(srgb.WasConverted);
        Assert.InRange(SamplePhoto.Difference(srgb.Picture.Rgb, p3.Picture.Rgb), 0, 4);
    }

    [Fact]
    public void An_embedded_sRGB_profile_changes_nothing()
    {
        using Image sample = SamplePhoto.Image();
        byte[] portrait = File.ReadAllBytes(Path.Combine(SamplePhoto.Root, "samples", "astronaut.png"));
        using Image stored = Image.NewFromBuffer(portrait);

        foreach (byte[] profile in (byte[][])[Builtin("srgb"), SrgbProfile.Bytes.ToArray(), (byte[])stored.Get("icc-profile-data")])
        {
            Decoded decoded = SamplePhoto.Decode(WithProfile(sample, profile));
            Assert.False(decoded.WasConverted);
            Assert.NotNull(decoded.ProfileName);
            Assert.Equal(SamplePhoto.Rgb, decoded.Picture.Rgb);
        }
    }

    [Fact]
    public void A_broken_profile_is_ignored()
    {
        using Image sample = SamplePhoto.Image();

        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(WithProfile(sample, new byte[200])).Picture.Rgb);
    }

    [Fact]
    public void A_profile_for_another_number_of_channels_is_ignored()
    {
        using Image sample = SamplePhoto.Image();

        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(sample.TiffsaveBuffer(profile: "cmyk")).Picture.Rgb);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cmyk_is_converted_with_and_without_a_profile(bool profiled)
    {
        using Image cmyk = SamplePhoto.Image().IccTransform("cmyk", inputProfile: "srgb", intent: Enums.Intent.Relative);
        Enums.ForeignKeep keep = profiled ? Enums.ForeignKeep.All : Enums.ForeignKeep.None;

        foreach (byte[] file in (byte[][])[cmyk.JpegsaveBuffer(q: 97, keep: keep), cmyk.TiffsaveBuffer(keep: keep)])
        {
            Decoded decoded = SamplePhoto.Decode(file);
            Assert.True(decoded.WasConverted);
            // The press cannot print every colour, so the way there and back moves some.
            Assert.InRange(SamplePhoto.Difference(SamplePhoto.Rgb, decoded.Picture.Rgb), 0, 8);
        }
    }

    [Fact]
    public void Floating_point_and_Lab_are_read()
    {
        using Image sample = SamplePhoto.Image();
        using Image lab = sample.Colourspace(Enums.Interpretation.Lab);

        Assert.InRange(SamplePhoto.Difference(SamplePhoto.Rgb, SamplePhoto.Decode(lab.TiffsaveBuffer()).Picture.Rgb), 0, 2);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(9)]
    public void Coded_primaries_agree_with_their_definition(int primaries)
    {
        ColourCurves curves = StatedColour.Of(new CodedColour(primaries, 13))!.Curves()!;
        byte[] grey = [10, 10, 10, 128, 128, 128, 255, 255, 255];
        byte[] expected = [.. grey];

        curves.Convert(grey);

        Assert.Equal(expected, grey);
        Assert.False(curves.IsIdentity());
    }

    [Fact]
    public void Coded_sRGB_needs_no_conversion() => Assert.Null(StatedColour.Of(new CodedColour(1, 13))!.Curves());

    /// <summary>Our sRGB profile with the colours of Display P3; the two share their curve. The built-in P3 profile has a coarse one.</summary>
    private static byte[] ExactP3()
    {
        byte[] profile = SrgbProfile.Bytes.ToArray();
        double[] colours = [0.515119, 0.241189, -0.00105, 0.291978, 0.692244, 0.041879, 0.157103, 0.066567, 0.784071];
        string[] tags = ["rXYZ", "gXYZ", "bXYZ"];
        for (int i = 0; i < 9; i++)
        {
            int entry = profile.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(tags[i / 3]));
            int at = BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(entry + 4)) + 8 + (4 * (i % 3));
            BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(at), (int)Math.Round(colours[i] * 65536));
        }
        return profile;
    }

    private static byte[] Builtin(string name)
    {
        using Image tagged = Image.NewFromBuffer(SamplePhoto.Image().PngsaveBuffer(profile: name));
        return (byte[])tagged.Get("icc-profile-data");
    }

    private static byte[] WithProfile(Image image, byte[] profile) =>
        image.Mutate(copy => copy.Set(GValue.BlobType, "icc-profile-data", profile)).TiffsaveBuffer();
}
