using System.Diagnostics.Tracing;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Studio;
using IdPhoto.Tests.Decoding;
using ImageMagick;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>On which threads a studio works, and on how many. Alone, because native libraries have one bound per process.</summary>
[Collection(nameof(StudioThreadsTests))]
[CollectionDefinition(nameof(StudioThreadsTests), DisableParallelization = true)]
public sealed class StudioThreadsTests
{
    private static readonly PhotoSpec Document = PhotoSpecs.Find("two-inch");

    public static TheoryData<string> Calls => [.. Started.Keys];

    private static Dictionary<string, Func<ReadOnlyMemory<byte>, IProgress<PhotoStage>, CancellationToken, Task>> Started => new()
    {
        ["make"] = (file, progress, cancel) => TestPortraits.Studio.MakeAsync(file, Document, null, progress, cancel),
        ["make many"] = (file, progress, cancel) => TestPortraits.Studio.MakeManyAsync(file, [Document], null, progress, null, cancel),
        ["check"] = (file, progress, cancel) => TestPortraits.Studio.CheckAsync(file, Document, null, progress, cancel),
        ["cut out"] = (file, progress, cancel) => TestPortraits.Studio.CutOutAsync(file, progress, cancel),
        ["analyze"] = (file, progress, cancel) => TestPortraits.Studio.AnalyzeAsync(file, progress, cancel),
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_gives_the_callers_thread_back_before_the_work_begins(string call)
    {
        using Gate gate = new();

        Task work = Started[call](TestPortraits.Astronaut, gate, TestContext.Current.CancellationToken);
        gate.Open();

        await work;
        Assert.True(gate.WasOpen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_native_codecs_use_no_more_threads_than_the_studio_may(int threads)
    {
        try
        {
            using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { Threads = threads });
            await studio.PreflightAsync(SamplePhoto.Jpeg(), Document, cancel: TestContext.Current.CancellationToken);
            await studio.PreflightAsync(SamplePhoto.Fixture("crop.heic"), Document, cancel: TestContext.Current.CancellationToken);

            Assert.Equal(threads, NetVips.NetVips.Concurrency);
            Assert.InRange(ResourceLimits.Thread, 1UL, (ulong)threads);
        }
        finally
        {
            DesktopStudio.Open().Dispose();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_stage_uses_more_threads_than_the_studio_may(int threads)
    {
        using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { Threads = threads });
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using Loops loops = new();

        await studio.MakeManyAsync(TestPortraits.Astronaut, [Document, PhotoSpecs.Find("one-inch")], cancel: cancel);
        await studio.CutOutAsync(TestPortraits.Astronaut, cancel: cancel);
        await studio.CheckAsync(TestPortraits.Astronaut, Document, cancel: cancel);

        Assert.Equal(threads > 1, loops.Begun > 0);
    }

    [Fact]
    public void No_studio_has_fewer_than_one_thread()
        => Assert.Throws<ArgumentOutOfRangeException>(() => DesktopStudio.Open(new PhotoStudioOptions { Threads = 0 }));

    /// <summary>Counts the loops that are spread over threads.</summary>
    private sealed class Loops : EventListener
    {
        private int _begun;

        public int Begun => _begun;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Threading.Tasks.Parallel.EventSource")
                EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == "ParallelLoopBegin")
                Interlocked.Increment(ref _begun);
        }
    }

    /// <summary>Holds the first stage back until it is opened; a caller whose thread is taken never opens it.</summary>
    private sealed class Gate : IProgress<PhotoStage>, IDisposable
    {
        private readonly ManualResetEventSlim _open = new();

        public bool WasOpen { get; private set; }

        public void Open() => _open.Set();

        public void Report(PhotoStage value)
        {
            if (value == PhotoStage.Decode)
                WasOpen = _open.Wait(TimeSpan.FromSeconds(20));
        }

        public void Dispose() => _open.Dispose();
    }
}
