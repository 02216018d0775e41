using System.Globalization;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>The memory of another process of this user, read as a debugger reads it. Linux only.</summary>
internal sealed class ProcessMemory(int process)
{
    /// <summary>Where something was found in the last count: what the system calls the region, and its kilobytes.</summary>
    public IReadOnlyCollection<string> Places => _places;

    private readonly SortedSet<string> _places = new(StringComparer.Ordinal);

    private const int Piece = 1 << 22;
    private const int Page = 1 << 12;

    /// <summary>Counts, in all memory that the process can write, what a search finds of each of its secrets.</summary>
    /// <param name="search">The search.</param>
    /// <param name="all">Whether to go on after the first piece of memory in which there is one.</param>
    public Dictionary<byte[], int> Count(LeakSearch search, bool all = true)
    {
        Dictionary<byte[], int> found = [];
        _places.Clear();
        using FileStream memory = new($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach ((long from, long to, string name) in Regions())
            for (long at = from; at < to && (all || found.Count == 0); at += Piece)
            {
                // A window may lie across two pieces.
                byte[] piece = new byte[Math.Min(to, at + Piece + LeakSearch.Window - 1) - at];
                if (TryRead(memory, at, piece))
                    foreach (Range written in Written(piece))
                    {
                        int before = found.Values.Sum();
                        search.Count(piece.AsSpan(written), found);
                        if (found.Values.Sum() > before)
                            _places.Add($"{name} of {(to - from) / 1024} KB");
                    }
            }
        return found;
    }

    private IEnumerable<(long From, long To, string Name)> Regions() => File.ReadAllLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/maps")
        .Select(line => line.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words[2].StartsWith("rw", StringComparison.Ordinal))
        .Select(words => (
            long.Parse(words[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), long.Parse(words[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            words[^1] is ['/' or '[', ..] ? Path.GetFileName(words[^1]) : "memory without a name"));

    /// <summary>All but pages of zeros in a row, of which no window tells anything. One that begins or ends there belongs to the page beside it.</summary>
    private static IEnumerable<Range> Written(byte[] piece)
    {
        for (int from = 0, to; from < piece.Length; from = to)
        {
            bool isZero = IsZero(piece, from);
            for (to = from + Page; to < piece.Length && IsZero(piece, to) == isZero; to += Page)
            {
            }
            if (!isZero)
                yield return Math.Max(0, from - LeakSearch.Window + 1)..Math.Min(piece.Length, to + LeakSearch.Window - 1);
        }
    }

    private static bool IsZero(byte[] piece, int page) => !piece.AsSpan(page, Math.Min(Page, piece.Length - page)).ContainsAnyExcept((byte)0);

    private static bool TryRead(FileStream memory, long at, byte[] piece)
    {
        try
        {
            memory.Position = at;
            memory.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
            return true;
        }
        catch (IOException)
        {
            // It was given back meanwhile.
            return false;
        }
    }
}
