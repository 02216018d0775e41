using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>Bounds how much of the store one caller fills. In memory alone: after a start, what is kept already counts for nobody.</summary>
internal sealed class StoreShares
{
    private readonly ServerSettings _settings;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _held = [];
    private readonly Dictionary<PhotoId, (string Caller, long Bytes)> _photos = [];

    /// <summary>What has gone while photos were being kept: one of them may be gone before it is known here.</summary>
    private readonly HashSet<PhotoId> _goneEarly = [];
    private int _keeping;

    public StoreShares(ServerSettings settings, PhotoStore store)
    {
        _settings = settings;
        store.Gone += Release;
    }

    /// <summary>The photos that count for somebody.</summary>
    public IReadOnlyList<PhotoId> Photos
    {
        get
        {
            lock (_lock)
                return [.. _photos.Keys];
        }
    }

    /// <summary>Keeps a photo within its caller's share.</summary>
    /// <exception cref="StoreException">The share is full.</exception>
    public async Task<Stay> KeepAsync(string caller, long bytes, Func<Task<Stay>> keep)
    {
        Reserve(caller, bytes);
        try
        {
            Stay stay = await keep();
            lock (_lock)
                if (_goneEarly.Contains(stay.Id))
                    Release(caller, bytes);
                else
                    _photos[stay.Id] = (caller, bytes);
            return stay;
        }
        catch
        {
            lock (_lock)
                Release(caller, bytes);
            throw;
        }
        finally
        {
            lock (_lock)
                if (--_keeping == 0)
                    _goneEarly.Clear();
        }
    }

    private void Reserve(string caller, long bytes)
    {
        lock (_lock)
        {
            long held = _held.GetValueOrDefault(caller);
            if (held > 0 && held + bytes > _settings.ShareOf(_settings.StoreBytes) / _settings.Nodes)
                throw new StoreException(isFull: true);
            _held[caller] = held + bytes;
            _keeping++;
        }
    }

    private void Release(IReadOnlyList<PhotoId> gone)
    {
        lock (_lock)
        {
            foreach (PhotoId id in gone)
                if (_photos.Remove(id, out (string Caller, long Bytes) photo))
                    Release(photo.Caller, photo.Bytes);
                else if (_keeping > 0)
                    _goneEarly.Add(id);
        }
    }

    private void Release(string caller, long bytes)
    {
        if ((_held[caller] -= bytes) <= 0)
            _held.Remove(caller);
    }
}
