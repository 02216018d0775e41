using IdPhoto.Server.Memory;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Work;

/// <summary>Bounds the memory of all pictures that are decoded and worked on at once: each waits until there is enough for it.</summary>
/// <remarks>
/// A picture that needs more than all of it is worked on alone. Whoever holds least is next, of those whoever was let in longest ago: large
/// pictures of one caller, of which only one goes at a time, do not make everybody else wait for all of them.
/// </remarks>
internal sealed class WorkMemory(ServerSettings settings)
{
    /// <summary>After work that took more, memory is given back to the system at once: other programs share it.</summary>
    private const long Large = 128L * 1024 * 1024;

    /// <summary>So many that came later go before a picture, then it is the next: small pictures would keep a large one out for good.</summary>
    private const int MostPassing = 8;

    private readonly Lock _lock = new();
    private readonly List<Waiting> _waiting = [];
    private readonly Dictionary<string, Caller> _callers = [];
    private long _used;
    private long _turn;

    /// <summary>Bytes that are reserved.</summary>
    public long Used
    {
        get
        {
            lock (_lock)
                return _used;
        }
    }

    /// <summary>Reserves bytes until the result is disposed.</summary>
    /// <param name="caller">Whose picture it is.</param>
    /// <param name="bytes">What it takes.</param>
    /// <param name="cancel">It is not wanted any more.</param>
    public async Task<IDisposable> TakeAsync(string caller, long bytes, CancellationToken cancel)
    {
        Waiting mine = new(caller, Math.Min(bytes, settings.WorkMemoryBytes));
        lock (_lock)
        {
            Enter(mine);
            Admit();
        }
        using CancellationTokenRegistration leaving = cancel.Register(() => Leave(mine, cancel));
        await mine.Admitted.Task;
        return new Share(this, mine);
    }

    private void Leave(Waiting mine, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(mine))
                return;
            Leave(mine.Caller);
            mine.Admitted.SetCanceled(cancel);
            Admit();
        }
    }

    private void Release(Waiting done)
    {
        bool idle;
        lock (_lock)
        {
            _used -= done.Bytes;
            _callers[done.Caller].Held -= done.Bytes;
            Leave(done.Caller);
            idle = _used == 0;
            Admit();
        }
        if (idle && done.Bytes >= Large)
            HeapRelease.Release();
    }

    private void Admit()
    {
        while (Next() is { } next)
        {
            int place = _waiting.IndexOf(next);
            for (int i = 0; i < place; i++)
                _waiting[i].Passed++;
            _waiting.RemoveAt(place);
            // The next one of the same caller waits as long again; one that it has passed itself does not.
            foreach (Waiting other in _waiting.Skip(place).Where(waiting => waiting.Caller == next.Caller))
                other.Passed = 0;
            _used += next.Bytes;
            Caller caller = _callers[next.Caller];
            caller.Held += next.Bytes;
            caller.LastTurn = ++_turn;
            next.Admitted.SetResult();
        }
    }

    private Waiting? Next() => _waiting.Find(waiting => waiting.Passed >= MostPassing) is { } passed
        ? Fits(passed) ? passed : null
        : _waiting.Where(Fits).MinBy(Rank);

    private (long Held, long Turn) Rank(Waiting waiting) => (_callers[waiting.Caller].Held, _callers[waiting.Caller].LastTurn);

    private bool Fits(Waiting waiting) => _used + waiting.Bytes <= settings.WorkMemoryBytes;

    private void Enter(Waiting mine)
    {
        _waiting.Add(mine);
        if (!_callers.TryGetValue(mine.Caller, out Caller? caller))
            _callers[mine.Caller] = caller = new Caller();
        caller.Inside++;
    }

    private void Leave(string caller)
    {
        if (--_callers[caller].Inside == 0)
            _callers.Remove(caller);
    }

    /// <summary>Somebody with pictures that wait or are worked on.</summary>
    private sealed class Caller
    {
        public int Inside { get; set; }

        public long Held { get; set; }

        public long LastTurn { get; set; }
    }

    // By reference: two pictures of one caller are two.
    private sealed class Waiting(string caller, long bytes)
    {
        public string Caller => caller;

        public long Bytes => bytes;

        public int Passed { get; set; }

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Share(WorkMemory memory, Waiting held) : IDisposable
    {
        private bool _released;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _released, true))
                memory.Release(held);
        }
    }
}
