using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Drawing;
using IdPhoto.Exporting;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Printing;

namespace IdPhoto.Studio;

/// <summary>Finished photos in, a sheet to print out. Needs no network; thread-safe; keeps nothing.</summary>
public static class PrintSheet
{
    /// <summary>Most pixels of a sheet; A4 at 1000 dpi is below.</summary>
    private const long MostPixels = 100_000_000;

    /// <summary>Makes a sheet.</summary>
    /// <param name="photos">The photos, 1..50.</param>
    /// <param name="options">Paper, gap, margins and marks.</param>
    /// <param name="format">What to write. A PDF holds JPEGs byte for byte, without what they tell of their origin.</param>
    /// <param name="dpi">Dots per inch of a JPEG or PNG, 72..1200; a photo of the same density is not resampled.</param>
    /// <param name="maxBytes">Largest JPEG, in bytes; null for any size.</param>
    /// <param name="limits">What is refused before decoding; null for <see cref="DecodeLimits.Default"/>.</param>
    /// <param name="cancel">Checked between photos.</param>
    /// <exception cref="PhotoException">
    /// A photo was refused as by <see cref="PictureDecoder"/>; <see cref="Refusals.PrintSizeUnknown"/>, <see cref="Refusals.InvalidSize"/>,
    /// <see cref="Refusals.SheetTooSmall"/>; <see cref="Refusals.TooManyPixels"/> or <see cref="Refusals.FileSizeUnreachable"/> for the sheet.
    /// </exception>
    /// <exception cref="ArgumentException">No photos, too many, or copies for some only.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SheetFile Make(
        IReadOnlyList<SheetPhoto> photos, SheetOptions options, SheetFormat format, int dpi = 300, int? maxBytes = null, DecodeLimits? limits = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(dpi, PhotoSpec.LowestDpi);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dpi, PhotoSpec.HighestDpi);
        MmSize[] sizes = [.. photos.Select(photo => PhysicalSize.Of(photo, PictureDecoder.ReadHeader(photo.File.Span, limits)))];
        SheetLayout layout = SheetPlanner.Plan([.. photos.Select((photo, i) => new SheetItem(sizes[i], photo.Copies))], options, cancel);
        if (format == SheetFormat.Pdf)
            return new SheetFile(SheetPdf.Write(layout, [.. photos.Select((photo, i) => ForPdf(photo, sizes[i], limits, cancel))]), layout, sizes, null);
        PixelSize pixels = SheetRaster.Pixels(layout.Paper, dpi);
        if (pixels.Area > MostPixels)
            throw new PhotoException(Refusals.TooManyPixels, Message.Of(
                "printing.too-many-pixels",
                ("dpi", Argument.RoundedQuantity(dpi, Units.DotsPerInch, 0)),
                ("pixels", Argument.RoundedQuantity(pixels.Area / 1_000_000, Units.Megapixels, 0)),
                ("most", Argument.RoundedQuantity(MostPixels / 1_000_000, Units.Megapixels, 0))));
        Picture[] fitted = [.. photos.Select((photo, i) => SheetRaster.Fitted(PictureDecoder.Decode(photo.File, limits, cancel).Picture, sizes[i], dpi))];
        Picture sheet = SheetRaster.Draw(layout, fitted, dpi);
        byte[] bytes = format == SheetFormat.Png
            ? PictureEncoder.EncodePng(sheet, dpi, cancel)
            : PictureEncoder.EncodeJpeg(sheet, new JpegOptions { Dpi = dpi, MaxBytes = maxBytes }, cancel);
        return new SheetFile(bytes, layout, sizes, pixels);
    }

    private static PdfPhoto ForPdf(SheetPhoto photo, MmSize size, DecodeLimits? limits, CancellationToken cancel)
    {
        Decoded decoded = PictureDecoder.Decode(photo.File, limits, cancel);
        bool asItIs = decoded is { Kind: FileKind.Jpeg, WasConverted: false, WasGrey: false, Header.ExifOrientation: 1 };
        int dpi = Math.Clamp((int)Math.Round(decoded.Picture.Width / size.Width * MmSize.Inch), 1, ushort.MaxValue);
        return new PdfPhoto(decoded.Picture, asItIs ? JpegPicture.Embeddable(photo.File.Span, dpi) : null);
    }
}
