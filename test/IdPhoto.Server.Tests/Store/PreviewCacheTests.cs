using IdPhoto.Server.Store;
using Xunit;

namespace IdPhoto.Server.Tests.Store;

/// <summary>Cut-outs in memory.</summary>
public sealed class PreviewCacheTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private DateTimeOffset _wall = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private TimeSpan _uptime = TimeSpan.FromHours(5);

    [Fact]
    public void Never_more_bytes_than_allowed_and_the_least_used_goes_first()
    {
        PreviewCache cache = New(maxBytes: 3000);
        Stay[] stays = [NewStay(), NewStay(), NewStay(), NewStay()];
        foreach (Stay stay in stays[..3])
            cache.Add(stay, 1280, Preview(1000));
        Assert.NotNull(cache.Get(stays[0].Id, 1280));
        cache.Add(stays[3], 1280, Preview(1000));

        Assert.Equal(3000, cache.Bytes);
        Assert.Null(cache.Get(stays[1].Id, 1280));
        Assert.All(new[] { stays[0], stays[2], stays[3] }, stay => Assert.NotNull(cache.Get(stay.Id, 1280)));
        cache.Add(stays[1], 1280, Preview(3001));
        Assert.Null(cache.Get(stays[1].Id, 1280));
        Assert.Equal(3000, cache.Bytes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_fifteen_minutes_by_either_clock_it_is_gone(bool byTimeOfDay)
    {
        PreviewCache cache = New();
        Stay stay = NewStay();
        cache.Add(stay, 1280, Preview(1000));
        Pass(Quarter - TimeSpan.FromSeconds(1), byTimeOfDay);
        Assert.NotNull(cache.Get(stay.Id, 1280));
        Pass(TimeSpan.FromSeconds(1), byTimeOfDay);
        cache.Sweep();

        Assert.Equal(0, cache.Bytes);
        Assert.Null(cache.Get(stay.Id, 1280));
    }

    [Fact]
    public void It_goes_with_its_photo_where_that_ends_sooner()
    {
        PreviewCache cache = New();
        Stay stay = NewStay() with { ExpiresAt = _wall.AddMinutes(2) };
        cache.Add(stay, 1280, Preview(1000));
        Pass(TimeSpan.FromMinutes(2), byTimeOfDay: false);
        cache.Sweep();

        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public async Task It_goes_with_its_photo_where_the_clock_was_set_back_before_it_was_made()
    {
        using Harness.StoreBench bench = new() { Retention = TimeSpan.FromMinutes(2) };
        await bench.StartAsync();
        PreviewCache cache = new(1_000_000, Quarter, bench.Clock);
        cache.Follow(bench.Store);
        Stay stay = await bench.Store.KeepAsync(new byte[100], null, CancellationToken.None);
        bench.Wall -= TimeSpan.FromHours(3);
        cache.Add(stay, 1280, Preview(1000));
        bench.Pass(TimeSpan.FromMinutes(2));
        await bench.Store.SweepAsync(CancellationToken.None);

        Assert.False(await bench.IsThereAsync(stay));
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void What_is_given_and_taken_are_copies()
    {
        PreviewCache cache = New();
        Stay stay = NewStay();
        CachedPreview mine = Preview(1000);
        cache.Add(stay, 1280, mine);
        mine.Clear();
        CachedPreview taken = cache.Get(stay.Id, 1280)!;
        cache.Remove(stay.Id);

        Assert.All(taken.Png, value => Assert.Equal(7, value));
    }

    private PreviewCache New(long maxBytes = 1_000_000) => new(maxBytes, Quarter, () => new ClockReading(_wall, _uptime, "boot"));

    private Stay NewStay() => new(PhotoId.New(), AccessToken.New(), _wall.AddHours(24));

    private static CachedPreview Preview(int bytes) => new([.. Enumerable.Repeat((byte)7, bytes - 100)], new byte[100]);

    private void Pass(TimeSpan time, bool byTimeOfDay)
    {
        if (byTimeOfDay)
            _wall += time;
        else
            _uptime += time;
    }
}
