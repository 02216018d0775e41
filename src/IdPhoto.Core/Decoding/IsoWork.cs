namespace IdPhoto.Decoding;

/// <summary>How many pixels are decoded for one picture of a HEIC or AVIF: it may be made of many others ('dimg'), and they of others again.</summary>
internal sealed class IsoWork
{
    private const int MostLevels = 8;
    private const long Endless = 1L << 40;

    private readonly Dictionary<long, List<long>> _parts = [];
    private readonly Dictionary<long, List<long>> _beside = [];
    private readonly Dictionary<long, long> _known = [];
    private readonly Dictionary<long, long> _areas;

    /// <param name="references">The content of 'iref'; empty for none.</param>
    /// <param name="areas">Pixels of each item, by its 'ispe'.</param>
    public IsoWork(ReadOnlySpan<byte> references, Dictionary<long, long> areas)
    {
        _areas = areas;
        if (references.Length < 4)
            return;
        bool wide = references[0] > 0;
        IsoBoxes boxes = new(references[4..]);
        while (boxes.Next())
        {
            // Its parts, and its transparency, which says itself whose it is.
            if (boxes.Is("dimg"u8))
                Add(boxes.Content, wide, (from, to) => Of(_parts, from).Add(to));
            else if (boxes.Is("auxl"u8))
                Add(boxes.Content, wide, (from, to) => Of(_beside, to).Add(from));
        }
    }

    /// <summary>Pixels that are decoded for an item, each time that it is decoded.</summary>
    public long PixelsOf(long item) => Pixels(item, MostLevels) + Of(_beside, item).Sum(beside => Pixels(beside, MostLevels));

    private long Pixels(long item, int levels)
    {
        if (!_parts.TryGetValue(item, out List<long>? parts))
            return _areas.GetValueOrDefault(item);
        if (_known.TryGetValue(item, out long known))
            return known;
        long sum = levels == 0 ? Endless : 0;
        foreach (long part in parts)
            if (sum < Endless)
                sum += Pixels(part, levels - 1);
        return _known[item] = Math.Min(sum, Endless);
    }

    private static void Add(ReadOnlySpan<byte> reference, bool wide, Action<long, long> add)
    {
        ByteView view = new(reference, bigEndian: true);
        int size = wide ? 4 : 2;
        long from = wide ? view.U32(0) : view.U16(0);
        int count = view.U16(size);
        for (int i = 0; i < count; i++)
        {
            long at = size + 2 + ((long)i * size);
            add(from, wide ? view.U32(at) : view.U16(at));
        }
    }

    private static List<long> Of(Dictionary<long, List<long>> all, long item)
    {
        if (!all.TryGetValue(item, out List<long>? some))
            all[item] = some = [];
        return some;
    }
}
