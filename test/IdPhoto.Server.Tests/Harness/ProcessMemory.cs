using System.Globalization;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>The memory of another process of this user, read as a debugger reads it. Linux only.</summary>
internal sealed class ProcessMemory(int process)
{
    private const int Piece = 1 << 22;

    /// <summary>Counts, in all memory that the process can write, what a search finds of each of its secrets.</summary>
    public Dictionary<byte[], int> Count(LeakSearch search)
    {
        Dictionary<byte[], int> found = [];
        using FileStream memory = new($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach ((long from, long to) in Regions())
            for (long at = from; at < to; at += Piece)
            {
                // A window may lie across two pieces.
                byte[] piece = new byte[Math.Min(to, at + Piece + LeakSearch.Window - 1) - at];
                if (TryRead(memory, at, piece) && piece.AsSpan().ContainsAnyExcept((byte)0))
                    search.Count(piece, found);
            }
        return found;
    }

    private IEnumerable<(long From, long To)> Regions() => File.ReadAllLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/maps")
        .Select(line => line.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words[2].StartsWith("rw", StringComparison.Ordinal))
        .Select(words => (long.Parse(words[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), long.Parse(words[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

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
