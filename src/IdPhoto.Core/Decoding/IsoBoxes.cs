using System.Buffers.Binary;

namespace IdPhoto.Decoding;

/// <summary>Walks the boxes of an ISO media file (ISO/IEC 14496-12, 4.2), one level at a time.</summary>
internal ref struct IsoBoxes(ReadOnlySpan<byte> bytes)
{
    /// <summary>Of one level; files of phones have some hundreds, and native readers take long over each.</summary>
    private const int Most = 10_000;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _count;
    private ReadOnlySpan<byte> _type;
    private long _next;

    /// <summary>The box's bytes behind its type.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Whether the box has this type.</summary>
    public readonly bool Is(ReadOnlySpan<byte> type) => _type.SequenceEqual(type);

    /// <summary>Steps to the next box; false at the end.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.Truncated"/>: a box reaches past the end; <see cref="Refusals.Corrupt"/>: too many boxes.</exception>
    public bool Next()
    {
        // Fewer bytes than a box's head are padding.
        if (_next + 8 > _bytes.Length)
            return false;
        if (++_count > Most)
            throw DecodeRefusal.Corrupt();
        ByteView view = new(_bytes, bigEndian: true);
        _type = view.Slice(_next + 4, 4);
        long size = view.U32(_next);
        int head = 8;
        if (size == 1)
        {
            head = 16;
            size = BinaryPrimitives.ReadInt64BigEndian(view.Slice(_next + 8, 8));
        }
        else if (size == 0) // to the end
            size = _bytes.Length - _next;
        if (size < head)
            throw DecodeRefusal.Corrupt();
        if (size > _bytes.Length - _next)
            throw DecodeRefusal.Truncated();
        Content = _bytes.Slice((int)_next + head, (int)size - head);
        _next += size;
        return true;
    }
}
