using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>
/// Whether a JPEG's scans hold all of its picture. Decoders draw on where codes are missing or damaged, and end without a word where
/// some are left over; stray bytes between segments, which mean nothing, they tell of in the same way.
/// </summary>
/// <param name="mostPixels">A frame of more is left to the decoder: its size was not checked.</param>
/// <param name="mostBlocks">How many blocks all scans may have; a run in a code stands for thousands.</param>
/// <param name="cancel">Ends the walk.</param>
internal sealed class JpegScans(long mostPixels, long mostBlocks, CancellationToken cancel)
{
    /// <summary>Some cameras leave so much behind a scan, or any length of one byte.</summary>
    private const int HarmlessBytes = 16;

    /// <summary>Encoders pass over each block five or six times.</summary>
    private const int MostPasses = 32;

    private const int MostComponents = 4;

    /// <summary>Units between two looks at whether to go on; a power of two.</summary>
    private const int Stretch = 4096;

    private readonly JpegHuffman?[] _means = new JpegHuffman?[4];
    private readonly JpegHuffman?[] _details = new JpegHuffman?[4];
    private JpegPlan? _plan;
    private int _restartInterval;
    private long _blocksLeft = mostBlocks;

    /// <summary>Whether scans of more blocks than there may be are left to the decoder instead of refused.</summary>
    public bool LeavesMore { get; init; }

    /// <summary>Refuses a file whose picture is not whole. Codings that no camera writes are left to the decoder.</summary>
    /// <param name="file">One whose header was read without a refusal.</param>
    /// <param name="size">What its header says.</param>
    /// <param name="cancel">Ends the walk.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.Truncated"/> or <see cref="Refusals.Corrupt"/>.</exception>
    public static void Check(ReadOnlySpan<byte> file, PixelSize size, CancellationToken cancel)
        => new JpegScans(size.Area, MostPasses * BlocksOf((size.Width + 15L) * (size.Height + 15L)), cancel) { LeavesMore = true }.Read(file);

    /// <summary>The most blocks of so many pixels, those that fill up units among them.</summary>
    public static long BlocksOf(long pixels) => MostComponents * ((pixels + 63) / 64);

    /// <summary>Reads tables and scans up to the end of the picture; tables stay for what is read next.</summary>
    public void Read(ReadOnlySpan<byte> file)
    {
        (_plan, _restartInterval) = (null, 0);
        bool hasFrame = false;
        ByteView view = new(file, bigEndian: true);
        for (long at = 2; at < file.Length;)
        {
            int marker = JpegHeader.NextMarker(view, ref at);
            if (marker == 0xD9)
            {
                CheckEnd(_plan is null || _plan.HasMeans);
                return;
            }
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;
            ReadOnlySpan<byte> segment = JpegHeader.Segment(view, ref at);
            if (JpegHeader.IsFrame(marker))
                // What a second frame means is for the decoder to say; only the first was held against the limits.
                (_plan, hasFrame) = (hasFrame ? null : JpegPlan.Read(segment, marker, mostPixels), true);
            else if (marker == 0xC4)
                ReadTables(segment);
            else if (marker == 0xDD)
                _restartInterval = new ByteView(segment, bigEndian: true).U16(0);
            else if (marker == 0xDA)
            {
                long end = JpegHeader.EndOfScan(file, at);
                if (_plan?.Scan(segment, _means, _details) is { } scan && IsWithinBlocks(scan))
                    Walk(scan, file[(int)at..(int)end], isLast: end + 1 >= file.Length || file[(int)end + 1] == 0xD9);
                at = end;
            }
        }
        // Without its end mark, and without a look at its scans, nothing vouches for the rest.
        CheckEnd(_plan is { IsFull: true });
    }

    private static void CheckEnd(bool isWhole)
    {
        if (!isWhole)
            throw DecodeRefusal.Truncated();
    }

    private void ReadTables(ReadOnlySpan<byte> segment)
    {
        for (int at = 0; at < segment.Length;)
        {
            int kind = segment[at++];
            if ((kind & 15) > 3 || JpegHuffman.Read(segment, ref at) is not { } table)
                return;
            (kind >> 4 == 0 ? _means : _details)[kind & 15] = table;
        }
    }

    private bool IsWithinBlocks(JpegScan scan)
    {
        _blocksLeft -= scan.Blocks;
        if (_blocksLeft >= 0)
            return true;
        _plan = LeavesMore ? null : throw DecodeRefusal.Corrupt();
        return false;
    }

    private void Walk(JpegScan scan, ReadOnlySpan<byte> bytes, bool isLast)
    {
        byte[] plain = new byte[JpegBits.Room(bytes.Length)];
        int at = 0;
        long unit = 0;
        for (int interval = 0; unit < scan.Units; interval++)
        {
            if (interval > 0)
                at = BehindRestart(bytes, at, interval - 1, isLast);
            JpegBits bits = JpegBits.Read(bytes, ref at, plain);
            long end = _restartInterval == 0 ? scan.Units : Math.Min(scan.Units, unit + _restartInterval);
            scan.Restart();
            for (; unit < end; unit++)
            {
                if (unit % Stretch == 0)
                    cancel.ThrowIfCancellationRequested();
                bool isCode = scan.Walk(unit, ref bits);
                if (bits.IsShort)
                    throw isLast && at == bytes.Length ? DecodeRefusal.Truncated() : DecodeRefusal.Corrupt();
                if (!isCode)
                    throw DecodeRefusal.Corrupt();
            }
            CheckLeft(bits.Left);
        }
        // One restart more than needed, as some cameras end with.
        if (at < bytes.Length)
            CheckLeft(bytes[at..]);
    }

    private static int BehindRestart(ReadOnlySpan<byte> bytes, int at, int number, bool isLast)
    {
        if (at >= bytes.Length)
            throw isLast ? DecodeRefusal.Truncated() : DecodeRefusal.Corrupt();
        return bytes[at + 1] == 0xD0 + (number & 7) ? at + 2 : throw DecodeRefusal.Corrupt();
    }

    private static void CheckLeft(ReadOnlySpan<byte> left)
    {
        if (left.Length > HarmlessBytes && left.ContainsAnyExcept(left[0]))
            throw DecodeRefusal.Corrupt();
    }
}
