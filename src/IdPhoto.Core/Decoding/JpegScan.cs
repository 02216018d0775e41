namespace IdPhoto.Decoding;

/// <summary>Walks the codes of a scan (ITU-T T.81, annexes F and G) without making pixels of them.</summary>
internal sealed class JpegScan
{
    /// <summary>Of a component in the scan: its blocks and its tables, null where the scan needs none.</summary>
    public readonly record struct Part(JpegBlocks Blocks, JpegHuffman? Means, JpegHuffman? Details);

    private const int ZeroRun = 15;
    private readonly Part[] _parts;
    private readonly int _unitsAcross;
    private int _endRun;

    public JpegScan(Part[] parts, int unitsAcross, int unitsDown)
    {
        _parts = parts;
        _unitsAcross = parts.Length == 1 ? parts[0].Blocks.Own.Across : unitsAcross;
        Units = (long)_unitsAcross * (parts.Length == 1 ? parts[0].Blocks.Own.Down : unitsDown);
        Blocks = Units * (parts.Length == 1 ? 1 : parts.Sum(part => part.Blocks.Across * part.Blocks.Down));
    }

    /// <summary>How many units the scan has: of one component its blocks, else a rectangle of blocks of each.</summary>
    public long Units { get; }

    /// <summary>How many blocks they are.</summary>
    public long Blocks { get; }

    public bool Progressive { get; init; }

    /// <summary>The first value of a block, in zigzag order, that the scan holds.</summary>
    public int First { get; init; }

    public int Last { get; init; } = 63;

    /// <summary>Whether values that are known get one bit more.</summary>
    public bool Refines { get; init; }

    /// <summary>Begins anew behind a restart.</summary>
    public void Restart() => _endRun = 0;

    /// <summary>Walks one unit; false where its bits are no codes.</summary>
    public bool Walk(long unit, ref JpegBits bits)
    {
        int x = (int)(unit % _unitsAcross), y = (int)(unit / _unitsAcross);
        if (_parts.Length == 1)
            return Block(_parts[0], (y * _parts[0].Blocks.Stride) + x, ref bits);
        foreach (Part part in _parts)
            for (int i = 0; i < part.Blocks.Across * part.Blocks.Down; i++)
            {
                int column = (x * part.Blocks.Across) + (i % part.Blocks.Across), row = (y * part.Blocks.Down) + (i / part.Blocks.Across);
                if (!Block(part, (row * part.Blocks.Stride) + column, ref bits))
                    return false;
            }
        return true;
    }

    private bool Block(Part part, int block, ref JpegBits bits)
    {
        if (!Progressive)
            return Mean(part.Means!, ref bits) && Sequential(part.Details!, ref bits);
        if (First == 0 && Refines)
            bits.Skip(1);
        else if (First == 0)
            return Mean(part.Means!, ref bits);
        else
            return Refines ? Refined(part, block, ref bits) : Details(part, block, ref bits);
        return true;
    }

    private static bool Mean(JpegHuffman table, ref JpegBits bits)
    {
        int size = table.Next(ref bits);
        bits.Skip(Math.Max(size, 0));
        return size is >= 0 and <= 16;
    }

    private static bool Sequential(JpegHuffman table, ref JpegBits bits)
    {
        int k = 1;
        while (k < 64)
        {
            int code = table.Next(ref bits);
            if (code < 0)
                return false;
            int run = code >> 4, size = code & 15;
            if (size == 0 && run < ZeroRun)
                return true;
            bits.Skip(size);
            k += run + 1;
        }
        return k == 64;
    }

    private bool Details(Part part, int block, ref JpegBits bits)
    {
        if (_endRun > 0)
        {
            _endRun--;
            return true;
        }
        int k = First;
        while (k <= Last)
        {
            int code = part.Details!.Next(ref bits);
            if (code < 0)
                return false;
            int run = code >> 4, size = code & 15;
            if (size == 0 && run < ZeroRun)
            {
                _endRun = (1 << run) + bits.Take(run) - 1;
                return true;
            }
            k += run;
            if (size > 0 && k <= Last)
                part.Blocks.Known(block) |= 1UL << k;
            bits.Skip(size);
            k++;
        }
        return k == Last + 1;
    }

    private bool Refined(Part part, int block, ref JpegBits bits)
    {
        int k = First;
        while (_endRun == 0 && k <= Last)
        {
            int code = part.Details!.Next(ref bits);
            int run = code >> 4, size = code & 15;
            if (code < 0 || size > 1)
                return false;
            if (size == 0 && run < ZeroRun)
            {
                _endRun = (1 << run) + bits.Take(run);
                break;
            }
            bits.Skip(size);
            k = PassZeros(part.Blocks, block, k, run, ref bits);
            if (size == 1 && k > Last)
                return false;
            if (size == 1)
                part.Blocks.Known(block) |= 1UL << k;
            k++;
        }
        if (_endRun > 0)
        {
            bits.Skip(part.Blocks.CountKnown(block, k, Last));
            _endRun--;
        }
        return true;
    }

    /// <summary>Passes so many values that are zero and those between that are not, of which each has a bit; ends on the zero behind.</summary>
    private int PassZeros(JpegBlocks blocks, int block, int k, int zeros, ref JpegBits bits)
    {
        ulong known = blocks.Known(block);
        for (; k <= Last; k++)
            if ((known >> k & 1) != 0)
                bits.Skip(1);
            else if (zeros-- == 0)
                break;
        return k;
    }
}
