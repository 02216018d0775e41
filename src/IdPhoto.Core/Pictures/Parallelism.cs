#pragma warning disable RS0030 // This is the one place.
namespace IdPhoto.Pictures;

/// <summary>The one bound on how many threads the stages of this library use for a picture.</summary>
/// <remarks>
/// It goes with the flow of the call, as a culture does: whoever starts the work says once how much of the machine it may take.
/// Results do not depend on it.
/// </remarks>
public static class Parallelism
{
    private static readonly AsyncLocal<ParallelOptions?> Bound = new();

    /// <summary>Threads that a stage called here may use: as many as there are cores, unless a bound is set.</summary>
    public static int Most => Bound.Value?.MaxDegreeOfParallelism ?? Environment.ProcessorCount;

    /// <summary>Bounds all stages that are called, awaited or started from here until the result is disposed.</summary>
    /// <param name="threads">From 1; 1 does all work on the calling thread.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static IDisposable AtMost(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Former former = new(Bound.Value);
        Bound.Value = new ParallelOptions { MaxDegreeOfParallelism = threads };
        return former;
    }

    /// <summary>Does the work for 0..count - 1, in any order.</summary>
    internal static void For(int count, Action<int> work)
    {
        if (Most == 1)
            for (int i = 0; i < count; i++)
                work(i);
        else
            Parallel.For(0, count, Options, work);
    }

    /// <summary>Does the work for 0..count - 1, in any order, with something that each thread makes once.</summary>
    internal static void For<T>(int count, Func<T> prepare, Action<int, T> work)
    {
        if (Most > 1)
        {
            Parallel.For(
                0, count, Options, prepare,
                (i, _, prepared) =>
                {
                    work(i, prepared);
                    return prepared;
                },
                _ => { });
            return;
        }
        T own = prepare();
        for (int i = 0; i < count; i++)
            work(i, own);
    }

    private static ParallelOptions Options => Bound.Value ?? Whole;

    private static ParallelOptions Whole { get; } = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private sealed class Former(ParallelOptions? before) : IDisposable
    {
        public void Dispose() => Bound.Value = before;
    }
}
