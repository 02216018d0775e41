using System.Text;
using IdPhoto.Decoding;
using IdPhoto.Exporting;
using IdPhoto.Tests.Decoding;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Exporting;

public sealed class RewriterTests
{
    [Fact]
    public void Everything_about_a_jpegs_origin_is_dropped()
    {
        using Image tagged = SamplePhoto.Turned(1).Mutate(image =>
        {
            image.Set(GValue.GStrType, "exif-ifd0-Model", "SecretCamera");
            image.Set(GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes("<x:xmpmeta>SecretPlace</x:xmpmeta>"));
            image.Set(GValue.BlobType, "iptc-data", Encoding.UTF8.GetBytes("SecretName"));
        });
        byte[] jpeg = tagged.JpegsaveBuffer();
        Assert.Contains("Secret", Encoding.Latin1.GetString(jpeg), StringComparison.Ordinal);

        byte[] rewritten = JpegSegments.Rewrite([.. jpeg[..2], 0xFF, 0xFE, 0, 8, .. "Secret"u8, .. jpeg[2..]], 300, []);

        Assert.DoesNotContain("Secret", Encoding.Latin1.GetString(rewritten), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(rewritten), StringComparison.Ordinal);
        Assert.Equal(SamplePhoto.Decode(jpeg).Picture.Rgb, SamplePhoto.Decode(rewritten).Picture.Rgb);
    }

    [Fact]
    public void What_is_not_a_jpeg_or_png_is_a_callers_mistake()
    {
        byte[] jpeg = SamplePhoto.Jpeg();

        Assert.Throws<ArgumentException>(() => JpegSegments.Rewrite(SamplePhoto.Png(), 300, []));
        Assert.Throws<ArgumentException>(() => JpegSegments.Rewrite(jpeg.AsSpan(0, 30), 300, []));
        Assert.Throws<ArgumentException>(() => PngChunks.Rewrite(jpeg, 300));
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegSegments.Rewrite(jpeg, 0, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngChunks.Rewrite(SamplePhoto.Png(), 70_000));
    }

    [Fact]
    public void The_profile_is_small_and_known_as_sRGB_by_us_and_by_the_colour_engine()
    {
        Assert.InRange(SrgbProfile.Bytes.Length, 128, 600);
        Assert.True(IccProfile.Parse(SrgbProfile.Bytes.ToArray())!.IsSrgb());

        using Image tagged = SamplePhoto.Image().Mutate(image => image.Set(GValue.BlobType, "icc-profile-data", SrgbProfile.Bytes.ToArray()));
        using Image converted = tagged.IccTransform("srgb", embedded: true, intent: Enums.Intent.Relative);
        Assert.InRange(SamplePhoto.Difference(SamplePhoto.Rgb, converted.WriteToMemory<byte>()), 0, 0.3);
    }

    [Fact]
    public void The_profile_never_changes()
    {
        // Photos made before and after an update must be the same bytes; change this only together with a note in the changelog.
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(SrgbProfile.Bytes));

        Assert.Equal("c755462bdf648d417c8618b5c4bb6b5a5d16c7857df6dbde89e635ce57588381", hash);
    }
}
