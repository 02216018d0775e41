using IdPhoto.App.Journey;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

public sealed class AutoShutterTests
{
    private readonly AutoShutter _shutter = new();
    private TimeSpan _now;

    [Fact]
    public void It_counts_three_two_one_and_fires_once()
    {
        List<int?> counts = [];
        bool fired = false;
        for (int i = 0; i < 80 && !fired; i++)
        {
            fired = See(good: true);
            if (counts.Count == 0 || counts[^1] != _shutter.Count)
                counts.Add(_shutter.Count);
        }
        Assert.True(fired);
        Assert.Equal([null, 3, 2, 1, null], counts);
        Assert.InRange(_now.TotalSeconds, 3.5, 3.7);
    }

    [Fact]
    public void A_movement_begins_it_again()
    {
        Repeat(good: true, 20);
        Assert.NotNull(_shutter.Count);
        Repeat(good: false, 2);
        Assert.Null(_shutter.Count);
        Assert.False(Repeat(good: true, 34));
    }

    [Fact]
    public void One_bad_frame_between_good_ones_is_forgiven()
    {
        Repeat(good: true, 20);
        See(good: false);
        Assert.NotNull(_shutter.Count);
        Assert.True(Repeat(good: true, 40));
    }

    [Fact]
    public void Without_a_good_frame_nothing_is_counted()
    {
        Assert.False(Repeat(good: false, 100));
        Assert.Null(_shutter.Count);
    }

    private bool See(bool good) => _shutter.See(good, _now += TimeSpan.FromMilliseconds(100));

    private bool Repeat(bool good, int times) => Enumerable.Range(0, times).Aggregate(false, (fired, _) => See(good) || fired);
}
