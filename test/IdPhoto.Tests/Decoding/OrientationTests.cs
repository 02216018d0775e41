using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Pictures;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Decoding;

public sealed class OrientationTests
{
    public static TheoryData<FileKind, int> Cases()
    {
        TheoryData<FileKind, int> cases = [];
        foreach (FileKind kind in (FileKind[])[FileKind.Jpeg, FileKind.Png, FileKind.WebP, FileKind.Tiff])
            for (int orientation = 1; orientation <= 8; orientation++)
                cases.Add(kind, orientation);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_exif_orientation_comes_out_upright(FileKind kind, int orientation)
    {
        using Image image = SamplePhoto.Turned(orientation);
        byte[] file = kind switch
        {
            FileKind.Jpeg => image.JpegsaveBuffer(q: 90),
            FileKind.Png => image.PngsaveBuffer(),
            FileKind.WebP => image.WebpsaveBuffer(lossless: true),
            _ => image.TiffsaveBuffer(),
        };
        using Image stored = Image.NewFromBuffer(file);

        Decoded decoded = SamplePhoto.Decode(file);

        Assert.Equal(orientation, decoded.Header.ExifOrientation);
        Assert.Equal(decoded.Picture.Size, decoded.Header.Upright);
        Assert.Equal(Upright(stored.WriteToMemory<byte>(), SamplePhoto.Size, orientation), decoded.Picture.Rgb);
    }

    [Theory]
    [InlineData(0, null, 1)]
    [InlineData(3, null, 6)]
    [InlineData(2, null, 3)]
    [InlineData(1, null, 8)]
    [InlineData(0, 0, 4)]
    [InlineData(1, 0, 5)]
    [InlineData(2, 0, 2)]
    [InlineData(3, 0, 7)]
    [InlineData(0, 1, 2)]
    [InlineData(1, 1, 7)]
    [InlineData(2, 1, 4)]
    [InlineData(3, 1, 5)]
    public void The_turning_and_mirroring_of_a_heic_are_applied_once(int quarterTurns, int? mirror, int orientation)
    {
        byte[] plain = Turning(SamplePhoto.Fixture("p3.heic"), 0, null);
        byte[] turned = Turning(SamplePhoto.Fixture("p3.heic"), quarterTurns, mirror);
        Picture reference = SamplePhoto.Decode(plain).Picture;

        Decoded decoded = SamplePhoto.Decode(turned);

        Assert.Equal(orientation, decoded.Header.ExifOrientation);
        Assert.Equal(decoded.Picture.Size, decoded.Header.Upright);
        byte[] expected = Upright(reference.Rgb, reference.Size, orientation);
        // libheif turns the picture before it interpolates the halved colour planes, so edges differ by some levels.
        Assert.InRange(SamplePhoto.Difference(expected, decoded.Picture.Rgb), 0, 1.5);
    }

    [Fact]
    public void Exif_alone_turns_a_heic_once()
    {
        Decoded decoded = SamplePhoto.Decode(SamplePhoto.Fixture("six.heic"));

        Assert.Equal(6, decoded.Header.ExifOrientation);
        Assert.Equal(new PixelSize(192, 256), decoded.Picture.Size);
        Assert.Equal(decoded.Picture.Size, decoded.Header.Upright);
        Assert.InRange(SamplePhoto.Difference(SamplePhoto.Decode(SamplePhoto.Fixture("crop.heic")).Picture.Rgb, decoded.Picture.Rgb), 0, 6);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 8)]
    [InlineData(2, 3)]
    [InlineData(3, 6)]
    public void Exif_has_no_say_in_a_heic_that_says_itself_how_it_is_turned(int quarterTurns, int orientation)
    {
        byte[] file = SamplePhoto.Fixture("six.heic"), lying = SamplePhoto.Fixture("six.heic");
        Replace(file, "pixi"u8, "irot"u8, (byte)quarterTurns);
        Replace(lying, "pixi"u8, "irot"u8, 0);
        Picture stored = SamplePhoto.Decode(lying).Picture;

        Decoded decoded = SamplePhoto.Decode(file);

        Assert.Equal(new PixelSize(256, 192), stored.Size);
        Assert.Equal(orientation, decoded.Header.ExifOrientation);
        Assert.InRange(SamplePhoto.Difference(Upright(stored.Rgb, stored.Size, orientation), decoded.Picture.Rgb), 0, 1.5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void An_orientation_that_does_not_exist_is_ignored(int orientation)
    {
        byte[] file = SamplePhoto.Turned(6).TiffsaveBuffer();
        int at = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[18, 1, 3, 0, 1, 0, 0, 0, 6, 0]);
        file[at + 8] = (byte)orientation;

        Assert.Equal(SamplePhoto.Rgb, SamplePhoto.Decode(file).Picture.Rgb);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Rows_cut_anywhere_are_put_together(int orientation)
    {
        PixelSize size = new(7, 67);
        byte[] stored = [.. Enumerable.Range(0, 7 * 67 * 3).Select(i => (byte)(i * 37))];
        using UprightWriter writer = new(size, orientation, new StoredPixels(3, Wide: false), null);

        for (int at = 0; at < stored.Length; at += 50)
            writer.Write(stored.AsSpan(at, Math.Min(50, stored.Length - at)));

        Assert.Equal(Upright(stored, size, orientation), writer.Finish(out _).Rgb);
    }

    /// <summary>The slow twin: each upright pixel fetched from where the EXIF standard says its row and column are stored.</summary>
    private static byte[] Upright(byte[] stored, PixelSize size, int orientation)
    {
        (int w, int h) = (size.Width, size.Height);
        (int width, int height) = orientation >= 5 ? (h, w) : (w, h);
        byte[] upright = new byte[stored.Length];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                (int sx, int sy) = orientation switch
                {
                    1 => (x, y),
                    2 => (w - 1 - x, y),
                    3 => (w - 1 - x, h - 1 - y),
                    4 => (x, h - 1 - y),
                    5 => (y, x),
                    6 => (y, h - 1 - x),
                    7 => (w - 1 - y, h - 1 - x),
                    _ => (w - 1 - y, x),
                };
                stored.AsSpan(3 * ((sy * w) + sx), 3).CopyTo(upright.AsSpan(3 * ((y * width) + x)));
            }
        return upright;
    }

    /// <summary>Renames two properties that the picture can do without, so that no offset in the file moves.</summary>
    private static byte[] Turning(byte[] heic, int quarterTurns, int? mirror)
    {
        Replace(heic, "colr"u8, "irot"u8, (byte)quarterTurns);
        if (mirror is { } axis)
            Replace(heic, "pixi"u8, "imir"u8, (byte)axis);
        return heic;
    }

    private static void Replace(byte[] file, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, byte content)
    {
        int at = file.AsSpan().IndexOf(from);
        to.CopyTo(file.AsSpan(at));
        file[at + 4] = content;
    }
}
