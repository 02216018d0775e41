using IdPhoto.Pictures;
using IdPhoto.Printing;

namespace IdPhoto.Studio;

/// <summary>A finished photo to be printed.</summary>
/// <param name="File">A JPEG, PNG, WebP, AVIF, TIFF or HEIC file.</param>
public sealed record SheetPhoto(ReadOnlyMemory<byte> File)
{
    /// <summary>Its size on paper, whatever the file says; null for what the file's density tag says.</summary>
    public MmSize? Size { get; init; }

    /// <summary>Its size on paper where the file says nothing.</summary>
    public MmSize? SizeIfUntold { get; init; }

    /// <summary>How many copies, from 1; null, then for all photos, for as many as fit.</summary>
    public int? Copies { get; init; }
}

/// <summary>What a print sheet is written as.</summary>
public enum SheetFormat
{
    /// <summary>PDF at true size, the photos as they are.</summary>
    Pdf,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>PNG.</summary>
    Png,
}

/// <summary>A print sheet as a file.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Layout">What is where on it; <see cref="SheetLayout.Note"/> is null where there was no room for the scale bar.</param>
/// <param name="Sizes">The photos' sizes on paper, by number.</param>
/// <param name="Pixels">Size in pixels; null for a PDF.</param>
public sealed record SheetFile(byte[] Bytes, SheetLayout Layout, IReadOnlyList<MmSize> Sizes, PixelSize? Pixels);
