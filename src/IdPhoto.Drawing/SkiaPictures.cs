using IdPhoto.Pictures;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>Carries pictures to Skia and back, in memory and without changing a value.</summary>
/// <remarks>Bitmaps have no colour space: Skia then takes bytes as they are, which here are sRGB.</remarks>
public static class SkiaPictures
{
    /// <summary>How pictures are laid out for Skia, which has no three-byte pixels: R, G, B, 255.</summary>
    /// <param name="size">Columns and rows.</param>
    public static SKImageInfo Info(PixelSize size) => new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);

    /// <summary>A bitmap with a copy of the picture's pixels, to draw on with an <see cref="SKCanvas"/>.</summary>
    /// <param name="picture">Not changed.</param>
    /// <returns>A bitmap that the caller disposes of.</returns>
    public static SKBitmap ToBitmap(this Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        SKBitmap bitmap = new(Info(picture.Size));
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int y = 0; y < picture.Height; y++)
            Widen(picture.Row(y), pixels.Slice(y * bitmap.RowBytes, 4 * picture.Width));
        bitmap.NotifyPixelsChanged();
        return bitmap;
    }

    /// <summary>An image with a copy of the picture's pixels, to be drawn.</summary>
    /// <param name="picture">Not changed.</param>
    /// <returns>An image that the caller disposes of.</returns>
    public static SKImage ToImage(this Picture picture)
    {
        using SKBitmap bitmap = picture.ToBitmap();
        bitmap.SetImmutable(); // or its pixels would be copied once more
        return SKImage.FromBitmap(bitmap);
    }

    /// <summary>A picture with a copy of a bitmap's pixels.</summary>
    /// <param name="bitmap">Laid out as <see cref="Info"/> says.</param>
    /// <exception cref="ArgumentException">Another layout.</exception>
    public static Picture ToPicture(this SKBitmap bitmap)
    {
        ArgumentNullException.ThrowIfNull(bitmap);
        PixelSize size = new(bitmap.Width, bitmap.Height);
        if (bitmap.ColorType != SKColorType.Rgba8888 || bitmap.AlphaType != SKAlphaType.Opaque)
            throw new ArgumentException("Only opaque bitmaps of R, G, B, A are pictures.", nameof(bitmap));
        byte[] rgb = new byte[checked((int)(size.Area * 3))];
        ReadOnlySpan<byte> pixels = bitmap.GetPixelSpan();
        for (int y = 0; y < size.Height; y++)
            Narrow(pixels.Slice(y * bitmap.RowBytes, 4 * size.Width), rgb.AsSpan(3 * y * size.Width, 3 * size.Width));
        return new Picture(size, rgb);
    }

    private static void Widen(ReadOnlySpan<byte> rgb, Span<byte> rgba)
    {
        for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
        {
            rgba[to] = rgb[from];
            rgba[to + 1] = rgb[from + 1];
            rgba[to + 2] = rgb[from + 2];
            rgba[to + 3] = byte.MaxValue;
        }
    }

    private static void Narrow(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            rgb[to] = rgba[from];
            rgb[to + 1] = rgba[from + 1];
            rgb[to + 2] = rgba[from + 2];
        }
    }
}
