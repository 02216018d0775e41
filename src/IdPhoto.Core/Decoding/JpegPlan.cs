namespace IdPhoto.Decoding;

/// <summary>The blocks that a JPEG's frame is divided into (ITU-T T.81, A.2), and what scans have given of them.</summary>
internal sealed class JpegPlan
{
    private readonly JpegBlocks[] _components;
    private readonly bool _progressive;
    private readonly int _unitsAcross;
    private readonly int _unitsDown;
    private bool _isWalked = true;

    private JpegPlan(JpegBlocks[] components, bool progressive, int unitsAcross, int unitsDown)
    {
        _components = components;
        _progressive = progressive;
        _unitsAcross = unitsAcross;
        _unitsDown = unitsDown;
    }

    /// <summary>Whether scans held the mean values of each component.</summary>
    public bool HasMeans => !_isWalked || Array.TrueForAll(_components, component => component.HasMeans);

    /// <summary>Whether scans that were walked gave every value to the last bit.</summary>
    public bool IsFull => _isWalked && Array.TrueForAll(_components, component => component.IsFull);

    /// <summary>
    /// Reads a frame's header; null for arithmetic, lossless and hierarchical coding, for components of one name, which decoders tell
    /// apart each in its own way, and for what no decoder reads.
    /// </summary>
    /// <param name="segment">The frame's header without its length.</param>
    /// <param name="marker">SOF0 to SOF15.</param>
    /// <param name="mostPixels">Of a larger frame there is no plan: nobody checked its size.</param>
    public static JpegPlan? Read(ReadOnlySpan<byte> segment, int marker, long mostPixels)
    {
        if (marker > 0xC2 || segment.Length < 6 || segment.Length < 6 + (3 * segment[5]) || segment[5] is < 1 or > 4)
            return null;
        ByteView view = new(segment, bigEndian: true);
        (int width, int height, int count, int most, int tallest) = (view.U16(3), view.U16(1), segment[5], 1, 1);
        if ((long)width * height > mostPixels || !HasOwnNames(segment))
            return null;
        for (int i = 0; i < count; i++)
        {
            (int across, int down) = Sampling(segment, i);
            if (across is < 1 or > 4 || down is < 1 or > 4)
                return null;
            (most, tallest) = (Math.Max(most, across), Math.Max(tallest, down));
        }
        (int unitsAcross, int unitsDown) = (Parts(width, 8 * most), Parts(height, 8 * tallest));
        JpegBlocks[] components = new JpegBlocks[count];
        for (int i = 0; i < count; i++)
        {
            (int across, int down) = Sampling(segment, i);
            components[i] = new JpegBlocks(segment[6 + (3 * i)], across, down)
            {
                Own = (Parts(Parts(width * across, most), 8), Parts(Parts(height * down, tallest), 8)),
                Stride = unitsAcross * across,
                All = unitsAcross * across * unitsDown * down,
            };
        }
        return new JpegPlan(components, marker == 0xC2, unitsAcross, unitsDown);
    }

    /// <summary>The walk through a scan, by its header; null where it cannot be walked, as without a table.</summary>
    public JpegScan? Scan(ReadOnlySpan<byte> segment, JpegHuffman?[] means, JpegHuffman?[] details)
    {
        JpegScan? scan = segment.Length > 0 && segment.Length >= 4 + (2 * segment[0]) ? Planned(segment, means, details) : null;
        _isWalked &= scan is not null;
        return scan;
    }

    private JpegScan? Planned(ReadOnlySpan<byte> segment, JpegHuffman?[] means, JpegHuffman?[] details)
    {
        int count = segment[0];
        ReadOnlySpan<byte> rest = segment[(1 + (2 * count))..];
        (int first, int last, int refined, int lacking) = _progressive ? (rest[0], rest[1], rest[2] >> 4, rest[2] & 15) : (0, 63, 0, 0);
        if (count < 1 || last > 63 || first > last || (_progressive && first == 0 != (last == 0)) || (first > 0 && count > 1))
            return null;
        JpegScan.Part[] parts = new JpegScan.Part[count];
        for (int i = 0; i < count; i++)
        {
            (int id, int tables) = (segment[1 + (2 * i)], segment[2 + (2 * i)]);
            if (Array.Find(_components, component => component.Id == id) is not { } blocks || (tables >> 4) > 3 || (tables & 15) > 3)
                return null;
            parts[i] = new JpegScan.Part(blocks, means[tables >> 4], details[tables & 15]);
            bool needsMeans = first == 0 && refined == 0, needsDetails = last > 0;
            if ((needsMeans && parts[i].Means is null) || (needsDetails && parts[i].Details is null))
                return null;
            blocks.Note(first, last, lacking);
        }
        return new JpegScan(parts, _unitsAcross, _unitsDown) { Progressive = _progressive, First = first, Last = last, Refines = refined > 0 };
    }

    private static bool HasOwnNames(ReadOnlySpan<byte> segment)
    {
        for (int i = 1; i < segment[5]; i++)
            for (int j = 0; j < i; j++)
                if (segment[6 + (3 * i)] == segment[6 + (3 * j)])
                    return false;
        return true;
    }

    private static (int Across, int Down) Sampling(ReadOnlySpan<byte> segment, int component)
        => (segment[7 + (3 * component)] >> 4, segment[7 + (3 * component)] & 15);

    private static int Parts(int whole, int part) => (whole + part - 1) / part;
}
