using IdPhoto.Server.Store;

namespace IdPhoto.Server.Audit;

/// <summary>The file of the log: lines go to its end, and nothing else is ever written.</summary>
internal sealed class AuditFile : IDisposable
{
    private const byte EndOfLine = (byte)'\n';

    private readonly FileStream _stream;

    // The last write may have left a part of a line behind it.
    private bool _untidy;

    private AuditFile(FileStream stream) => _stream = stream;

    /// <summary>Opens the file, or makes it.</summary>
    public static AuditFile Open(string path) => new(new FileStream(path, OwnerOnly.Options(FileMode.OpenOrCreate)));

    /// <summary>Bytes of whole lines.</summary>
    public long Length { get; private set; }

    /// <summary>Looks at the end.</summary>
    public AuditTail ReadTail()
    {
        byte[] end = new byte[Math.Min(_stream.Length, 4 * AuditLine.MostBytes)];
        _stream.Seek(-end.Length, SeekOrigin.End);
        _stream.ReadExactly(end);
        int whole = end.AsSpan().LastIndexOf(EndOfLine) + 1;
        Length = _stream.Length - (end.Length - whole);
        byte[]? last = whole == 0 ? null : end[(end.AsSpan(0, whole - 1).LastIndexOf(EndOfLine) + 1)..(whole - 1)];
        return new AuditTail(last, end[whole..]);
    }

    /// <summary>Takes away what stands after the last end of line.</summary>
    public void CutTail()
    {
        _stream.SetLength(Length);
        _stream.Flush(flushToDisk: true);
    }

    /// <summary>Makes a line of what stands after the last end of line, so that it is not lost.</summary>
    public void KeepTail()
    {
        _stream.Seek(0, SeekOrigin.End);
        _stream.WriteByte(EndOfLine);
        _stream.Flush(flushToDisk: true);
        Length = _stream.Length;
    }

    /// <summary>Adds a line; it is on the disk when this returns.</summary>
    /// <exception cref="IOException">It cannot be written; nothing was added.</exception>
    public void Append(byte[] line)
    {
        if (_untidy)
            CutTail();
        _untidy = true;
        _stream.Seek(Length, SeekOrigin.Begin);
        _stream.Write([.. line, EndOfLine]);
        _stream.Flush(flushToDisk: true);
        Length += line.Length + 1;
        _untidy = false;
    }

    /// <summary>The lines of a file, up to a length; one that is not ended yet is left out.</summary>
    public static IEnumerable<byte[]> Lines(string path, long length)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        foreach ((byte[] line, bool ended) in AuditLines.In(file, length))
            if (ended)
                yield return line;
    }

    public void Dispose() => _stream.Dispose();
}

/// <summary>The end of the file.</summary>
/// <param name="Last">The last whole line; null for none, also where what is there is too long for one.</param>
/// <param name="Torn">What follows it without an end of line.</param>
internal sealed record AuditTail(byte[]? Last, byte[] Torn)
{
    /// <summary>Whether what follows may be the beginning of the line of this number.</summary>
    public bool IsBeginningOf(long number)
    {
        // A disk that lost its power may have the length of what was written, and zeros in its place.
        ReadOnlySpan<byte> written = Torn.AsSpan().TrimEnd((byte)0);
        byte[] beginning = AuditLine.Beginning(number);
        int common = Math.Min(beginning.Length, written.Length);
        return Torn.Length < AuditLine.MostBytes && written[..common].SequenceEqual(beginning.AsSpan(0, common));
    }
}
