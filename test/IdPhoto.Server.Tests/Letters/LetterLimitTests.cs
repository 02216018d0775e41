using System.Net;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace IdPhoto.Server.Tests.Letters;

/// <summary>How many letters one caller can send, however long it goes on.</summary>
public sealed class LetterLimitTests
{
    private readonly ManualClock _clock = new();
    private readonly LetterLimits _limits;

    public LetterLimitTests() => _limits = Limits();

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(90)]
    public void One_caller_has_its_share_of_each_day_and_never_fills_the_box_alone(int days)
    {
        // However long letters are kept: nothing of it counts here but the days.
        Assert.InRange(days, 1, KnownSettings.LetterDays.Most);
        Dictionary<DateTime, int> taken = [];
        int refused = 0;
        for (DateTimeOffset end = _clock.GetUtcNow() + TimeSpan.FromDays(days); _clock.GetUtcNow() < end; _clock.Pass(TimeSpan.FromMinutes(10)))
            if (IsTaken("192.0.2.1"))
                taken[_clock.GetUtcNow().Date] = taken.GetValueOrDefault(_clock.GetUtcNow().Date) + 1;
            else
                refused++;

        Assert.All(taken.Values, sent => Assert.Equal(LetterLimits.PerCaller, sent));
        Assert.Equal(days + 1, taken.Count);
        Assert.True(refused > 0);
        // With as many about what is to be erased.
        Assert.InRange(2 * taken.Values.Sum(), 1, LetterBox.Room - LetterBox.ForErasure);
    }

    [Fact]
    public void What_one_caller_sent_does_not_count_for_another_and_all_together_have_a_limit()
    {
        for (int i = 0; i < LetterLimits.PerCaller; i++)
            Assert.True(IsTaken("192.0.2.1"));
        Assert.False(IsTaken("192.0.2.1"));
        int others = 0;
        while (IsTaken($"198.51.100.{others}"))
            others++;

        Assert.Equal(LetterLimits.OfAll - LetterLimits.PerCaller, others);
        _clock.Pass(TimeSpan.FromHours(1));
        Assert.True(IsTaken("198.51.100.0"));
    }

    [Fact]
    public void Whatever_is_asked_what_is_to_be_erased_can_still_be_written()
    {
        for (int i = 0; i < LetterLimits.OfAll; i++)
            Assert.True(IsTaken(i < LetterLimits.PerCaller ? "192.0.2.1" : $"198.51.100.{i}"));
        Assert.False(IsTaken("192.0.2.1"));
        Assert.False(IsTaken("203.0.113.1"));

        Assert.True(IsTaken("192.0.2.1", "child"));
        Assert.True(IsTaken("192.0.2.1", "erase"));
        Assert.True(IsTaken("203.0.113.1", "child"));
    }

    [Fact]
    public void What_is_not_kept_does_not_count_whether_there_was_no_room_or_no_store()
    {
        for (int i = 0; i < 2 * LetterLimits.OfAll; i++)
        {
            Assert.Null(Send("192.0.2.1", "question", _ => null));
            Assert.Throws<StoreException>(() => Send("192.0.2.1", "question", _ => throw new StoreException(isFull: false, new IOException())));
        }
        Assert.True(IsTaken("192.0.2.1"));
    }

    [Fact]
    public void Several_servers_share_a_caller_and_the_hour()
    {
        LetterLimits one = Limits("Nodes=3");
        for (int i = 0; i < LetterLimits.PerCaller / 3; i++)
            Assert.True(IsTaken("192.0.2.1", limits: one));
        Assert.False(IsTaken("192.0.2.1", limits: one));
        int others = 0;
        while (IsTaken($"198.51.100.{others}", limits: one))
            others++;
        Assert.Equal((LetterLimits.OfAll / 3) - (LetterLimits.PerCaller / 3), others);
    }

    private LetterLimits Limits(params string[] settings)
    {
        ServerSettings read = ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Split('=')[0], (string?)one.Split('=')[1]))).Build());
        return new LetterLimits(new ApiKeys(read), read, _clock);
    }

    private bool IsTaken(string address, string kind = "question", LetterLimits? limits = null)
    {
        try
        {
            Assert.NotNull(Send(address, kind, letter => new LetterEntry("7KQ2-M9XD", letter.Kind, default, default, null), limits));
            return true;
        }
        catch (RequestRefused refused)
        {
            Assert.InRange(refused.RetrySeconds!.Value, 1, 86_400);
            return false;
        }
    }

    private LetterEntry? Send(string address, string kind, Func<Letter, LetterEntry?> keep, LetterLimits? limits = null)
    {
        DefaultHttpContext context = new();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return (limits ?? _limits).Keep(context, new Letter(kind, "Hello.", null, "en"), keep);
    }
}
