using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>Searches files for any 64 bytes in a row of some secrets, or for a whole short secret.</summary>
/// <remarks>
/// Every window of 64 bytes of every secret is in a set by its hash; the hash rolls over a file byte by byte, and what it
/// finds is compared. Windows of fewer than 8 different bytes, as in a white wall, are in many files and prove nothing.
/// </remarks>
internal sealed class LeakSearch
{
    public const int Window = 64;
    private const int FewestDifferent = 8;
    private const ulong Factor = 0x9E3779B97F4A7C15;

    private static readonly ulong Oldest = Power(Window);

    private readonly Dictionary<ulong, (byte[] Secret, int At)> _windows = [];
    // A bit for each value of the first 24 bits of a hash, and of the next 24: nearly all that is no window is sorted out here.
    private readonly ulong[] _first = new ulong[1 << 18], _next = new ulong[1 << 18];
    private readonly List<byte[]> _short = [];

    /// <summary>How many windows are looked for.</summary>
    public int Windows => _windows.Count;

    /// <summary>Looks for this too; a secret shorter than a window is looked for as a whole.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="every">Of the windows, one in so many.</param>
    public void Add(byte[] secret, int every = 1)
    {
        if (secret.Length < Window)
        {
            _short.Add(secret);
            return;
        }
        ulong hash = 0;
        for (int i = 0; i < secret.Length; i++)
        {
            hash = Roll(hash, secret, i);
            if (i >= Window - 1 && (i + 1) % every == 0 && IsTelling(secret.AsSpan(i - Window + 1, Window)) && _windows.TryAdd(hash, (secret, i - Window + 1)))
                (_first[hash >> 46], _next[hash << 24 >> 46]) = (_first[hash >> 46] | 1UL << (int)(hash >> 40), _next[hash << 24 >> 46] | 1UL << (int)(hash >> 16));
        }
    }

    /// <summary>Looks for nothing of this: it is in files of everybody.</summary>
    public void Except(byte[] common)
    {
        ulong hash = 0;
        for (int i = 0; i < common.Length; i++)
        {
            hash = Roll(hash, common, i);
            if (i >= Window - 1 && IsWindow(hash, common, i))
                _windows.Remove(hash);
        }
    }

    /// <summary>The files that hold a secret, with where it begins.</summary>
    public IReadOnlyList<string> Find(IEnumerable<string> files)
    {
        List<string> found = [];
        foreach (string file in files)
            if (Find(ReadShared(file)) is int at)
                found.Add($"{file} at {at}");
        return found;
    }

    /// <summary>Adds how many windows of each secret, and how often each short secret, are in this.</summary>
    public void Count(ReadOnlySpan<byte> content, Dictionary<byte[], int> found)
    {
        foreach (byte[] secret in _short)
            for (int at = 0; content[at..].IndexOf(secret) is >= 0 and int next; at += next + 1)
                found[secret] = found.GetValueOrDefault(secret) + 1;
        ulong hash = 0;
        for (int i = 0; i < content.Length && _windows.Count > 0; i++)
        {
            hash = Roll(hash, content, i);
            if (i >= Window - 1 && IsWindow(hash, content, i))
                found[_windows[hash].Secret] = found.GetValueOrDefault(_windows[hash].Secret) + 1;
        }
    }

    /// <summary>Where a secret begins in this; null for nowhere.</summary>
    public int? Find(ReadOnlySpan<byte> content)
    {
        foreach (byte[] secret in _short)
            if (content.IndexOf(secret) is >= 0 and int at)
                return at;
        ulong hash = 0;
        for (int i = 0; i < content.Length; i++)
        {
            hash = Roll(hash, content, i);
            if (i >= Window - 1 && IsWindow(hash, content, i))
                return i - Window + 1;
        }
        return null;
    }

    private bool IsWindow(ulong hash, ReadOnlySpan<byte> content, int i)
        => (_first[hash >> 46] >> (int)(hash >> 40) & 1) != 0 && (_next[hash << 24 >> 46] >> (int)(hash >> 16) & 1) != 0 && _windows.TryGetValue(hash, out (byte[] Secret, int At) window)
            && content.Slice(i - Window + 1, Window).SequenceEqual(window.Secret.AsSpan(window.At, Window));

    private static ulong Roll(ulong hash, ReadOnlySpan<byte> bytes, int i)
    {
        unchecked
        {
            hash = (hash * Factor) + bytes[i] + 1;
            return i >= Window ? hash - ((bytes[i - Window] + 1UL) * Oldest) : hash;
        }
    }

    private static ulong Power(int exponent)
    {
        ulong power = 1;
        for (int i = 0; i < exponent; i++)
            power = unchecked(power * Factor);
        return power;
    }

    private static bool IsTelling(ReadOnlySpan<byte> window)
    {
        Span<bool> seen = stackalloc bool[256];
        seen.Clear();
        int different = 0;
        foreach (byte value in window)
        {
            different += seen[value] ? 0 : 1;
            seen[value] = true;
        }
        return different >= FewestDifferent;
    }

    /// <summary>A file that others have open, and even one that they have locked: a lock of .NET's binds only who asks for it.</summary>
    public static byte[] ReadShared(string file)
    {
        using FileStream stream = OperatingSystem.IsWindows()
            ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
            : new FileStream(new SafeFileHandle(Open([.. System.Text.Encoding.UTF8.GetBytes(file), 0], 0), ownsHandle: true), FileAccess.Read);
        byte[] content = new byte[stream.Length];
        stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return content;
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte[] path, int flags);
}
