using IdPhoto.Decoding;
using IdPhoto.Pictures;

namespace IdPhoto.Server.Work;

/// <summary>How much memory a picture takes at most while it is worked on, from its header alone.</summary>
internal static class WorkCost
{
    /// <summary>Of the largest cut-outs, as their peaks suggest: the picture, its mask, colours without background, the answer and its coder.</summary>
    private const int BytesPerPixel = 26;

    /// <summary>Of coders that hold the whole picture beside what they give.</summary>
    private const int WholePicture = 8;

    private const int CoefficientBytes = 2;

    /// <summary>Of a sheet as it is drawn: the canvas, its pixels, the largest photo on it twice, and the coder.</summary>
    private const int BytesPerSheetPixel = 18;

    /// <summary>Of a result as it is made and written: its colours, its mask, and the coder, with what an unusually large one showed.</summary>
    private const int BytesPerResultPixel = 12;

    /// <summary>The photo in a file.</summary>
    public static long Of(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        PictureHeader header = PictureHeader.Read(file, limits);
        long decoded = Math.Max(header.Stored.Area, header.LargestPart);
        return (long)((header.Stored.Area * (double)BytesPerPixel) + (decoded * CoderBytes(header)));
    }

    /// <summary>A result of so many pixels, which may be far larger than the photo that it is made of.</summary>
    public static long OfResult(long pixels) => pixels * BytesPerResultPixel;

    /// <summary>A sheet that is drawn.</summary>
    public static long OfSheet(PixelSize sheet) => sheet.Area * BytesPerSheetPixel;

    private static double CoderBytes(PictureHeader header)
        => header.Kind == FileKind.Jpeg ? CoefficientBytes * header.HeldSamples : WholePicture * Math.Ceiling(header.BitsPerChannel / 8.0);
}
