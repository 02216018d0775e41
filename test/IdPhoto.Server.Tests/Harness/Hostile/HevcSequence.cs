namespace IdPhoto.Server.Tests.Harness.Hostile;

/// <summary>Writes another size into the sequence parameters of an HEVC picture (ITU-T H.265, 7.3.2.2), which its decoder believes.</summary>
internal static class HevcSequence
{
    private const int SequenceParameters = 33;

    /// <summary>Header, identifiers, and profile, tier and level of one layer.</summary>
    private const int BitsBefore = 16 + 8 + 96;

    /// <summary>The box 'hvcC' with sequence parameters of this size.</summary>
    public static byte[] Resized(byte[] box, uint width, uint height)
    {
        // ISO/IEC 14496-15, 8.3.3.1: arrays of units of one type behind 23 bytes and the box's head.
        int at = 8 + 23;
        for (int arrays = box[8 + 22]; arrays > 0; arrays--)
        {
            int type = box[at] & 0x3F, units = (box[at + 1] << 8) | box[at + 2];
            at += 3;
            for (; units > 0; units--)
            {
                int length = (box[at] << 8) | box[at + 1];
                if (type == SequenceParameters)
                {
                    byte[] unit = Resize(box[(at + 2)..(at + 2 + length)], width, height);
                    return IsoWriter.Box("hvcC", box[8..at], IsoWriter.Short(unit.Length), unit, box[(at + 2 + length)..]);
                }
                at += 2 + length;
            }
        }
        throw new ArgumentException("There are no sequence parameters.", nameof(box));
    }

    private static byte[] Resize(byte[] unit, uint width, uint height)
    {
        List<bool> bits = [.. Unescaped(unit).SelectMany(one => Enumerable.Range(0, 8).Select(i => ((one >> (7 - i)) & 1) == 1))];
        int at = BitsBefore;
        Read(bits, ref at);
        Read(bits, ref at);
        int size = at;
        Read(bits, ref at);
        Read(bits, ref at);
        List<bool> changed = [.. bits[..size], .. Golomb(width), .. Golomb(height), .. bits[at..]];
        while (changed.Count % 8 != 0)
            changed.Add(false);
        return Escaped([.. changed.Chunk(8).Select(eight => eight.Aggregate(0, (value, bit) => (value << 1) | (bit ? 1 : 0))).Select(value => (byte)value)]);
    }

    private static void Read(List<bool> bits, ref int at)
    {
        int zeros = 0;
        while (!bits[at + zeros])
            zeros++;
        at += (2 * zeros) + 1;
    }

    private static IEnumerable<bool> Golomb(uint value)
    {
        ulong coded = value + 1UL;
        int length = 64 - System.Numerics.BitOperations.LeadingZeroCount(coded);
        return [.. Enumerable.Repeat(false, length - 1), .. Enumerable.Range(0, length).Select(i => ((coded >> (length - 1 - i)) & 1) == 1)];
    }

    private static IEnumerable<byte> Unescaped(byte[] unit) => unit.Where((one, i) => !(one == 3 && i >= 2 && unit[i - 1] == 0 && unit[i - 2] == 0));

    private static byte[] Escaped(byte[] unit)
    {
        List<byte> escaped = [];
        foreach (byte one in unit)
        {
            if (one <= 3 && escaped.Count >= 2 && escaped[^1] == 0 && escaped[^2] == 0)
                escaped.Add(3);
            escaped.Add(one);
        }
        return [.. escaped];
    }
}
