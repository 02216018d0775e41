using System.Buffers.Binary;
using System.Text;

namespace IdPhoto.ModelBuilder.TfLite;

/// <summary>
/// Reads the settings of custom operators: a FlexBuffers map of numbers and lists of numbers.
/// The end of the bytes is the map's reference, its type and its width; a list's length stands before it.
/// </summary>
internal sealed class FlexMap
{
    private readonly byte[] _bytes;
    private readonly Dictionary<string, (int Position, int Width, int Packed)> _entries = [];

    public FlexMap(byte[] bytes)
    {
        _bytes = bytes;
        int rootWidth = bytes[^1];
        int position = bytes.Length - 2 - rootWidth;
        ReadEntries(Follow(position, rootWidth), WidthOf(bytes[^2]));
    }

    /// <summary>A whole number.</summary>
    public int Integer(string key)
    {
        var (position, width, packed) = Entry(key);
        return (int)Number(position, width, Kind(packed));
    }

    /// <summary>A real number.</summary>
    public float Real(string key)
    {
        var (position, width, packed) = Entry(key);
        return (float)Number(position, width, Kind(packed));
    }

    /// <summary>A list of whole numbers.</summary>
    public int[] Integers(string key)
    {
        var (position, parentWidth, packed) = Entry(key);
        int start = Follow(position, parentWidth);
        int width = WidthOf(packed);
        int kind = Kind(packed) switch { 11 => 1, 12 => 2, _ => throw Unreadable(key) };
        int length = (int)Unsigned(start - width, width);
        return [.. Enumerable.Range(0, length).Select(i => (int)Number(start + (i * width), width, kind))];
    }

    private void ReadEntries(int values, int width)
    {
        int keys = Follow(values - (3 * width), width);
        int keyWidth = (int)Unsigned(values - (2 * width), width);
        int count = (int)Unsigned(values - width, width);
        for (int i = 0; i < count; i++)
        {
            int name = Follow(keys + (i * keyWidth), keyWidth);
            int end = Array.IndexOf(_bytes, (byte)0, name);
            int packed = _bytes[values + (count * width) + i];
            _entries[Encoding.UTF8.GetString(_bytes, name, end - name)] = (values + (i * width), width, packed);
        }
    }

    private (int Position, int Width, int Packed) Entry(string key) =>
        _entries.TryGetValue(key, out var entry) ? entry : throw Unreadable(key);

    private double Number(int position, int width, int kind) => kind switch
    {
        1 => Signed(position, width),
        2 => Unsigned(position, width),
        3 when width == 4 => BinaryPrimitives.ReadSingleLittleEndian(_bytes.AsSpan(position)),
        3 when width == 8 => BinaryPrimitives.ReadDoubleLittleEndian(_bytes.AsSpan(position)),
        _ => throw Unreadable("a number"),
    };

    private int Follow(int position, int width) => position - (int)Unsigned(position, width);

    private long Signed(int position, int width) => width switch
    {
        1 => (sbyte)_bytes[position],
        2 => BinaryPrimitives.ReadInt16LittleEndian(_bytes.AsSpan(position)),
        4 => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(position)),
        _ => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(position)),
    };

    private long Unsigned(int position, int width) => width switch
    {
        1 => _bytes[position],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(position)),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(position)),
        _ => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(position)),
    };

    // A packed type is the kind times four plus the binary logarithm of the width.
    private static int Kind(int packed) => packed >> 2;

    private static int WidthOf(int packed) => 1 << (packed & 3);

    private static ConversionException Unreadable(string key) =>
        new($"The settings of a custom operator cannot be read: {key}.");
}
