using System.Buffers.Binary;

namespace IdPhoto.Decoding;

/// <summary>Reads numbers out of bytes that nobody vouches for: a read past the end is a truncated file, never a crash.</summary>
internal readonly ref struct ByteView(ReadOnlySpan<byte> bytes, bool bigEndian)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Whether the most significant byte comes first.</summary>
    public bool BigEndian { get; } = bigEndian;

    /// <summary>Bytes in view.</summary>
    public int Length => _bytes.Length;

    /// <summary>One byte.</summary>
    public byte U8(long offset) => Slice(offset, 1)[0];

    /// <summary>Two bytes, unsigned.</summary>
    public int U16(long offset)
    {
        ReadOnlySpan<byte> two = Slice(offset, 2);
        return BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(two) : BinaryPrimitives.ReadUInt16LittleEndian(two);
    }

    /// <summary>Three bytes, unsigned.</summary>
    public int U24(long offset)
    {
        ReadOnlySpan<byte> three = Slice(offset, 3);
        return BigEndian ? (three[0] << 16) | (three[1] << 8) | three[2] : three[0] | (three[1] << 8) | (three[2] << 16);
    }

    /// <summary>Four bytes, unsigned.</summary>
    public long U32(long offset)
    {
        ReadOnlySpan<byte> four = Slice(offset, 4);
        return BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(four) : BinaryPrimitives.ReadUInt32LittleEndian(four);
    }

    /// <summary>Whether these characters stand at an offset; false past the end.</summary>
    public bool Has(long offset, ReadOnlySpan<byte> text) =>
        offset >= 0 && offset + text.Length <= _bytes.Length && _bytes.Slice((int)offset, text.Length).SequenceEqual(text);

    /// <summary>A range of the bytes.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.Truncated"/>: the range leaves the file.</exception>
    public ReadOnlySpan<byte> Slice(long offset, long length) =>
        offset >= 0 && length >= 0 && offset + length <= _bytes.Length
            ? _bytes.Slice((int)offset, (int)length)
            : throw DecodeRefusal.Truncated();
}
