namespace IdPhoto.Server.Store;

/// <summary>Which overdue photos somebody in this process removes already.</summary>
internal sealed class OverdueClaims
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PhotoId, TimeSpan> _until = [];

    /// <summary>Claims photos.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="find">Finds them; it is given how many are claimed already, and may find those too.</param>
    /// <returns>Those that were free.</returns>
    public IReadOnlyList<KeptPhoto> Take(ClockReading now, int most, Func<int, IReadOnlyList<KeptPhoto>> find)
    {
        lock (_lock)
        {
            foreach (PhotoId lapsed in _until.Where(claim => claim.Value <= now.Uptime).Select(claim => claim.Key).ToArray())
                _until.Remove(lapsed);
            KeptPhoto[] free = [.. find(_until.Count).Where(photo => !_until.ContainsKey(photo.Id)).Take(most)];
            foreach (KeptPhoto photo in free)
                _until[photo.Id] = now.Uptime + IPhotoLedger.Claim;
            return free;
        }
    }

    /// <summary>Does something with a photo while nobody can claim it; nothing where somebody has.</summary>
    public bool TryWhileFree(PhotoId id, Func<bool> step)
    {
        lock (_lock)
            return !_until.ContainsKey(id) && step();
    }

    public void GiveUp(IReadOnlyList<PhotoId> photos)
    {
        lock (_lock)
        {
            foreach (PhotoId photo in photos)
                _until.Remove(photo);
        }
    }
}
