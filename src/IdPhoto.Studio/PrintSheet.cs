using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Ports;
using IdPhoto.Printing;

namespace IdPhoto.Studio;

/// <summary>Finished photos in, a sheet to print out.</summary>
internal sealed class PrintSheet(IPictureCodec codec, ISheetRenderer renderer, DecodeLimits limits)
{
    /// <summary>Most pixels of a sheet; A4 at 1000 dpi is below.</summary>
    private const long MostPixels = 100_000_000;

    /// <summary>Columns and rows of a sheet that is drawn.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.TooManyPixels"/>.</exception>
    public static PixelSize Pixels(MmSize paper, int dpi) => SheetPixels.Of(paper, dpi) is { Area: <= MostPixels } pixels ? pixels : throw TooMany(paper, dpi);

    public async ValueTask<SheetFile> MakeAsync(
        IReadOnlyList<SheetPhoto> photos, SheetOptions options, SheetFormat format, int dpi, int? maxBytes, CancellationToken cancel)
    {
        MmSize[] sizes = [.. photos.Select(photo => PhysicalSize.Of(photo, PictureHeader.Read(photo.File.Span, limits)))];
        SheetLayout layout = SheetPlanner.Plan([.. photos.Select((photo, i) => new SheetItem(sizes[i], photo.Copies))], options, cancel);
        if (format == SheetFormat.Pdf)
            return new SheetFile(await PdfAsync(layout, photos, sizes, cancel).ConfigureAwait(false), layout, sizes, null);
        PixelSize pixels = Pixels(layout.Paper, dpi);
        Picture[] fitted = new Picture[photos.Count];
        for (int i = 0; i < fitted.Length; i++)
            fitted[i] = SheetPixels.Fitted((await DecodeAsync(photos[i], cancel).ConfigureAwait(false)).Picture, sizes[i], dpi);
        Picture sheet = await renderer.DrawAsync(layout, fitted, dpi, cancel).ConfigureAwait(false);
        FileTarget target = format == SheetFormat.Png
            ? new FileTarget(FileFormat.Png, dpi, FileSizeRange.Any)
            : new FileTarget(FileFormat.Jpeg, dpi, new FileSizeRange(0, maxBytes));
        return new SheetFile((await codec.EncodeAsync(sheet, target, cancel).ConfigureAwait(false)).Bytes, layout, sizes, pixels);
    }

    private static PhotoException TooMany(MmSize paper, int dpi) => new(Refusals.TooManyPixels, Message.Of(
        "printing.too-many-pixels",
        ("dpi", Argument.RoundedQuantity(dpi, Units.DotsPerInch, 0)),
        ("pixels", Argument.RoundedQuantity(SheetPixels.Of(paper, dpi).Area / 1_000_000, Units.Megapixels, 0)),
        ("most", Argument.RoundedQuantity(MostPixels / 1_000_000, Units.Megapixels, 0))));

    private async ValueTask<byte[]> PdfAsync(SheetLayout layout, IReadOnlyList<SheetPhoto> photos, MmSize[] sizes, CancellationToken cancel)
    {
        PdfPhoto[] printed = new PdfPhoto[photos.Count];
        for (int i = 0; i < printed.Length; i++)
            printed[i] = ForPdf(photos[i], await DecodeAsync(photos[i], cancel).ConfigureAwait(false), sizes[i]);
        return await renderer.WritePdfAsync(layout, printed, cancel).ConfigureAwait(false);
    }

    private ValueTask<Decoded> DecodeAsync(SheetPhoto photo, CancellationToken cancel) => codec.DecodeAsync(photo.File, limits, cancel);

    private static PdfPhoto ForPdf(SheetPhoto photo, Decoded decoded, MmSize size)
    {
        bool asItIs = decoded is { Kind: FileKind.Jpeg, WasConverted: false, WasGrey: false, Header.ExifOrientation: 1 };
        int dpi = Math.Clamp((int)Math.Round(decoded.Pixels.Width / size.Width * MmSize.Inch), 1, ushort.MaxValue);
        return new PdfPhoto(decoded.Picture, asItIs ? JpegPicture.Embeddable(photo.File.Span, dpi) : null);
    }
}
