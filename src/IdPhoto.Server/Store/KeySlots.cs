using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace IdPhoto.Server.Store;

/// <summary>The wrapped keys of the kept photos, in one file whose places never move: the only place that ever holds them.</summary>
/// <remarks>
/// A database copies what it stores into logs and other pages, and a file system leaves the blocks of a removed file as they
/// were. So each key has a slot that was written when the file grew, and is destroyed by random bytes written over it, with
/// a flush to the disk, before anybody is told so. An unused slot looks like a used one. See docs/adr/0006-key-slots.md.
/// </remarks>
internal sealed class KeySlots : IDisposable
{
    /// <summary>A wrapped key, filled up so that no slot crosses a sector.</summary>
    public const int SlotBytes = 64;

    private const int GrowsBy = 1024;

    private readonly Lock _lock = new();
    private readonly Stack<int> _free = new();
    private readonly SafeFileHandle _file;
    private int _count;
    private int? _mark;

    private KeySlots(SafeFileHandle file)
    {
        _file = file;
        _count = (int)(RandomAccess.GetLength(file) / SlotBytes);
    }

    /// <summary>Opens the file, or makes it. No slot is free before <see cref="ReleaseUnused"/>.</summary>
    /// <exception cref="IOException">It cannot be used, or another server uses it.</exception>
    public static KeySlots Open(string path) => new(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));

    /// <summary>Whether the file is long enough to hold this slot: it may have been lost.</summary>
    public bool Has(int slot) => slot < _count;

    /// <summary>Whether there is none yet.</summary>
    public bool AreEmpty => _count == 0;

    /// <summary>Whether it is known by something: <see cref="KeyFileMark"/>.</summary>
    public bool AreMarked => _mark is not null;

    /// <summary>Writes what this file is known by into a slot that is never free: the first one of an empty file, which has it as soon as it has anything.</summary>
    /// <returns>The slot.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public int PutMark(byte[] mark)
    {
        lock (_lock)
        {
            if (AreEmpty)
                Grow(mark);
            else
                _mark = Put([mark])[0];
            return _mark!.Value;
        }
    }

    /// <summary>Whether this slot holds what the file is known by; it is never free then.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool HasMark(int slot, ReadOnlySpan<byte> mark)
    {
        if (!Has(slot) || !Read(slot).AsSpan(0, mark.Length).SequenceEqual(mark))
            return false;
        _mark = slot;
        return true;
    }

    /// <summary>Frees and overwrites every slot but these: a crash may have left a key that belongs to no photo.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void ReleaseUnused(IReadOnlySet<int> used)
    {
        lock (_lock)
        {
            int[] unused = [.. Enumerable.Range(0, _count).Where(slot => slot != _mark && !used.Contains(slot))];
            Scramble(unused);
            _free.Clear();
            foreach (int slot in unused)
                _free.Push(slot);
        }
    }

    /// <summary>Writes keys into free slots.</summary>
    /// <returns>The slots; the keys are on the disk.</returns>
    /// <exception cref="IOException">They cannot be written; no slot is taken.</exception>
    public IReadOnlyList<int> Put(IReadOnlyList<byte[]> keys)
    {
        lock (_lock)
        {
            while (_free.Count < keys.Count)
                Grow();
            int[] slots = [.. Enumerable.Range(0, keys.Count).Select(_ => _free.Pop())];
            try
            {
                for (int i = 0; i < slots.Length; i++)
                    RandomAccess.Write(_file, keys[i], Offset(slots[i]));
                RandomAccess.FlushToDisk(_file);
                return slots;
            }
            catch (IOException)
            {
                // Overwritten when they are next used, or by the next start.
                Array.ForEach(slots, _free.Push);
                throw;
            }
        }
    }

    /// <summary>Reads a key.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[] Read(int slot)
    {
        byte[] key = new byte[PhotoCipher.WrappedBytes];
        RandomAccess.Read(_file, key, Offset(slot));
        return key;
    }

    /// <summary>Destroys keys: when it returns, the disk has random bytes in their place. Needs no room on the disk.</summary>
    /// <exception cref="IOException">The disk did not take them.</exception>
    public void Destroy(IReadOnlyList<int> slots)
    {
        lock (_lock)
            Scramble([.. slots.Where(IsKey)]);
    }

    /// <summary>Frees slots whose keys are destroyed and that nothing refers to any more.</summary>
    public void Release(IReadOnlyList<int> slots)
    {
        lock (_lock)
            foreach (int slot in slots.Where(IsKey))
                _free.Push(slot);
    }

    public void Dispose() => _file.Dispose();

    private void Scramble(int[] slots)
    {
        if (slots.Length == 0)
            return;
        Span<byte> random = stackalloc byte[SlotBytes];
        foreach (int slot in slots)
        {
            RandomNumberGenerator.Fill(random);
            RandomAccess.Write(_file, random, Offset(slot));
        }
        RandomAccess.FlushToDisk(_file);
    }

    // Written, not only reserved: a block that was never written is given another place with its first write.
    private void Grow(byte[]? mark = null)
    {
        byte[] block = RandomNumberGenerator.GetBytes(GrowsBy * SlotBytes);
        mark?.CopyTo(block, 0);
        RandomAccess.Write(_file, block, Offset(_count));
        RandomAccess.FlushToDisk(_file);
        if (mark is not null)
            _mark = _count;
        _count += GrowsBy;
        for (int slot = _count - 1; slot >= _count - GrowsBy; slot--)
            if (slot != _mark)
                _free.Push(slot);
    }

    // An entry whose key was lost with the file before this one may name the mark's slot.
    private bool IsKey(int slot) => Has(slot) && slot != _mark;

    private static long Offset(int slot) => (long)slot * SlotBytes;
}
