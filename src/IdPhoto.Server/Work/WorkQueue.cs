using System.Diagnostics;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Work;

/// <summary>Lets a few photos be worked on at once and a few wait; everyone else is turned away at once.</summary>
internal sealed class WorkQueue(ServerSettings settings, ServerMetrics metrics) : IDisposable
{
    private readonly SemaphoreSlim _workers = new(settings.Workers);
    private int _inside;
    private double _usualSeconds = 1;

    /// <summary>Photos that are worked on or wait.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Turns away before a body is read; there may still be no place when it has been.</summary>
    /// <exception cref="RequestRefused"><see cref="ServerCodes.Busy"/>.</exception>
    public void ThrowIfFull()
    {
        if (Inside >= settings.Workers + settings.QueuePlaces)
            throw Busy();
    }

    /// <summary>Waits for a worker and does the work.</summary>
    /// <param name="operation">What is done, for the metrics.</param>
    /// <param name="work">The work; it occupies a thread.</param>
    /// <param name="cancel">The caller has gone.</param>
    /// <exception cref="RequestRefused"><see cref="ServerCodes.Busy"/> or <see cref="ServerCodes.TimeLimit"/>.</exception>
    public async Task<T> RunAsync<T>(string operation, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref _inside) > settings.Workers + settings.QueuePlaces)
        {
            Interlocked.Decrement(ref _inside);
            throw Busy();
        }
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(settings.WorkTime);
        try
        {
            return await WithWorkerAsync(operation, work, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw RequestRefused.TimeLimit(settings.WorkTime, RetrySeconds());
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public void Dispose() => _workers.Dispose();

    private async Task<T> WithWorkerAsync<T>(string operation, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        long entered = Stopwatch.GetTimestamp();
        await _workers.WaitAsync(cancel);
        long begun = Stopwatch.GetTimestamp();
        try
        {
            return await Task.Run(() => work(cancel), cancel);
        }
        finally
        {
            _workers.Release();
            TimeSpan took = Stopwatch.GetElapsedTime(begun);
            // A rough mean is enough to tell callers when to come back.
            _usualSeconds += 0.2 * (took.TotalSeconds - _usualSeconds);
            metrics.Worked(operation, Stopwatch.GetElapsedTime(entered, begun), took);
        }
    }

    private RequestRefused Busy() => RequestRefused.Busy(RetrySeconds());

    private int RetrySeconds() => (int)Math.Clamp(Math.Ceiling(_usualSeconds * Inside / settings.Workers), 1, 60);
}
