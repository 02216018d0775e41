using System.Buffers.Binary;

namespace IdPhoto.Decoding;

/// <summary>The bits between two markers of a JPEG's scan. Behind their end come zeros, and that they were taken is told.</summary>
internal ref struct JpegBits
{
    /// <summary>What a look at the next bits may reach beyond the end.</summary>
    private const int Beyond = 8;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly long _end;
    private long _at;

    private JpegBits(ReadOnlySpan<byte> bytes, int length)
    {
        _bytes = bytes;
        _end = 8L * length;
    }

    /// <summary>Whether more bits were taken than there are.</summary>
    public readonly bool IsShort => _at > _end;

    /// <summary>The whole bytes that nobody took.</summary>
    public readonly ReadOnlySpan<byte> Left => IsShort ? [] : _bytes[(int)((_at + 7) / 8)..(int)(_end / 8)];

    /// <summary>Takes the zeros out that follow each byte of ones.</summary>
    /// <param name="scan">Entropy-coded bytes.</param>
    /// <param name="at">Where to begin; moves to the marker that ends the bits, or to the end.</param>
    /// <param name="plain">Room for as many bytes as the scan has and a few more.</param>
    public static JpegBits Read(ReadOnlySpan<byte> scan, ref int at, byte[] plain)
    {
        int length = 0;
        while (at < scan.Length)
        {
            int run = scan[at..].IndexOf((byte)0xFF);
            run = run < 0 ? scan.Length - at : run;
            scan.Slice(at, run).CopyTo(plain.AsSpan(length));
            (at, length) = (at + run, length + run);
            if (at + 1 >= scan.Length)
                at = scan.Length;
            else if (scan[at + 1] == 0xFF)
                at++;
            else if (scan[at + 1] != 0)
                break;
            else
            {
                plain[length++] = 0xFF;
                at += 2;
            }
        }
        plain.AsSpan(length, Beyond).Clear();
        return new JpegBits(plain.AsSpan(0, length + Beyond), length);
    }

    /// <summary>How many bytes of room the bits of a scan need.</summary>
    public static int Room(int scan) => scan + Beyond;

    /// <summary>The next 16 bits, without taking them.</summary>
    public readonly int Peek16()
    {
        int from = (int)(Math.Min(_at, _end) >> 3);
        return (int)((BinaryPrimitives.ReadUInt32BigEndian(_bytes[from..]) << (int)(_at & 7)) >> 16);
    }

    public void Skip(int count) => _at += count;

    /// <summary>Takes up to 16 bits as a number.</summary>
    public int Take(int count)
    {
        int value = Peek16() >> (16 - count);
        _at += count;
        return value;
    }
}
