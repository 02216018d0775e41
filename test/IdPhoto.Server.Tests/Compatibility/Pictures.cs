using IdPhoto.Codecs;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Tests.Harness.Hostile;

namespace IdPhoto.Server.Tests.Compatibility;

/// <summary>Pictures to send.</summary>
internal static class Pictures
{
    /// <summary>A picture of one colour, as PNG.</summary>
    public static byte[] Plain(int width, int height, byte r = 255, byte g = 0, byte b = 0)
    {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.Length; i += 3)
            (rgb[i], rgb[i + 1], rgb[i + 2]) = (r, g, b);
        return PictureEncoder.EncodePng(new Picture(new PixelSize(width, height), rgb));
    }

    /// <summary>Opacity from 0 at the left to 255 at the right, all of one colour.</summary>
    public static byte[] Ramp(byte r, byte g, byte b)
    {
        byte[] rgba = new byte[256 * 64 * 4];
        for (int i = 0; i < 256 * 64; i++)
            (rgba[4 * i], rgba[(4 * i) + 1], rgba[(4 * i) + 2], rgba[(4 * i) + 3]) = (r, g, b, (byte)(i % 256));
        return PictureEncoder.EncodePng(new PixelSize(256, 64), rgba);
    }

    /// <summary>A black disc in the middle of white.</summary>
    public static byte[] Disc(int width, int height, int radius)
    {
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                rgb.AsSpan(3 * ((y * width) + x), 3).Fill(double.Hypot(x - (width / 2.0), y - (height / 2.0)) < radius ? (byte)0 : (byte)255);
        return PictureEncoder.EncodePng(new Picture(new PixelSize(width, height), rgb));
    }

    /// <summary>The sample twice, side by side.</summary>
    public static byte[] TwoPeople()
    {
        Picture sample = PictureDecoder.Decode(SecretPhoto.Sample).Picture;
        byte[] rgb = new byte[sample.Size.Area * 6];
        for (int y = 0; y < sample.Height; y++)
            for (int side = 0; side < 2; side++)
                sample.Row(y).CopyTo(rgb.AsSpan(((2 * y) + side) * 3 * sample.Width));
        return PictureEncoder.EncodeJpeg(new Picture(new PixelSize(2 * sample.Width, sample.Height), rgb), new JpegOptions());
    }

    /// <summary>The sample, stored a quarter turn to the left with a tag that says so.</summary>
    public static byte[] Lying()
    {
        byte[] jpeg = PictureEncoder.EncodeJpeg(PictureDecoder.Decode(SecretPhoto.Sample).Picture.Turned(3), new JpegOptions());
        byte[] exif = [.. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0"u8];
        return [0xff, 0xd8, 0xff, 0xe1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg.AsSpan(2)];
    }

    /// <summary>A PNG with a chunk that says how it is to be turned.</summary>
    public static byte[] WithOrientation(byte[] png, byte turn)
    {
        byte[] exif = [.. "MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8, turn, .. "\0\0\0\0\0\0"u8];
        // Behind the signature and the header.
        return [.. png.AsSpan(0, 33), .. PngFile.Chunk("eXIf"u8, exif), .. png.AsSpan(33)];
    }

    /// <summary>Where each rectangle of a colour other than white begins: what has white at its left and above.</summary>
    public static IReadOnlyList<(int X, int Y)> Corners(Picture sheet)
    {
        bool Inked(int x, int y) => x >= 0 && y >= 0 && sheet.Rgb[(3 * ((y * sheet.Width) + x)) + 1] < 128;
        return [.. from y in Enumerable.Range(0, sheet.Height) from x in Enumerable.Range(0, sheet.Width) where Inked(x, y) && !Inked(x - 1, y) && !Inked(x, y - 1) select (x, y)];
    }
}
