using System.Diagnostics.Metrics;

namespace IdPhoto.Server.Measuring;

/// <summary>Counts of the server: numbers and words of the program, nothing of a request, a caller or a photo.</summary>
internal sealed class ServerMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "IdPhoto.Server";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 60] };

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _kept, _removed, _refused, _sweepsFailed;
    private readonly Histogram<double> _work, _wait;

    public ServerMetrics()
    {
        _kept = _meter.CreateCounter<long>("idphoto.photos.kept", "{photo}", "Photos taken for a short stay.");
        _removed = _meter.CreateCounter<long>("idphoto.photos.removed", "{photo}", "Photos removed, by reason: deleted or expired.");
        _refused = _meter.CreateCounter<long>("idphoto.refusals", "{request}", "Refused requests, by code.");
        _sweepsFailed = _meter.CreateCounter<long>("idphoto.sweeps.failed", "{sweep}", "Sweeps that failed and are tried again.");
        _work = _meter.CreateHistogram("idphoto.work.duration", "s", "Work on a photo, by operation.", advice: Seconds);
        _wait = _meter.CreateHistogram("idphoto.work.wait", "s", "Wait for a worker.", advice: Seconds);
    }

    public void Kept() => _kept.Add(1);

    public void Removed(int count, string reason)
    {
        if (count > 0)
            _removed.Add(count, new KeyValuePair<string, object?>("reason", reason));
    }

    /// <param name="code">A stable code.</param>
    public void Refused(string code) => _refused.Add(1, new KeyValuePair<string, object?>("code", code));

    public void SweepFailed() => _sweepsFailed.Add(1);

    /// <param name="operation">Such as 'id-photo'.</param>
    /// <param name="wait">Time in the queue.</param>
    /// <param name="work">Time with a worker.</param>
    public void Worked(string operation, TimeSpan wait, TimeSpan work)
    {
        _wait.Record(wait.TotalSeconds);
        _work.Record(work.TotalSeconds, new KeyValuePair<string, object?>("operation", operation));
    }

    /// <summary>Shows a number whenever the metrics are read.</summary>
    public void Watch(string name, string unit, string description, Func<long> value) => _meter.CreateObservableGauge(name, value, unit, description);

    public void Dispose() => _meter.Dispose();
}
