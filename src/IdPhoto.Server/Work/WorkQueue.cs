using System.Diagnostics;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Work;

/// <summary>Lets a few photos be worked on at once and a few wait, fairly between callers; everyone else is turned away at once.</summary>
internal sealed class WorkQueue(ServerSettings settings, ServerMetrics metrics, TimeProvider clock)
{
    /// <summary>Places beside the queue for callers that have less than their share in it.</summary>
    private const int SparePlaces = 16;

    /// <summary>For a call into a decoder that hears nothing of the time until it is done.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly WorkShares _shares = new(clock);
    private readonly Dictionary<string, Turns> _callers = [];
    private readonly List<Waiting> _waiting = [];
    private int _free = settings.Workers;
    private int _inside;
    private long _turn;
    private double _usualSeconds = 1;

    /// <summary>Photos that are worked on or wait.</summary>
    public int Inside => Volatile.Read(ref _inside);

    private int Places => settings.Workers + settings.QueuePlaces;

    /// <summary>Turns away before a body is read; there may still be no place when it has been.</summary>
    /// <exception cref="RequestRefused"><see cref="ServerCodes.Busy"/>.</exception>
    public void ThrowIfFull(string caller)
    {
        lock (_lock)
        {
            _shares.Seen(caller);
            if (!HasPlace(caller))
                throw Busy();
        }
    }

    /// <summary>Waits for a worker and does the work.</summary>
    /// <param name="caller">Who wants it.</param>
    /// <param name="operation">What is done, for the metrics.</param>
    /// <param name="work">The work; it occupies a thread.</param>
    /// <param name="cancel">The caller has gone.</param>
    /// <exception cref="RequestRefused"><see cref="ServerCodes.Busy"/> or <see cref="ServerCodes.TimeLimit"/>.</exception>
    public async Task<T> RunAsync<T>(string caller, string operation, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        Enter(caller);
        try
        {
            // The answer comes in time also where the work does not end with it: its worker stays taken until then.
            return await InsideAsync(caller, operation, work, cancel).WaitAsync(settings.WorkTime + Patience, CancellationToken.None);
        }
        catch (Exception over) when (over is OperationCanceledException or TimeoutException)
        {
            cancel.ThrowIfCancellationRequested();
            throw RequestRefused.TimeLimit(settings.WorkTime, RetrySeconds());
        }
    }

    private async Task<T> InsideAsync<T>(string caller, string operation, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(settings.WorkTime);
        try
        {
            return await WithWorkerAsync(caller, operation, work, limit.Token);
        }
        finally
        {
            Leave(caller);
        }
    }

    private async Task<T> WithWorkerAsync<T>(string caller, string operation, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        long entered = Stopwatch.GetTimestamp();
        await WorkerAsync(caller, cancel);
        long begun = Stopwatch.GetTimestamp();
        try
        {
            return await Task.Run(() => work(cancel), cancel);
        }
        finally
        {
            TimeSpan took = Stopwatch.GetElapsedTime(begun);
            Release(caller, took);
            // A rough mean is enough to tell callers when to come back.
            _usualSeconds += 0.2 * (took.TotalSeconds - _usualSeconds);
            metrics.Worked(operation, Stopwatch.GetElapsedTime(entered, begun), took);
        }
    }

    private bool HasPlace(string caller)
    {
        if (_inside < Places)
            return true;
        int others = _callers.Count + (_callers.ContainsKey(caller) ? 0 : 1);
        int mine = _callers.GetValueOrDefault(caller)?.Inside ?? 0;
        return _inside < Places + SparePlaces && mine < Math.Max(1, Places / others);
    }

    private void Enter(string caller)
    {
        lock (_lock)
        {
            _shares.Seen(caller);
            if (!HasPlace(caller))
                throw Busy();
            _inside++;
            if (!_callers.TryGetValue(caller, out Turns? turns))
                _callers[caller] = turns = new Turns();
            turns.Inside++;
        }
    }

    private void Leave(string caller)
    {
        lock (_lock)
        {
            _inside--;
            if (--_callers[caller].Inside == 0)
                _callers.Remove(caller);
        }
    }

    private async Task WorkerAsync(string caller, CancellationToken cancel)
    {
        Waiting mine = new(caller);
        lock (_lock)
        {
            _waiting.Add(mine);
            Dispatch();
        }
        using CancellationTokenRegistration leaving = cancel.Register(() => GiveUp(mine, cancel));
        await mine.Chosen.Task;
    }

    private void GiveUp(Waiting mine, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_waiting.Remove(mine))
                mine.Chosen.SetCanceled(cancel);
        }
    }

    private void Release(string caller, TimeSpan took)
    {
        lock (_lock)
        {
            _shares.Used(caller, took);
            _callers[caller].Running--;
            _free++;
            Dispatch();
        }
    }

    /// <summary>Free workers go to whoever has the fewest, of those to whoever had least of their time, and of those to whoever was served longest ago.</summary>
    private void Dispatch()
    {
        while (_free > 0 && _waiting.Where(waiting => MayTake(waiting.Caller)).MinBy(Rank) is { } next)
        {
            _waiting.Remove(next);
            Turns turns = _callers[next.Caller];
            turns.Running++;
            turns.LastTurn = ++_turn;
            _free--;
            next.Chosen.SetResult();
        }
    }

    private (int Running, double Spent, long Turn) Rank(Waiting waiting)
        => (_callers[waiting.Caller].Running, _shares.SpentSeconds(waiting.Caller), _callers[waiting.Caller].LastTurn);

    /// <summary>The last free worker is kept for others as long as there are any, so that slow pictures of one caller do not make them wait.</summary>
    private bool MayTake(string caller) => _free > 1 || _callers[caller].Running == 0 || !_shares.HasOthers(caller);

    private RequestRefused Busy() => RequestRefused.Busy(RetrySeconds());

    private int RetrySeconds() => (int)Math.Clamp(Math.Ceiling(_usualSeconds * Inside / settings.Workers), 1, 60);

    private sealed class Turns
    {
        public int Inside { get; set; }

        public int Running { get; set; }

        public long LastTurn { get; set; }
    }

    // By reference: two photos of one caller are two.
    private sealed class Waiting(string caller)
    {
        public string Caller => caller;

        public TaskCompletionSource Chosen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
