using IdPhoto.Server.Policies;
using IdPhoto.Server.PublicPages;
using IdPhoto.Server.Settings;
using IdPhoto.Words;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace IdPhoto.Server.Tests.PublicPages;

/// <summary>What the page of the policy says of itself.</summary>
public sealed class PolicyPageTests
{
    private static readonly DateTimeOffset Later = new(PolicyEdition.Since.AddDays(30), new TimeOnly(12, 0), TimeSpan.Zero);

    [Fact]
    public void The_version_is_dated_by_what_has_taken_effect_last_and_not_by_what_is_to_come()
    {
        Assert.Equal(PolicyEdition.Since, Since(0, []));
        Assert.Equal(PolicyEdition.Since.AddDays(30), Since(1, [Published(1, Later)]));
        Assert.Equal(PolicyEdition.Since.AddDays(37), Since(2, [Published(1, Later), Published(2, Later.AddDays(7))]));
        // Published for an earlier text, which this one has replaced.
        Assert.Equal(PolicyEdition.Since, Since(1, [Published(1, Later.AddDays(-60))]));
    }

    private static DateOnly Since(int number, Announcement[] inForce)
    {
        PolicyState state = new(null, inForce, [Published(9, Later.AddDays(300))]);
        string line = PolicyHtml.Parts(Sentences.In(Languages.English, Place.Api), state, ServerSettings.Read(new ConfigurationBuilder().Build()))["policy-version"];
        Assert.Contains($"{PolicyEdition.Number}.{number},", line, StringComparison.Ordinal);
        Assert.Contains($"since {state.Since:yyyy-MM-dd}", line, StringComparison.Ordinal);
        return state.Since;
    }

    private static Announcement Published(int number, DateTimeOffset from)
        => new(number, from.AddDays(-14), from, Widens: false, null, new Dictionary<string, string> { ["en"] = "Something." });
}
