using System.Text;
using IdPhoto.Server.Records;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Records;

/// <summary>Deleting again and again does not keep the records to itself.</summary>
public sealed class RewriteTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly SlowClock _clock = new();

    [Fact]
    public void A_file_is_written_afresh_for_a_small_part_of_the_time_and_what_that_leaves_follows()
    {
        using SqliteRecords records = SqliteRecords.Open(Path.Combine(Directory.CreateDirectory(_sandbox.Data).FullName, "records.db"), _clock);
        int done = 0;
        for (int i = 0; i < 100; i++)
            done += records.Tidy() ? 1 : 0;
        // By this clock each takes two seconds.
        Assert.InRange(done, 2, 10);

        records.Run("INSERT INTO letters (reference, kind, received, sealed) VALUES ('somebody-was-here', 'question', 1, @sealed)", ("@sealed", new byte[100]));
        Assert.False(records.Tidy());
        Assert.False(records.Settle());
        LeakSearch search = new();
        search.Add(Encoding.ASCII.GetBytes("somebody-was-here"));
        records.Run("DELETE FROM letters");
        _clock.Pass(TimeSpan.FromMinutes(5));
        Assert.True(records.Settle());
        Assert.Empty(search.Find(_sandbox.Files()));
    }

    [Fact]
    public void Whoever_deletes_while_the_file_is_written_afresh_does_not_wait_for_another_time()
    {
        RewriteShare share = new(TimeProvider.System);
        Assert.True(share.Try(() =>
        {
            bool other = true;
            Thread thread = new(() => other = share.Try(() => true));
            thread.Start();
            thread.Join();
            return !other;
        }));
    }

    public void Dispose() => _sandbox.Dispose();

    /// <summary>Two seconds pass between any two looks at it.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long _at;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _at += 2 * TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _at += time.Ticks;
    }
}
