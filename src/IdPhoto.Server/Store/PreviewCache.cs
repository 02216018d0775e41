using System.Security.Cryptography;

namespace IdPhoto.Server.Store;

/// <summary>Cut-outs of stored photos, in memory alone: a bounded number of bytes, for a bounded time, cleared when they go.</summary>
internal sealed class PreviewCache(long maxBytes, TimeSpan time, Func<ClockReading> clock)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _recent = new();
    private long _bytes;

    /// <summary>Bytes that are held.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _bytes;
        }
    }

    /// <summary>A copy of a cut-out, for the caller to clear; null where there is none.</summary>
    public CachedPreview? Get(PhotoId id, int side)
    {
        lock (_lock)
        {
            Sweep();
            LinkedListNode<Entry>? node = Node(entry => entry.Id == id && entry.Side == side);
            if (node is null)
                return null;
            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Preview.Copy();
        }
    }

    /// <summary>Takes a copy of a cut-out; the oldest ones go for it.</summary>
    /// <param name="stay">The photo; its cut-outs go with it.</param>
    /// <param name="side">The size that was asked for.</param>
    /// <param name="preview">The cut-out.</param>
    public void Add(Stay stay, int side, CachedPreview preview)
    {
        if (preview.Bytes > maxBytes || time == TimeSpan.Zero)
            return;
        ClockReading now = clock();
        TimeSpan left = stay.ExpiresAt - now.Wall < time ? stay.ExpiresAt - now.Wall : time;
        lock (_lock)
        {
            Drop(entry => entry.Id == stay.Id && entry.Side == side);
            _recent.AddFirst(new Entry(stay.Id, side, preview.Copy(), now.Wall + left, now.Uptime + left));
            _bytes += preview.Bytes;
            while (_bytes > maxBytes)
                Drop(_recent.Last!);
        }
    }

    /// <summary>Clears cut-outs together with their photos: a clock that was set back makes a photo's end by the time of day look later than it is.</summary>
    public void Follow(PhotoStore store) => store.Gone += gone =>
    {
        foreach (PhotoId id in gone)
            Remove(id);
    };

    /// <summary>Clears all cut-outs of a photo.</summary>
    public void Remove(PhotoId id)
    {
        lock (_lock)
            Drop(entry => entry.Id == id);
    }

    /// <summary>Clears those whose time is over.</summary>
    /// <param name="ahead">Also those whose time is over this much later: before the next sweep.</param>
    public void Sweep(TimeSpan ahead = default)
    {
        ClockReading now = clock();
        lock (_lock)
            Drop(entry => entry.EndsWall <= now.Wall + ahead || entry.EndsUptime <= now.Uptime + ahead);
    }

    /// <summary>Clears all.</summary>
    public void Clear()
    {
        lock (_lock)
            Drop(_ => true);
    }

    private LinkedListNode<Entry>? Node(Predicate<Entry> wanted)
    {
        LinkedListNode<Entry>? node = _recent.First;
        while (node is not null && !wanted(node.Value))
            node = node.Next;
        return node;
    }

    private void Drop(Predicate<Entry> unwanted)
    {
        for (LinkedListNode<Entry>? node = _recent.First; node is not null;)
        {
            LinkedListNode<Entry>? next = node.Next;
            if (unwanted(node.Value))
                Drop(node);
            node = next;
        }
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        _recent.Remove(node);
        _bytes -= node.Value.Preview.Bytes;
        node.Value.Preview.Clear();
    }

    private sealed record Entry(PhotoId Id, int Side, CachedPreview Preview, DateTimeOffset EndsWall, TimeSpan EndsUptime);
}

/// <summary>A cut-out as it is answered: a PNG and the measures as JSON.</summary>
internal sealed record CachedPreview(byte[] Png, byte[] Measures)
{
    public long Bytes => Png.LongLength + Measures.LongLength;

    public CachedPreview Copy() => new([.. Png], [.. Measures]);

    public void Clear()
    {
        CryptographicOperations.ZeroMemory(Png);
        CryptographicOperations.ZeroMemory(Measures);
    }
}
