using System.Diagnostics;
using IdPhoto.Networks;

namespace IdPhoto.Bench.Speed;

/// <summary>Adds up the time spent inside networks.</summary>
internal sealed class TimedNetworks(INetworks inner) : INetworks
{
    /// <summary>Since it was last set back.</summary>
    public TimeSpan Spent { get; set; }

    public bool Has(Network network) => inner.Has(network);

    public async ValueTask<IReadOnlyList<float[]>> RunAsync(Network network, float[] input, ReadOnlyMemory<int> shape, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<float[]> outputs = await inner.RunAsync(network, input, shape, cancel);
        Spent += Stopwatch.GetElapsedTime(start);
        return outputs;
    }
}
