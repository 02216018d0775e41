using IdPhoto.Exporting;
using IdPhoto.Pictures;
using NetVips;

namespace IdPhoto.Codecs;

/// <summary>Writes photos. Thread-safe; the same picture and options give the same bytes.</summary>
public static class PictureEncoder
{
    /// <summary>Level 3 with the Sub filter: measured on photos as small as level 6 unfiltered, in a fraction of its time.</summary>
    private const int PngCompression = 3;

    /// <summary>A baseline JPEG with full colour resolution (4:4:4), its density, an sRGB profile and nothing about its origin.</summary>
    /// <param name="picture">The photo; not changed. Each side at most 65,500 pixels.</param>
    /// <param name="options">Density, quality, smallest and largest size.</param>
    /// <param name="cancel">Checked before every attempt at a size.</param>
    /// <returns>The file. With <see cref="JpegOptions.MaxBytes"/>: the highest quality that fits; below <see cref="JpegOptions.MinBytes"/> a comment fills it up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The picture is too long for a JPEG.</exception>
    /// <exception cref="PhotoException"><see cref="Refusals.FileSizeUnreachable"/>: too large even at the lowest quality.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static byte[] EncodeJpeg(Picture picture, JpegOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(picture.Size.LongSide, FileFitter.LongestJpegSide, nameof(picture));
        VipsSetup.Ensure();
        using Image image = Wrap(picture.Rgb, picture.Size, 3);
        return FileFitter.FitJpeg(quality => PlainJpeg(image, quality, cancel), options).Bytes;
    }

    /// <summary>The photo in a document's format, neither smaller nor larger than it may be.</summary>
    /// <param name="picture">The photo; not changed.</param>
    /// <param name="target">Format, density, sizes.</param>
    /// <param name="cancel">Checked before every attempt at a size.</param>
    /// <exception cref="ArgumentOutOfRangeException">The picture is too long for a JPEG.</exception>
    /// <exception cref="PhotoException"><see cref="Refusals.FileSizeUnreachable"/>: too large even at the lowest quality, or as a PNG.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static EncodedFile Encode(Picture picture, FileTarget target, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(target);
        VipsSetup.Ensure();
        using Image image = Wrap(picture.Rgb, picture.Size, 3);
        return FileFitter.Fit(picture.Size, target, quality => PlainJpeg(image, quality, cancel), () => PlainPng(image, cancel));
    }

    /// <summary>The same of a photo with transparency, as a PNG.</summary>
    /// <param name="picture">Straight colours; not changed.</param>
    /// <param name="alpha">A byte for each pixel, 0 transparent .. 255 opaque; not changed.</param>
    /// <param name="target">Density and sizes; its format is PNG.</param>
    /// <param name="cancel">Checked before encoding.</param>
    /// <exception cref="ArgumentException">The format is another, or the alpha of another size.</exception>
    /// <exception cref="PhotoException"><see cref="Refusals.FileSizeUnreachable"/>: too large as a PNG.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static EncodedFile Encode(Picture picture, byte[] alpha, FileTarget target, CancellationToken cancel = default)
    {
        byte[] rgba = FileFitter.Rgba(picture, alpha, target);
        VipsSetup.Ensure();
        using Image image = Wrap(rgba, picture.Size, 4);
        byte[] png = PlainPng(image, cancel);
        return FileFitter.Fit(picture.Size, target, _ => throw new InvalidOperationException("A transparent photo is no JPEG."), () => png);
    }

    /// <summary>An opaque PNG, marked as sRGB.</summary>
    /// <param name="picture">The photo; not changed.</param>
    /// <param name="dpi">Dots per inch, 1..65535; null for none.</param>
    /// <param name="cancel">Checked before encoding.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static byte[] EncodePng(Picture picture, int? dpi = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Png(picture.Rgb, picture.Size, 3, dpi, cancel);
    }

    /// <summary>A PNG with transparency, marked as sRGB.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <param name="rgba">R, G, B and straight alpha, row after row: at least width * height * 4 bytes; not changed.</param>
    /// <param name="dpi">Dots per inch, 1..65535; null for none.</param>
    /// <param name="cancel">Checked before encoding.</param>
    /// <exception cref="ArgumentOutOfRangeException">The array is too short.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static byte[] EncodePng(PixelSize size, byte[] rgba, int? dpi = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(rgba);
        ArgumentOutOfRangeException.ThrowIfLessThan(rgba.LongLength, size.Area * 4);
        return Png(rgba, size, 4, dpi, cancel);
    }

    private static byte[] Png(byte[] pixels, PixelSize size, int channels, int? dpi, CancellationToken cancel)
    {
        VipsSetup.Ensure();
        using Image image = Wrap(pixels, size, channels);
        return PngChunks.Rewrite(PlainPng(image, cancel), dpi);
    }

    private static byte[] PlainJpeg(Image image, int quality, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return image.JpegsaveBuffer(
            q: quality, optimizeCoding: true, interlace: false, subsampleMode: Enums.ForeignSubsample.Off, keep: Enums.ForeignKeep.None);
    }

    private static byte[] PlainPng(Image image, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return image.PngsaveBuffer(
            compression: PngCompression, filter: Enums.ForeignPngFilter.Sub, interlace: false, keep: Enums.ForeignKeep.None);
    }

    internal static Image Wrap(byte[] pixels, PixelSize size, int channels)
    {
        ReadOnlyMemory<byte> used = pixels.AsMemory(0, checked((int)(size.Area * channels)));
        using Image image = Image.NewFromMemory(used, size.Width, size.Height, channels, Enums.BandFormat.Uchar);
        return image.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
