using System.Buffers.Binary;

namespace IdPhoto.Decoding;

/// <summary>
/// A TIFF as the native reader gets it: the picture's page first, and of its tags only those that pixels and colours follow from. The
/// reader counts an odd date or unit among its errors as it does missing pixels, so a file with oddities could not be told from a damaged one.
/// </summary>
internal static class PlainTiff
{
    private const int EntryBytes = 12;
    private const int Photometric = 262;
    private const int FillOrder = 266;
    private const int ColourMap = 320;
    private const int Palette = 3;

    /// <summary>Sizes, samples, strips and tiles, compressions, colours with their profile.</summary>
    private static readonly int[] Needed =
    [
        256, 257, 258, 259, Photometric, FillOrder, 273, 277, 278, 279, 284, 292, 293, 317, ColourMap, 322, 323, 324, 325, 332, 338, 339, 347, 530, 34675,
    ];

    /// <summary>A copy of a file.</summary>
    /// <param name="file">One whose header was read without a refusal.</param>
    public static byte[] Of(ReadOnlySpan<byte> file)
    {
        TiffDirectory directory = TiffDirectory.OpenPicture(file);
        ByteView view = new(file, bigEndian: file[0] == (byte)'M');
        byte[] plain = file.ToArray();
        int first = (int)directory.At + 2, count = view.U16(directory.At), kept = 0;
        for (int i = 0; i < count; i++)
        {
            int from = first + (EntryBytes * i);
            if (IsKept(directory, view.U16(from)))
                file.Slice(from, EntryBytes).CopyTo(plain.AsSpan(first + (EntryBytes * kept++)));
        }
        Write16(plain.AsSpan(first - 2), kept, view.BigEndian);
        Write32(plain.AsSpan(4), (uint)directory.At, view.BigEndian);
        // No page follows.
        int end = first + (EntryBytes * kept);
        plain.AsSpan(end, Math.Min(4, plain.Length - end)).Clear();
        return plain;
    }

    private static bool IsKept(TiffDirectory directory, int tag) => tag switch
    {
        FillOrder => directory.Value(tag) is 1 or 2,
        ColourMap => directory.Value(Photometric) == Palette,
        _ => Needed.Contains(tag),
    };

    private static void Write16(Span<byte> to, int value, bool bigEndian)
    {
        if (bigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(to, (ushort)value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)value);
    }

    private static void Write32(Span<byte> to, uint value, bool bigEndian)
    {
        if (bigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(to, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(to, value);
    }
}
