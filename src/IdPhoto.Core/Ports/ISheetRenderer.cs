using IdPhoto.Pictures;
using IdPhoto.Printing;

namespace IdPhoto.Ports;

/// <summary>Draws planned print sheets; an implementation per platform. Thread-safe; keeps nothing of the pictures it sees.</summary>
public interface ISheetRenderer
{
    /// <summary>Writes a sheet as a PDF of one page, at true size.</summary>
    /// <param name="layout">The sheet.</param>
    /// <param name="photos">The photos that it places, by number.</param>
    /// <param name="cancel">Checked before drawing.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<byte[]> WritePdfAsync(SheetLayout layout, IReadOnlyList<PdfPhoto> photos, CancellationToken cancel);

    /// <summary>Draws a sheet on white, each photo pixel for pixel.</summary>
    /// <param name="layout">The sheet.</param>
    /// <param name="fitted">The photos that it places, by number, each as <see cref="SheetPixels.Fitted"/> returns it.</param>
    /// <param name="dpi">Dots per inch.</param>
    /// <param name="cancel">Checked before drawing.</param>
    /// <returns>As many pixels as <see cref="SheetPixels.Of(MmSize, int)"/> says of the paper.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<Picture> DrawAsync(SheetLayout layout, IReadOnlyList<Picture> fitted, int dpi, CancellationToken cancel);
}
