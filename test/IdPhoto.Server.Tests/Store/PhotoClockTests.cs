using CsCheck;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Store;

/// <summary>The 24 hours hold whatever is done to the clock.</summary>
public sealed class PhotoClockTests
{
    private static readonly byte[] Photo = [1, 2, 3];
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Setting_the_clock_back_delays_nothing()
    {
        using StoreBench bench = await StartedAsync();
        Stay stay = await bench.Store.KeepAsync(Photo, null, default);
        bench.Pass(Hour);
        bench.Wall -= TimeSpan.FromDays(400);
        await bench.Store.WatchClockAsync();
        bench.Pass(22 * Hour);

        Assert.True(await bench.IsThereAsync(stay));
        bench.Pass(Hour);
        Assert.False(await bench.IsThereAsync(stay));
        Assert.Equal(1, await bench.Store.SweepAsync(default));
    }

    [Fact]
    public async Task Setting_the_clock_forward_ends_photos_early()
    {
        using StoreBench bench = await StartedAsync();
        Stay stay = await bench.Store.KeepAsync(Photo, null, default);
        bench.Wall += 24 * Hour;

        Assert.False(await bench.IsThereAsync(stay));
    }

    [Fact]
    public async Task The_time_in_which_the_server_is_down_counts()
    {
        using StoreBench bench = await StartedAsync();
        Stay stay = await bench.Store.KeepAsync(Photo, null, default);
        await bench.RestartAsync(23 * Hour);
        Assert.True(await bench.IsThereAsync(stay));
        await bench.RebootAsync(Hour - Second);
        Assert.True(await bench.IsThereAsync(stay));

        Assert.Equal(1, await bench.RebootAsync(Second));
        Assert.Empty(bench.Sandbox.PhotoFiles());
    }

    [Fact]
    public async Task A_clock_that_was_set_back_while_the_server_was_down_is_seen_through_on_the_same_run_of_the_machine()
    {
        using StoreBench bench = await StartedAsync();
        Stay stay = await bench.Store.KeepAsync(Photo, null, default);
        bench.Wall -= 10 * Hour;
        await bench.RestartAsync(23 * Hour);
        Assert.True(await bench.IsThereAsync(stay));

        bench.Pass(Hour);
        Assert.False(await bench.IsThereAsync(stay));
    }

    [Fact]
    public async Task After_a_start_of_the_machine_with_an_earlier_time_of_day_every_photo_goes()
    {
        using StoreBench bench = await StartedAsync();
        await bench.Store.KeepAsync(Photo, null, default);
        await bench.RebootAsync(downtime: Hour, wallError: -2 * Hour);

        Assert.Empty(bench.Sandbox.PhotoFiles());
        Assert.Empty(bench.Ledger.All());
        Stay after = await bench.Store.KeepAsync(Photo, null, default);
        Assert.True(await bench.IsThereAsync(after));
    }

    [Fact]
    public async Task A_photo_taken_while_the_clock_was_ahead_goes_in_time_once_it_is_put_right()
    {
        using StoreBench bench = await StartedAsync();
        bench.Wall += TimeSpan.FromDays(1000);
        Stay stay = await bench.Store.KeepAsync(Photo, null, default);
        await bench.Store.WatchClockAsync();
        bench.Wall -= TimeSpan.FromDays(1000);
        await bench.Store.WatchClockAsync();
        await bench.RebootAsync(24 * Hour - Second);
        Assert.True(await bench.IsThereAsync(stay));

        bench.Pass(Second);
        Assert.False(await bench.IsThereAsync(stay));
    }

    [Fact]
    public async Task A_shorter_stay_holds_for_photos_that_are_there_already()
    {
        using StoreBench bench = await StartedAsync();
        Stay stay = await bench.Store.KeepAsync(Photo, null, default);
        bench.Retention = 2 * Hour;
        await bench.RestartAsync(Hour);
        Assert.True(await bench.IsThereAsync(stay));
        Assert.Equal(Hour, await bench.Store.WatchClockAsync());

        bench.Pass(Hour);
        Assert.False(await bench.IsThereAsync(stay));
    }

    /// <summary>
    /// Random lives: time passes, clocks are set, servers and machines start again, and the ages of photos are counted by a
    /// clock that nobody sets. Only what no clock can show is left out: a machine that is off while its wrong clock overtakes.
    /// </summary>
    [Fact]
    public void No_photo_is_older_than_its_time_whatever_happens_to_clocks_and_machines()
        => Gen.Select(Gen.Int[0, 6], Gen.Int[1, 30 * 3600]).List[1, 25].Sample(steps => LiveAsync(steps).GetAwaiter().GetResult(), iter: 100);

    private static async Task LiveAsync(List<(int Kind, int Seconds)> steps)
    {
        using StoreBench bench = await StartedAsync();
        TimeSpan truth = TimeSpan.Zero;
        List<(Stay Stay, TimeSpan At)> photos = [];
        foreach ((int kind, int seconds) in steps)
        {
            TimeSpan time = TimeSpan.FromSeconds(seconds);
            switch (kind)
            {
                case 0 or 1:
                    photos.Add((await bench.Store.KeepAsync(Photo, null, default), truth));
                    break;
                case 2:
                    bench.Pass(time);
                    truth += time;
                    await bench.Store.WatchClockAsync();
                    break;
                case 3:
                    bench.Wall += time;
                    if (seconds % 2 == 0)
                        await bench.Store.WatchClockAsync();
                    break;
                case 4:
                    bench.Wall -= time;
                    await bench.Store.WatchClockAsync();
                    break;
                case 5:
                    await bench.RestartAsync(time);
                    truth += time;
                    break;
                default:
                    await bench.RebootAsync(time);
                    truth += time;
                    break;
            }
            await bench.Store.SweepAsync(default);
            await CheckAsync(bench, photos, truth);
        }
    }

    private static async Task CheckAsync(StoreBench bench, List<(Stay Stay, TimeSpan At)> photos, TimeSpan truth)
    {
        HashSet<PhotoId> rows = bench.Ledger.All().Select(photo => photo.Id).ToHashSet();
        Assert.Equal(rows.Select(id => id.Hex).Order(), bench.Sandbox.PhotoFiles().Select(file => Path.GetFileName(file)).Order());
        foreach ((Stay stay, TimeSpan at) in photos)
            if (rows.Contains(stay.Id))
                Assert.True(truth - at <= bench.Retention + Second, $"A photo is {truth - at} old.");
    }

    private static async Task<StoreBench> StartedAsync()
    {
        StoreBench bench = new();
        await bench.StartAsync();
        return bench;
    }
}
