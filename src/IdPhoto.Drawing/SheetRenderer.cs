using IdPhoto.Pictures;
using IdPhoto.Ports;
using IdPhoto.Printing;

namespace IdPhoto.Drawing;

/// <summary>Draws print sheets with Skia, on the caller's thread.</summary>
public sealed class SheetRenderer : ISheetRenderer
{
    /// <inheritdoc />
    public ValueTask<byte[]> WritePdfAsync(SheetLayout layout, IReadOnlyList<PdfPhoto> photos, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return ValueTask.FromResult(SheetPdf.Write(layout, photos));
    }

    /// <inheritdoc />
    public ValueTask<Picture> DrawAsync(SheetLayout layout, IReadOnlyList<Picture> fitted, int dpi, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return ValueTask.FromResult(SheetRaster.Draw(layout, fitted, dpi));
    }
}
