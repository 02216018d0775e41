using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Pictures;

/// <summary>The bound on threads.</summary>
public sealed class ParallelismTests
{
    [Fact]
    public void One_thread_is_the_callers_own()
    {
        int caller = Environment.CurrentManagedThreadId;
        List<(int Index, int Thread, bool Prepared)> done = [];
        using (Parallelism.AtMost(1))
        {
            Parallelism.For(20, i => done.Add((i, Environment.CurrentManagedThreadId, true)));
            Parallelism.For(20, () => done, (i, own) => own.Add((20 + i, Environment.CurrentManagedThreadId, ReferenceEquals(own, done))));
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(i => (i, caller, true)), done);
    }

    [Fact]
    public async Task A_bound_holds_and_goes_with_the_flow_of_the_call()
    {
        int most;
        using (Parallelism.AtMost(2))
            most = await Task.Run(() => Math.Max(AtOnce(work => Parallelism.For(60, work)), AtOnce(work => Parallelism.For(60, () => 0, (i, _) => work(i)))));

        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void A_bound_ends_with_its_scope()
    {
        int before = Parallelism.Most;
        using (Parallelism.AtMost(3))
        {
            using (Parallelism.AtMost(5))
                Assert.Equal(5, Parallelism.Most);
            Assert.Equal(3, Parallelism.Most);
        }

        Assert.Equal(before, Parallelism.Most);
        Assert.Equal(Environment.ProcessorCount, before);
        Assert.Throws<ArgumentOutOfRangeException>(() => Parallelism.AtMost(0));
    }

    [Fact]
    public void All_of_the_work_is_done_once()
    {
        int[] times = new int[1000];
        using (Parallelism.AtMost(4))
        {
            Parallelism.For(times.Length, i => Interlocked.Increment(ref times[i]));
            Parallelism.For(times.Length, () => times, (i, own) => Interlocked.Increment(ref own[i]));
        }

        Assert.All(times, count => Assert.Equal(2, count));
    }

    private static int AtOnce(Action<Action<int>> run)
    {
        int now = 0, most = 0;
        Lock counting = new();
        run(_ =>
        {
            lock (counting)
                most = Math.Max(most, ++now);
            Thread.SpinWait(100_000);
            lock (counting)
                now--;
        });
        return most;
    }
}
