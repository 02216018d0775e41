using System.Net;
using System.Text.Json;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Statistics;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Statistics;

/// <summary>What is counted, and what is told of it.</summary>
public sealed class StatisticsTests
{
    [Fact]
    public async Task What_is_counted_is_what_is_listed_and_a_childs_photo_is_not()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        Tally tally = server.Service<Tally>();
        await server.Api.PostAsync("v1/checks?spec=us-passport&age=17.9", SecretPhoto.Camera).BodyAsync();
        await server.Api.PostAsync("v1/checks?spec=no-such-document&age=5", SecretPhoto.Camera).IsAsync(HttpStatusCode.BadRequest, Refusals.UnknownSpec);
        await server.Api.PostAsync("v1/id-photos?spec=np-passport-child", SecretPhoto.Camera).BodyAsync();
        await server.Api.PostAsync("v1/id-photos?spec=np-passport-child&dpi=1", SecretPhoto.Camera).IsAsync(HttpStatusCode.BadRequest, ServerCodes.InvalidRequest);
        // Nobody can say here whose photo it is.
        await server.Api.PostAsync("v1/photos", [1, 2, 3]).IsAsync(HttpStatusCode.UnsupportedMediaType, Refusals.NotAPicture);
        await server.Api.Client.GetAsync("v1/nowhere").IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
        Assert.Empty(Counted(tally));

        await server.Api.PostAsync("v1/id-photos?spec=us-passport&age=18", SecretPhoto.Camera).BodyAsync();
        await server.Api.PostAsync("v1/checks?spec=us-passport", SecretPhoto.Camera).BodyAsync();
        await server.Api.PostAsync("v1/checks?spec=no-such-document", SecretPhoto.Camera).IsAsync(HttpStatusCode.BadRequest, Refusals.UnknownSpec);

        IReadOnlyList<(int Day, string Kind, string Value, long Count)> counted = Counted(tally);
        Assert.Equal(["languages en 2", "photos us-passport 1", "refusals unknown-spec 1"], counted.Where(one => one.Kind != "verdicts").Select(one => $"{one.Kind} {one.Value} {one.Count}"));
        JsonElement listed = JsonDocument.Parse(await server.Api.Client.GetStringAsync("v1/statistics")).RootElement;
        Assert.Equal(listed.EnumerateArray().Select(one => one.GetProperty("name").GetString()).Order(), counted.Select(one => one.Kind).Distinct().Order());
        Assert.All(listed.EnumerateArray(), one => Assert.True(one.GetProperty("counted").GetString()!.Length > 20));
    }

    [Fact]
    public void Small_groups_are_not_told_and_every_number_is_blurred_the_same_way_each_time()
    {
        MasterKey master = MasterKey.Random();
        using RecordsBench bench = new(master), other = new();
        for (int i = 0; i < 300; i++)
            foreach (RecordsBench one in new[] { bench, other })
            {
                one.Count(IdPhoto.Server.Statistics.Counted.Photos, $"rare-{i}", 9);
                one.Count(IdPhoto.Server.Statistics.Counted.Photos, $"edge-{i}", 10);
                one.Count(IdPhoto.Server.Statistics.Counted.Photos, $"some-{i}", 50);
                // Exact, the difference of two large numbers would tell a small one.
                one.Count(IdPhoto.Server.Statistics.Counted.Languages, $"many-{i}", 950);
            }
        // A day that is not over is not told: nobody sees a number grow by one.
        Assert.Empty(bench.Told());
        bench.Clock.Pass(TimeSpan.FromDays(1));
        other.Clock.Pass(TimeSpan.FromDays(1));

        IReadOnlyList<StatisticsLine> told = bench.Told();
        Assert.Equal(told, bench.Told());
        Assert.All(told, line => Assert.True(line.Count >= StatisticsReport.SmallestGroup));
        Assert.DoesNotContain(told, line => line.Value.StartsWith("rare", StringComparison.Ordinal));
        long[] some = [.. told.Where(line => line.Value.StartsWith("some", StringComparison.Ordinal)).Select(line => line.Count)];
        long[] many = [.. told.Where(line => line.Value.StartsWith("many", StringComparison.Ordinal)).Select(line => line.Count)];
        foreach ((long[] counts, int real) in new[] { (some, 50), (many, 950) })
        {
            Assert.Equal(300, counts.Length);
            // Two-sided geometric noise with e^-0.5: its mean is 0, its standard deviation 2.8.
            Assert.InRange(counts.Average(), real - 0.8, real + 0.8);
            Assert.InRange(Math.Sqrt(counts.Average(count => Math.Pow(count - real, 2))), 2.2, 3.5);
        }
        Assert.InRange(told.Count(line => line.Value.StartsWith("edge", StringComparison.Ordinal)), 130, 235);
        Assert.NotEqual(some, other.Told().Where(line => line.Value.StartsWith("some", StringComparison.Ordinal)).Select(line => line.Count));
    }

    [Theory]
    [InlineData(RecordsIn.Sqlite)]
    [InlineData(RecordsIn.Postgres)]
    public void Counts_are_added_up_over_starts_and_gone_after_their_days(RecordsIn place)
    {
        using RecordsBench bench = new(place: place);
        bench.Count(IdPhoto.Server.Statistics.Counted.Photos, "us-passport", 150);
        bench.Tally.Flush();
        Tally next = new(bench.Records, bench.Clock);
        next.Add(IdPhoto.Server.Statistics.Counted.Photos, "us-passport");
        next.Flush();
        bench.Clock.Pass(TimeSpan.FromDays(Tally.Days));
        Assert.Equal(151, bench.Tally.Read(0, int.MaxValue).Single().Count);
        Assert.InRange(bench.Told().Single().Count, 120, 180);
        bench.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Empty(bench.Told());
        Assert.Empty(bench.Tally.Read(0, int.MaxValue));
    }

    private static IReadOnlyList<(int Day, string Kind, string Value, long Count)> Counted(Tally tally)
    {
        tally.Flush();
        return tally.Read(0, int.MaxValue);
    }
}
