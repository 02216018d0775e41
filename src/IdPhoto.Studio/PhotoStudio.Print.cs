using IdPhoto.Documents;
using IdPhoto.Ports;
using IdPhoto.Printing;

namespace IdPhoto.Studio;

/// <content>Printing.</content>
public sealed partial class PhotoStudio
{
    /// <summary>Puts finished photos on a sheet to print and cut. Needs no network.</summary>
    /// <param name="photos">The photos, 1..50.</param>
    /// <param name="options">Paper, gap, margins and marks.</param>
    /// <param name="format">What to write. A PDF holds JPEGs byte for byte, without what they tell of their origin.</param>
    /// <param name="dpi">Dots per inch of a JPEG or PNG, 72..1200; a photo of the same density is not resampled.</param>
    /// <param name="maxBytes">Largest JPEG, in bytes; null for any size.</param>
    /// <param name="cancel">Checked between photos.</param>
    /// <exception cref="PhotoException">
    /// A photo was refused as by <see cref="IPictureCodec.DecodeAsync"/>; <see cref="Refusals.PrintSizeUnknown"/>, <see cref="Refusals.InvalidSize"/>,
    /// <see cref="Refusals.SheetTooSmall"/>; <see cref="Refusals.TooManyPixels"/> or <see cref="Refusals.FileSizeUnreachable"/> for the sheet.
    /// </exception>
    /// <exception cref="ArgumentException">No photos, too many, or copies for some only.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<SheetFile> PrintAsync(
        IReadOnlyList<SheetPhoto> photos, SheetOptions options, SheetFormat format, int dpi = 300, int? maxBytes = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(dpi, PhotoSpec.LowestDpi);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dpi, PhotoSpec.HighestDpi);
        return OffloadAsync(() => new PrintSheet(_codec, _sheets, _options.Limits).MakeAsync(photos, options, format, dpi, maxBytes, cancel).AsTask(), cancel);
    }
}
