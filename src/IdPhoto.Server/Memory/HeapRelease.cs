using System.Diagnostics;
using System.Runtime;
using IdPhoto.Server.Guards;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace IdPhoto.Server.Memory;

/// <summary>Gives freed memory back to the system soon after requests, when nothing is under way: what is given back reads as zero.</summary>
/// <remarks>
/// Decoded pixels, measures and texts are objects that the garbage collector frees and does not overwrite; an idle server would
/// keep them for hours. A collection stops all threads for some hundredths of a second, so it waits for a quiet moment.
/// </remarks>
internal sealed class HeapRelease : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>Between two releases while the server is quiet.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(8);

    /// <summary>Between two releases while there is always a request under way.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Between two releases after the last use.</summary>
    /// <remarks>
    /// The pool of arrays that the framework shares lets go in collections alone: of those of a thread half a minute after it saw them
    /// unused, and of those of a core first after a minute and then one or two at a time.
    /// </remarks>
    public static readonly TimeSpan Later = TimeSpan.FromSeconds(31);

    /// <summary>For about ten minutes: a core may have many arrays of one size.</summary>
    private const int LaterTimes = 20;

    private int _underWay;
    private volatile bool _used;

    /// <summary>Something of a person was used apart from a request, as an address for a mail.</summary>
    public void Note() => _used = true;

    /// <summary>Watches the requests that photos, tokens, letters and addresses may come with: all but those for files and health.</summary>
    public async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        if (context.IsFile() || context.IsMonitoring())
        {
            await next(context);
            return;
        }
        Interlocked.Increment(ref _underWay);
        try
        {
            await next(context);
        }
        finally
        {
            _used = true;
            Interlocked.Decrement(ref _underWay);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long last = Stopwatch.GetTimestamp();
        int later = 0;
        using PeriodicTimer timer = new(Look);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            TimeSpan since = Stopwatch.GetElapsedTime(last);
            bool due = _used && since >= (Volatile.Read(ref _underWay) == 0 ? Shortest : Longest);
            if (!due && (later == 0 || since < Later))
                continue;
            later = due ? LaterTimes : later - 1;
            // What is used from here on is for the next release.
            _used = Volatile.Read(ref _underWay) > 0;
            Release();
            last = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Gives free memory back at once; all threads stand still for some hundredths of a second.</summary>
    public static void Release()
    {
        Collect();
        // Finalizers give back native memory, and their objects go with the second collection.
        GC.WaitForPendingFinalizers();
        Collect();
        NativeHeap.Trim();
    }

    // Pictures are large objects, between which holes would stay with what was in them.
    private static void Collect()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
