namespace IdPhoto.Decoding;

/// <summary>Finds the EXIF data of a HEIC (ISO/IEC 14496-12, 8.11.3 and 8.11.6; ISO/IEC 23008-12, annex A).</summary>
internal static class IsoExif
{
    private const int MostItems = 10_000;

    /// <summary>The first EXIF item without the length before it; empty where there is none, or none that can be read.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="meta">The content of its 'meta'.</param>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> file, ReadOnlySpan<byte> meta)
    {
        try
        {
            return Item(meta) is { } item ? Tiff(Content(file, meta, item)) : [];
        }
        catch (PhotoException)
        {
            return []; // broken EXIF spoils no photo
        }
    }

    private static ReadOnlySpan<byte> Tiff(ReadOnlySpan<byte> content)
    {
        long skipped = 4 + new ByteView(content, bigEndian: true).U32(0);
        return new ByteView(content, bigEndian: true).Slice(skipped, content.Length - skipped);
    }

    private static long? Item(ReadOnlySpan<byte> meta)
    {
        IsoBoxes entries = new(Entries(meta));
        while (entries.Next())
        {
            ByteView entry = new(entries.Content, bigEndian: true);
            if (!entries.Is("infe"u8) || entry.U8(0) is not (2 or 3))
                continue;
            int wide = entry.U8(0) == 3 ? 2 : 0;
            if (entry.Has(8 + wide, "Exif"u8))
                return wide > 0 ? entry.U32(4) : entry.U16(4);
        }
        return null;
    }

    private static ReadOnlySpan<byte> Entries(ReadOnlySpan<byte> meta)
    {
        ReadOnlySpan<byte> items = Box(meta, "iinf"u8);
        int head = items.Length > 0 && items[0] > 0 ? 8 : 6;
        return items.Length < head ? [] : items[head..];
    }

    private static ReadOnlySpan<byte> Box(ReadOnlySpan<byte> level, ReadOnlySpan<byte> type)
    {
        IsoBoxes boxes = new(level);
        while (boxes.Next())
            if (boxes.Is(type))
                return boxes.Content;
        return [];
    }

    /// <summary>An item's bytes by 'iloc', where they lie in one piece in the file or in 'idat'.</summary>
    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> file, ReadOnlySpan<byte> meta, long item)
    {
        ByteView view = new(Box(meta, "iloc"u8), bigEndian: true);
        int version = view.U8(0), offsetSize = view.U8(4) >> 4, lengthSize = view.U8(4) & 15, baseSize = view.U8(5) >> 4, indexSize = version > 0 ? view.U8(5) & 15 : 0;
        int wide = version == 2 ? 4 : 2;
        long count = Number(view, 6, wide), at = 6 + wide;
        for (long i = 0; i < Math.Min(count, MostItems); i++)
        {
            long id = Number(view, at, wide), method = version > 0 ? view.U16(at + wide) & 15 : 0;
            at += wide + (version > 0 ? 2 : 0) + 2;
            long start = Number(view, at, baseSize);
            long extents = view.U16(at + baseSize);
            at += baseSize + 2;
            if (id == item)
            {
                start += Number(view, at + indexSize, offsetSize);
                ReadOnlySpan<byte> holder = method == 0 ? file : method == 1 ? Box(meta, "idat"u8) : [];
                return new ByteView(holder, bigEndian: true).Slice(start, Number(view, at + indexSize + offsetSize, lengthSize));
            }
            at += extents * (indexSize + offsetSize + lengthSize);
        }
        return [];
    }

    private static long Number(ByteView view, long at, int size) => size switch
    {
        0 => 0,
        2 => view.U16(at),
        4 => view.U32(at),
        8 when view.U32(at) == 0 => view.U32(at + 4),
        _ => throw DecodeRefusal.Corrupt(),
    };
}
