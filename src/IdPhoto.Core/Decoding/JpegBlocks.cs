using System.Numerics;

namespace IdPhoto.Decoding;

/// <summary>A component of a JPEG's frame, with what its scans have given so far.</summary>
/// <param name="id">What scans call it.</param>
/// <param name="across">Blocks across of one in a scan of several components.</param>
/// <param name="down">Blocks down of it.</param>
internal sealed class JpegBlocks(int id, int across, int down)
{
    /// <summary>Values below zero or above one are no bits that still lack.</summary>
    private readonly sbyte[] _lacking = [.. Enumerable.Repeat((sbyte)-1, 64)];
    private ulong[] _known = [];

    public int Id => id;

    public int Across => across;

    public int Down => down;

    /// <summary>Blocks of the component that hold pixels: what a scan of it alone has.</summary>
    public (int Across, int Down) Own { get; init; }

    /// <summary>Blocks across with those that fill up the last units.</summary>
    public int Stride { get; init; }

    /// <summary>All blocks with those that fill up units.</summary>
    public int All { get; init; }

    /// <summary>Whether a scan held its mean values.</summary>
    public bool HasMeans => _lacking[0] >= 0;

    /// <summary>Whether its scans gave every value to the last bit.</summary>
    public bool IsFull => Array.TrueForAll(_lacking, bits => bits == 0);

    /// <summary>Notes what a scan gives.</summary>
    public void Note(int first, int last, int lacking)
    {
        for (int i = first; i <= last; i++)
            _lacking[i] = (sbyte)lacking;
    }

    /// <summary>Which values of a block are known not to be zero, one bit each.</summary>
    public ref ulong Known(int block)
    {
        if (_known.Length == 0)
            _known = new ulong[All];
        return ref _known[block];
    }

    /// <summary>How many values from one to another are known not to be zero.</summary>
    public int CountKnown(int block, int first, int last)
        => first > last ? 0 : BitOperations.PopCount(Known(block) & (ulong.MaxValue >> (63 - last)) & (ulong.MaxValue << first));
}
