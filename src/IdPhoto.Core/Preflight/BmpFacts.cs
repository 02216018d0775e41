using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Preflight;

/// <summary>Reads the headers of a Windows bitmap, which a few portals take and which is decoded nowhere else here.</summary>
internal static class BmpFacts
{
    private const int FileHeader = 14;

    /// <summary>The header that almost every program writes, or one that begins like it.</summary>
    private const int InfoHeader = 40;

    private static readonly HashSet<int> Depths = [1, 4, 8, 16, 24, 32];

    /// <summary>What the file is; null where it is no bitmap or the document takes none, so that it is read as any other file.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.Truncated"/>, <see cref="Refusals.Corrupt"/>, or a size beyond the limits.</exception>
    public static FileFacts? Read(ReadOnlySpan<byte> file, FileRule rule, DecodeLimits limits)
    {
        if (!rule.Others.Contains(OtherFormat.Bmp) || !FileSniffer.IsBitmap(file))
            return null;
        if (file.Length > limits.MaxBytes)
            throw DecodeRefusal.TooLarge(file.Length, limits.MaxBytes);
        ByteView view = new(file, bigEndian: false);
        int depth = view.U16(FileHeader + 14);
        if (view.U32(FileHeader) < InfoHeader || view.U16(FileHeader + 12) != 1 || !Depths.Contains(depth))
            throw DecodeRefusal.Corrupt();
        // A height below zero is that of a picture whose first row comes first.
        PixelSize size = PictureHeader.Checked(view.U32(FileHeader + 4), Math.Abs((long)(int)view.U32(FileHeader + 8)), limits);
        CheckPixels(view, size, depth);
        return new FileFacts { Kind = FileKind.Bmp, Size = size, Bytes = file.Length, BitsPerChannel = 8, End = file.Length };
    }

    // Rows are filled up to four bytes. Packed pixels tell only where they end.
    private static void CheckPixels(ByteView view, PixelSize size, int depth)
    {
        bool packed = view.U32(FileHeader + 16) is not (0 or 3);
        long row = ((((long)size.Width * depth) + 31) / 32) * 4;
        view.Slice(view.U32(10), packed ? view.U32(FileHeader + 20) : row * size.Height);
    }
}
