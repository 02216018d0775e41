using System.Net;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
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

    public LetterLimitTests()
    {
        ServerSettings settings = ServerSettings.Read(new ConfigurationBuilder().Build());
        _limits = new LetterLimits(new Callers(new ApiKeys(settings)), settings, _clock);
    }

    [Fact]
    public void One_caller_never_has_more_than_its_share_in_the_time_that_letters_are_kept()
    {
        List<TimeSpan> taken = [];
        for (TimeSpan at = TimeSpan.Zero; at < TimeSpan.FromDays(70); at += TimeSpan.FromMinutes(10), _clock.Pass(TimeSpan.FromMinutes(10)))
            if (IsTaken("192.0.2.1"))
                taken.Add(at);

        // As many as it may, one after the other, and as many again when those are gone.
        Assert.Equal(LetterLimits.KeptPerCaller, taken.Count(at => at < TimeSpan.FromDays(30)));
        Assert.Equal(3 * LetterLimits.KeptPerCaller, taken.Count);
        Assert.All(taken, from => Assert.InRange(taken.Count(at => at >= from && at < from + TimeSpan.FromDays(30)), 1, LetterLimits.KeptPerCaller));
        Assert.All(taken, from => Assert.InRange(taken.Count(at => at >= from && at < from + TimeSpan.FromHours(1)), 1, LetterLimits.PerCaller));
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

        Assert.Equal(120 - LetterLimits.PerCaller, others);
        _clock.Pass(TimeSpan.FromHours(1));
        Assert.True(IsTaken("198.51.100.0"));
    }

    private bool IsTaken(string address)
    {
        DefaultHttpContext context = new();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        RequestRefused? refused = (RequestRefused?)Record.Exception(() => _limits.Take(context));
        Assert.True(refused is null || refused.RetrySeconds > 0);
        return refused is null;
    }
}
