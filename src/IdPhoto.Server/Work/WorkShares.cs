namespace IdPhoto.Server.Work;

/// <summary>Who used the workers lately, and for how long: what is longer ago counts less and less. Its user locks.</summary>
internal sealed class WorkShares(TimeProvider clock)
{
    /// <summary>What was used so long ago counts half, and who was not here for so long is forgotten.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Share> _callers = [];

    /// <summary>A caller wants a worker.</summary>
    public void Seen(string caller)
    {
        Forget();
        Of(caller);
    }

    /// <summary>A caller had a worker.</summary>
    public void Used(string caller, TimeSpan time) => Of(caller).Seconds += time.TotalSeconds;

    /// <summary>Seconds that a caller had workers, as they count now.</summary>
    public double SpentSeconds(string caller) => _callers.TryGetValue(caller, out Share? share) ? share.Seconds * Math.Pow(0.5, clock.GetElapsedTime(share.Last) / Lately) : 0;

    /// <summary>Whether there was anybody else lately.</summary>
    public bool HasOthers(string caller) => _callers.Any(other => other.Key != caller && clock.GetElapsedTime(other.Value.Last) < Lately);

    private Share Of(string caller)
    {
        double spent = SpentSeconds(caller);
        return _callers[caller] = new Share(clock.GetTimestamp()) { Seconds = spent };
    }

    private void Forget()
    {
        foreach ((string caller, Share share) in _callers)
            if (clock.GetElapsedTime(share.Last) >= Lately)
                _callers.Remove(caller);
    }

    private sealed class Share(long last)
    {
        public long Last => last;

        public double Seconds { get; set; }
    }
}
