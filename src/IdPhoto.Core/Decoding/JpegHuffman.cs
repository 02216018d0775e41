namespace IdPhoto.Decoding;

/// <summary>A Huffman table of a JPEG (ITU-T T.81, annex C).</summary>
internal sealed class JpegHuffman
{
    private const int LongestCode = 16;
    private const int ShortCode = 9;

    private readonly byte[] _symbols;

    /// <summary>Of each first nine bits: the symbol and, above it, the length of its code; 0 where the code is longer.</summary>
    private readonly ushort[] _short = new ushort[1 << ShortCode];

    /// <summary>Of each length: the first code that is too large for it, moved to the left of 16 bits; and what leads from a code to its symbol.</summary>
    private readonly int[] _end = new int[LongestCode + 1];
    private readonly int[] _offset = new int[LongestCode + 1];

    private JpegHuffman(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        int code = 0, at = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            _offset[length] = at - code;
            for (int i = 0; i < counts[length - 1]; i++, code++, at++)
                if (length <= ShortCode && (code + 1) << (ShortCode - length) <= _short.Length)
                    _short.AsSpan(code << (ShortCode - length), 1 << (ShortCode - length)).Fill((ushort)((length << 8) | symbols[at]));
            _end[length] = code << (LongestCode - length);
            code <<= 1;
        }
    }

    /// <summary>One table of a DHT segment; the place moves behind it. Null where the segment ends early.</summary>
    public static JpegHuffman? Read(ReadOnlySpan<byte> segment, ref int at)
    {
        if (at + LongestCode > segment.Length)
            return null;
        ReadOnlySpan<byte> counts = segment.Slice(at, LongestCode);
        int sum = 0;
        foreach (byte count in counts)
            sum += count;
        at += LongestCode + sum;
        return at <= segment.Length ? new JpegHuffman(counts, segment.Slice(at - sum, sum)) : null;
    }

    /// <summary>The symbol that the next bits stand for; -1 where they are no code.</summary>
    public int Next(ref JpegBits bits)
    {
        int next = bits.Peek16();
        int found = _short[next >> (LongestCode - ShortCode)];
        if (found != 0)
        {
            bits.Skip(found >> 8);
            return found & 0xFF;
        }
        for (int length = ShortCode + 1; length <= LongestCode; length++)
            if (next < _end[length])
            {
                bits.Skip(length);
                int symbol = (next >> (LongestCode - length)) + _offset[length];
                return symbol >= 0 && symbol < _symbols.Length ? _symbols[symbol] : -1;
            }
        return -1;
    }
}
