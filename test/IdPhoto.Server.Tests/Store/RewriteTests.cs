using System.Security.Cryptography;
using System.Text;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Store;

/// <summary>Deleting again and again does not keep the records or the photos' ledger to itself.</summary>
public sealed class RewriteTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly SlowClock _clock = new();

    [Fact]
    public void A_file_is_written_afresh_for_a_small_part_of_the_time_and_what_that_leaves_follows()
    {
        using SqliteRecords records = Open();
        int done = 0;
        for (int i = 0; i < 100; i++)
            done += Tidied(records) ? 1 : 0;
        // By this clock each takes two seconds.
        Assert.InRange(done, 2, 10);

        records.Run("INSERT INTO letters (reference, kind, received, sealed) VALUES ('somebody-was-here', 'question', 1, @sealed)", ("@sealed", new byte[100]));
        Assert.False(Tidied(records));
        Assert.False(records.Settle());
        LeakSearch search = new();
        search.Add(Encoding.ASCII.GetBytes("somebody-was-here"));
        records.Run("DELETE FROM letters");
        _clock.Pass(TimeSpan.FromMinutes(5));
        Assert.True(records.Settle());
        Assert.Empty(search.Find(_sandbox.Files()));
    }

    [Fact]
    public async Task The_photos_ledger_is_written_afresh_for_a_small_part_of_the_time_at_the_word_of_callers_and_always_by_a_sweep()
    {
        using StoreBench bench = new() { Time = _clock };
        await bench.StartAsync();
        byte[] owner = RandomNumberGenerator.GetBytes(32);
        int done = 0;
        for (int i = 0; i < 50; i++)
        {
            await bench.Store.KeepAsync(new byte[100], owner, CancellationToken.None);
            Assert.Equal(1, await bench.Store.EraseOfOwnerAsync(owner));
            done += await bench.Store.HasNothingOfOwnerAsync(owner) ? 1 : 0;
        }
        Assert.InRange(done, 2, 10);
        Assert.False(await bench.Store.HasNothingOfOwnerAsync(RandomNumberGenerator.GetBytes(32)));

        Assert.True(await bench.Store.TidyAsync());
        Assert.True(await bench.Store.HasNothingOfOwnerAsync(owner));
    }

    [Fact]
    public void What_nobody_waits_for_leaves_the_time_to_people()
    {
        using SqliteRecords records = Open();
        LeakSearch search = new();
        search.Add(Encoding.ASCII.GetBytes("somebody-was-here"));
        Assert.True(Tidied(records));
        ComeAndGo();
        records.Tend();
        Assert.NotEmpty(search.Find(_sandbox.Files()));
        Assert.True(records.Settle());
        Assert.Empty(search.Find(_sandbox.Files()));

        ComeAndGo();
        _clock.Pass(TimeSpan.FromMinutes(5));
        records.Tend();
        Assert.Empty(search.Find(_sandbox.Files()));

        void ComeAndGo()
        {
            records.Run("INSERT INTO letters (reference, kind, received, sealed) VALUES ('somebody-was-here', 'question', 1, @sealed)", ("@sealed", new byte[100]));
            records.Run("DELETE FROM letters");
            records.Owe();
        }
    }

    [Fact]
    public void While_a_file_is_written_afresh_nobody_is_told_that_nothing_is_left_in_it()
    {
        using SqliteRecords records = Open();
        bool? told = null;
        _clock.Beginning = () => told = OnAnotherThread(records.Settle);
        Assert.True(Tidied(records));
        Assert.False(told);
        Assert.True(records.Settle());
    }

    [Fact]
    public void Traces_are_gone_once_a_file_was_written_afresh_after_they_were_left()
    {
        Traces traces = new();
        Assert.True(traces.Remove(() => !traces.AreGone));
        Assert.True(traces.AreGone);
        traces.Leave();
        Assert.False(traces.Remove(() => false));
        Assert.False(traces.AreGone);
        Assert.True(traces.Remove(LeftMeanwhile));
        Assert.False(traces.AreGone);

        bool LeftMeanwhile()
        {
            traces.Leave();
            return true;
        }
    }

    [Fact]
    public void Whoever_deletes_while_the_file_is_written_afresh_does_not_wait_for_another_time()
    {
        RewriteShare share = new(TimeProvider.System);
        Assert.True(share.Try(() => !OnAnotherThread(() => share.Try(() => true))));
    }

    public void Dispose() => _sandbox.Dispose();

    private SqliteRecords Open() => SqliteRecords.Open(Path.Combine(Directory.CreateDirectory(_sandbox.Data).FullName, "records.db"), _clock);

    private static bool OnAnotherThread(Func<bool> ask)
    {
        bool answer = false;
        Thread thread = new(() => answer = ask());
        thread.Start();
        thread.Join();
        return answer;
    }

    /// <summary>Two seconds pass between any two looks at it; there is one before a file is written afresh, and one after.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long _at;

        /// <summary>Happens at the next look, once.</summary>
        public Action? Beginning { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            Action? happens = Beginning;
            Beginning = null;
            happens?.Invoke();
            return _at += 2 * TimeSpan.TicksPerSecond;
        }

        public void Pass(TimeSpan time) => _at += time.Ticks;
    }

    private static bool Tidied(RecordStore records)
    {
        records.Owe();
        return records.Settle();
    }
}
