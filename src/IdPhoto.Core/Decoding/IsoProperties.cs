namespace IdPhoto.Decoding;

/// <summary>The item properties ('iprp': 'ipco' and 'ipma') of a HEIC or AVIF, and which of them belong to the main picture.</summary>
internal readonly ref struct IsoProperties
{
    /// <summary>Files of phones have some dozen; more is a way to ask for time.</summary>
    private const int MostProperties = 4096;

    private readonly ReadOnlySpan<byte> _all;
    private readonly List<int> _primary = [];
    private readonly List<(long Item, int Property)> _uses = [];

    public IsoProperties(ReadOnlySpan<byte> iprp, long primary)
    {
        IsoBoxes boxes = new(iprp);
        while (boxes.Next())
        {
            if (boxes.Is("ipco"u8))
                _all = boxes.Content;
            else if (boxes.Is("ipma"u8))
                _uses.AddRange(IsoAssociations.Read(boxes.Content));
        }
        _primary.AddRange(_uses.Where(use => use.Item == primary).Select(use => use.Property).Take(MostProperties));
    }

    /// <summary>The size with the most pixels in the whole file.</summary>
    public (long Width, long Height) LargestSize()
    {
        (long Width, long Height) largest = (0, 0);
        IsoBoxes boxes = new(_all);
        while (boxes.Next())
            if (boxes.Is("ispe"u8) && Size(boxes.Content) is var size && size.Width * size.Height > largest.Width * largest.Height)
                largest = size;
        return largest;
    }

    /// <summary>The pixels of each item that has a size.</summary>
    public Dictionary<long, long> Areas()
    {
        Dictionary<int, long> sizes = [];
        IsoBoxes boxes = new(_all);
        for (int index = 1; boxes.Next(); index++)
            if (boxes.Is("ispe"u8) && Size(boxes.Content) is var size)
                sizes[index] = size.Width * size.Height;
        Dictionary<long, long> areas = [];
        foreach ((long item, int property) in _uses)
            if (sizes.TryGetValue(property, out long area))
                areas[item] = Math.Max(area, areas.GetValueOrDefault(item));
        return areas;
    }

    /// <summary>The main picture's size as stored; 0 x 0 where it has none.</summary>
    public (long Width, long Height) PrimarySize()
    {
        IsoBoxes boxes = new(_all);
        for (int index = 1; boxes.Next(); index++)
            if (boxes.Is("ispe"u8) && _primary.Contains(index))
                return Size(boxes.Content);
        return (0, 0);
    }

    /// <summary>Whether the main picture says itself how it is turned, be it not at all.</summary>
    public bool SaysOrientation()
    {
        IsoBoxes boxes = new(_all);
        for (int index = 1; boxes.Next(); index++)
            if (_primary.Contains(index) && (boxes.Is("irot"u8) || boxes.Is("imir"u8)))
                return true;
        return false;
    }

    /// <summary>The main picture's turning ('irot') and mirroring ('imir'), applied in that order, as an EXIF orientation 1..8.</summary>
    public int Orientation()
    {
        int turns = 0;
        int? mirror = null;
        IsoBoxes boxes = new(_all);
        for (int index = 1; boxes.Next(); index++)
        {
            if (!_primary.Contains(index) || boxes.Content.IsEmpty)
                continue;
            if (boxes.Is("irot"u8))
                turns = boxes.Content[0] & 3;
            else if (boxes.Is("imir"u8))
                mirror = boxes.Content[0] & 1;
        }
        // Quarter turns are counter-clockwise; axis 0 swaps top and bottom, axis 1 left and right.
        return mirror switch
        {
            null => turns switch { 1 => 8, 2 => 3, 3 => 6, _ => 1 },
            0 => turns switch { 1 => 5, 2 => 2, 3 => 7, _ => 4 },
            _ => turns switch { 1 => 7, 2 => 4, 3 => 5, _ => 2 },
        };
    }

    /// <summary>The main picture's colour code points; null where there are none.</summary>
    public CodedColour? Colour()
    {
        CodedColour? colour = null;
        IsoBoxes boxes = new(_all);
        for (int index = 1; boxes.Next(); index++)
            if (boxes.Is("colr"u8) && _primary.Contains(index) && boxes.Content.StartsWith("nclx"u8))
            {
                ByteView view = new(boxes.Content, bigEndian: true);
                colour ??= new CodedColour(view.U16(4), view.U16(6));
            }
        return colour;
    }

    /// <summary>The main picture's ICC profile; empty where it has none.</summary>
    public byte[] Profile()
    {
        IsoBoxes boxes = new(_all);
        for (int index = 1; boxes.Next(); index++)
            if (boxes.Is("colr"u8) && _primary.Contains(index) && (boxes.Content.StartsWith("prof"u8) || boxes.Content.StartsWith("rICC"u8)))
                return boxes.Content[4..].ToArray();
        return [];
    }

    /// <summary>The main picture's bits per channel by 'pixi'; 8 where it says nothing.</summary>
    public int Bits()
    {
        IsoBoxes boxes = new(_all);
        for (int index = 1; boxes.Next(); index++)
            if (boxes.Is("pixi"u8) && _primary.Contains(index) && boxes.Content.Length > 5)
                return Math.Clamp((int)boxes.Content[5], 1, 16);
        return 8;
    }

    private static (long Width, long Height) Size(ReadOnlySpan<byte> ispe)
    {
        ByteView view = new(ispe, bigEndian: true);
        return (view.U32(4), view.U32(8));
    }
}
