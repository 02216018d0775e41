using System.Text;

namespace IdPhoto.RuntimeTrimmer;

/// <summary>Reads a WebAssembly module from its beginning to its end (WebAssembly core specification 2.0, chapter 5).</summary>
internal ref struct WasmReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The place of the next byte.</summary>
    public int At { get; private set; }

    /// <summary>Whether there is none.</summary>
    public readonly bool AtEnd => At == _bytes.Length;

    /// <exception cref="FormatException">The module ends here.</exception>
    public byte Byte() => At < _bytes.Length ? _bytes[At++] : throw new FormatException("The module ends in the middle.");

    /// <summary>An unsigned number of at most 32 bits, by LEB128.</summary>
    /// <exception cref="FormatException">It is longer, or beyond what the module can hold.</exception>
    public int Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value <= int.MaxValue ? (int)value : throw new FormatException("A number is too large.");
        }
        throw new FormatException("A number is too long.");
    }

    /// <summary>Passes a number of any length, signed or not.</summary>
    public void SkipNumber()
    {
        while (Byte() >= 0x80)
        {
        }
    }

    /// <exception cref="FormatException">The module is shorter.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - At)
            throw new FormatException("The module ends in the middle.");
        At += count;
        return _bytes.Slice(At - count, count);
    }

    /// <summary>A name or another run of bytes with its length before it.</summary>
    public ReadOnlySpan<byte> Run() => Take(Number());

    public string Name() => Encoding.UTF8.GetString(Run());
}
