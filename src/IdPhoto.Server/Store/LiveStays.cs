namespace IdPhoto.Server.Store;

/// <summary>The requests that use a kept photo right now, so that each of them ends when its photo does.</summary>
internal sealed class LiveStays
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PhotoId, List<StayUse>> _uses = [];

    public LiveStays(PhotoStore store) => store.Gone += End;

    /// <summary>The photos that are in use.</summary>
    public IReadOnlyList<PhotoId> Photos
    {
        get
        {
            lock (_lock)
                return [.. _uses.Keys];
        }
    }

    /// <summary>Begins a use. To be called before the photo is looked up, so that no erasure falls in between.</summary>
    public StayUse Begin(PhotoId id)
    {
        StayUse use = new(this, id);
        lock (_lock)
        {
            if (!_uses.TryGetValue(id, out List<StayUse>? uses))
                _uses[id] = uses = [];
            uses.Add(use);
        }
        return use;
    }

    public void End(StayUse use)
    {
        lock (_lock)
        {
            if (_uses.TryGetValue(use.Id, out List<StayUse>? uses) && uses.Remove(use) && uses.Count == 0)
                _uses.Remove(use.Id);
        }
    }

    private void End(IReadOnlyList<PhotoId> gone)
    {
        List<StayUse> over = [];
        lock (_lock)
        {
            foreach (PhotoId id in gone)
                over.AddRange(_uses.GetValueOrDefault(id) ?? []);
        }
        over.ForEach(use => use.PhotoIsGone());
    }
}

/// <summary>One request's use of a kept photo.</summary>
internal sealed class StayUse(LiveStays stays, PhotoId id) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    public PhotoId Id => id;

    /// <summary>Cancelled when the photo is erased or its time is over.</summary>
    public CancellationToken Gone => _gone.Token;

    // The token is cancelled when this returns; what hangs on it follows on other threads, as erasing must not wait for it.
    public void PhotoIsGone() => _ = _gone.CancelAsync();

    public void Dispose() => stays.End(this);
}
