using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>Searches files for any 64 bytes in a row of some secrets, or for a whole short secret.</summary>
/// <remarks>
/// Every window of 64 bytes of every secret is in a set by its hash; the hash rolls over a file byte by byte, and what it
/// finds is compared. Windows of fewer than 8 different bytes, as in a white wall, are in many files and prove nothing.
/// Short secrets are in a set by their first bytes, so that tens of thousands of them take no longer than one.
/// </remarks>
internal sealed class LeakSearch
{
    public const int Window = 64;
    private const int FewestDifferent = 8;
    private const int Head = sizeof(uint);
    private const ulong Factor = 0x9E3779B97F4A7C15;

    /// <summary>ENOENT.</summary>
    private const int NoSuchFile = 2;

    private static readonly ulong Oldest = Power(Window);

    private readonly Dictionary<ulong, (byte[] Secret, int At)> _windows = [];
    // A bit for each value of the first 24 bits of a hash, and of the next 24: nearly all that is no window is sorted out here.
    private readonly ulong[] _first = new ulong[1 << 18], _next = new ulong[1 << 18];
    private readonly Dictionary<uint, List<byte[]>> _short = [];
    // A bit for each value of the first 24 bits of a head's product, as above.
    private readonly ulong[] _heads = new ulong[1 << 18];

    /// <summary>How many windows are looked for.</summary>
    public int Windows => _windows.Count;

    /// <summary>Looks for this too; a secret shorter than a window is looked for as a whole.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="every">Of the windows, one in so many.</param>
    public void Add(byte[] secret, int every = 1)
    {
        if (secret.Length < Window)
        {
            AddShort(secret);
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

    /// <summary>The files that hold a secret, with where it begins. One that goes meanwhile holds none.</summary>
    public IReadOnlyList<string> Find(IEnumerable<string> files)
    {
        List<string> found = [];
        foreach (string file in files)
            if (TryRead(file) is { } content && Find(content) is int at)
                found.Add($"{file} at {at}");
        return found;
    }

    /// <summary>Adds how many windows of each secret, and how often each short secret, are in this.</summary>
    public void Count(ReadOnlySpan<byte> content, Dictionary<byte[], int> found)
    {
        for (int at = NextShort(content, 0); at < content.Length; at = NextShort(content, at + 1))
            foreach (byte[] secret in ShortAt(content, at))
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
        if (NextShort(content, 0) is int at && at < content.Length)
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

    private void AddShort(byte[] secret)
    {
        if (secret.Length < Head)
            throw new ArgumentException("So few bytes are everywhere.", nameof(secret));
        uint head = BinaryPrimitives.ReadUInt32LittleEndian(secret);
        if (!_short.TryGetValue(head, out List<byte[]>? same))
            _short.Add(head, same = []);
        same.Add(secret);
        uint product = Product(head);
        _heads[product >> 14] |= 1UL << (int)(product >> 8);
    }

    /// <summary>Where the next short secret begins; the length where there is none.</summary>
    private int NextShort(ReadOnlySpan<byte> content, int from)
    {
        for (int at = from; _short.Count > 0 && at <= content.Length - Head; at++)
        {
            uint product = Product(BinaryPrimitives.ReadUInt32LittleEndian(content[at..]));
            if ((_heads[product >> 14] >> (int)(product >> 8) & 1) != 0 && ShortAt(content, at).Count > 0)
                return at;
        }
        return content.Length;
    }

    private List<byte[]> ShortAt(ReadOnlySpan<byte> content, int at)
    {
        List<byte[]> found = [];
        if (_short.TryGetValue(BinaryPrimitives.ReadUInt32LittleEndian(content[at..]), out List<byte[]>? same))
            foreach (byte[] secret in same)
                if (content[at..].StartsWith(secret))
                    found.Add(secret);
        return found;
    }

    private static uint Product(uint head) => unchecked(head * 0x9E3779B1);

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

    private static byte[]? TryRead(string file)
    {
        try
        {
            return ReadShared(file);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
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
            : new FileStream(Open(file), FileAccess.Read);
        byte[] content = new byte[stream.Length];
        stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return content;
    }

    private static SafeFileHandle Open(string file)
    {
        int opened = Open([.. System.Text.Encoding.UTF8.GetBytes(file), 0], 0);
        if (opened >= 0)
            return new SafeFileHandle(opened, ownsHandle: true);
        int error = Marshal.GetLastPInvokeError();
        throw error == NoSuchFile
            ? new FileNotFoundException("It has gone.", file)
            : new IOException(string.Create(CultureInfo.InvariantCulture, $"{file} cannot be read: {Marshal.GetPInvokeErrorMessage(error)}."));
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);
}
