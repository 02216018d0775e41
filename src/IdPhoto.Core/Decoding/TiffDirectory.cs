namespace IdPhoto.Decoding;

/// <summary>The first directory of a TIFF or of EXIF data, which is a TIFF too (TIFF 6.0, section 2).</summary>
internal readonly ref struct TiffDirectory
{
    private const int OrientationTag = 274;

    private const int NewSubfileTypeTag = 254;

    /// <summary>A page more costs a look at its place; files of more pages are no photos.</summary>
    private const int MostPages = 100;

    /// <summary>Real files have about 20 to 60 entries; each look-up walks them all.</summary>
    private const int MostEntries = 200;
    private readonly ByteView _view;
    private readonly long _first;
    private readonly int _count;

    private TiffDirectory(ByteView view, long at)
    {
        _view = view;
        _count = view.U16(at);
        if (_count > MostEntries)
            throw DecodeRefusal.Corrupt();
        _first = at + 2;
    }

    /// <summary>Opens the first directory.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.Truncated"/> or <see cref="Refusals.Corrupt"/>.</exception>
    public static TiffDirectory Open(ReadOnlySpan<byte> tiff)
    {
        ByteView view = new(tiff, bigEndian: tiff.Length > 0 && tiff[0] == (byte)'M');
        if (view.U16(2) != 42)
            throw DecodeRefusal.Corrupt();
        return new TiffDirectory(view, view.U32(4));
    }

    /// <summary>Opens the directory of the picture: the first that is not marked as a smaller copy of another one; the first where all are.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.Truncated"/> or <see cref="Refusals.Corrupt"/>.</exception>
    public static TiffDirectory OpenPicture(ReadOnlySpan<byte> tiff)
    {
        TiffDirectory first = Open(tiff), page = first;
        for (int pages = 1; page.IsReduced; pages++)
        {
            long next = page.Next();
            if (next == 0 || pages == MostPages)
                return first;
            page = new TiffDirectory(page._view, next);
        }
        return page;
    }

    /// <summary>Opens the directory that a tag points to; false where there is no such tag.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.Truncated"/> or <see cref="Refusals.Corrupt"/>.</exception>
    public bool TryOpen(int tag, out TiffDirectory directory)
    {
        directory = default;
        if (Value(tag) is not { } at)
            return false;
        directory = new TiffDirectory(_view, at);
        return true;
    }

    /// <summary>Where in the file the directory begins.</summary>
    public long At => _first - 2;

    /// <summary>Whether it says that it holds a smaller copy of another picture of the file.</summary>
    public bool IsReduced => ((Value(NewSubfileTypeTag) ?? 0) & 1) != 0;

    /// <summary>Whether a tag's text begins with these characters.</summary>
    public bool Has(int tag, ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
            if (Value(tag, i) != text[i])
                return false;
        return true;
    }

    /// <summary>The orientation that EXIF data ask for: 1..8, and 1 where they are missing or broken; broken EXIF spoils no photo.</summary>
    public static int Orientation(ReadOnlySpan<byte> exif)
    {
        try
        {
            return Open(exif).Orientation();
        }
        catch (PhotoException)
        {
            return 1;
        }
    }

    /// <summary>The orientation of this directory, 1..8.</summary>
    public int Orientation() => Value(OrientationTag) is { } value and >= 1 and <= 8 ? (int)value : 1;

    /// <summary>How many values a tag has; 0 where it is missing.</summary>
    public long Count(int tag) => Entry(tag) is { } at ? _view.U32(at + 4) : 0;

    /// <summary>One value of a tag of bytes, characters, shorts or longs; null where there is none.</summary>
    public long? Value(int tag, long index = 0)
    {
        if (Entry(tag) is not { } at || index >= _view.U32(at + 4))
            return null;
        int size = _view.U16(at + 2) switch { 1 or 2 or 7 => 1, 3 => 2, 4 or 13 => 4, _ => 0 };
        long from = size * _view.U32(at + 4) <= 4 ? at + 8 : _view.U32(at + 8);
        return size switch
        {
            1 => _view.U8(from + index),
            2 => _view.U16(from + (2 * index)),
            4 => _view.U32(from + (4 * index)),
            _ => null,
        };
    }

    /// <summary>The values of a tag of bytes, too many to stand in the directory itself; nothing where there is none.</summary>
    public ReadOnlySpan<byte> Bytes(int tag) => Count(tag) > 4 && Entry(tag) is { } at ? _view.Slice(_view.U32(at + 8), Count(tag)) : [];

    /// <summary>The first value of a tag of fractions (type 5); null where there is none or it is divided by zero.</summary>
    public double? Fraction(int tag)
    {
        if (Entry(tag) is not { } at || _view.U16(at + 2) != 5 || _view.U32(at + 4) < 1)
            return null;
        long from = _view.U32(at + 8);
        long divisor = _view.U32(from + 4);
        return divisor == 0 ? null : (double)_view.U32(from) / divisor;
    }

    /// <summary>Refuses a directory whose values lie behind the end of the file.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.Truncated"/>.</exception>
    public void CheckValues()
    {
        for (int i = 0; i < _count; i++)
        {
            long at = _first + (12L * i);
            long bytes = _view.U32(at + 4) * _view.U16(at + 2) switch { 3 or 8 => 2, 4 or 9 or 11 or 13 => 4, 5 or 10 or 12 => 8, _ => 1 };
            if (bytes > 4 && _view.U32(at + 8) + bytes > _view.Length)
                throw DecodeRefusal.Truncated();
        }
    }

    /// <summary>Where the next directory begins; 0 behind the last, which some programs end the file with.</summary>
    private long Next() => _first + (12L * _count) + 4 <= _view.Length ? _view.U32(_first + (12L * _count)) : 0;

    private long? Entry(int tag)
    {
        for (int i = 0; i < _count; i++)
            if (_view.U16(_first + (12L * i)) == tag)
                return _first + (12L * i);
        return null;
    }
}
