using IdPhoto.Server.Notices.Rules;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Server.Tests.Notices;

/// <summary>A version with another text of the policy is told to those who wish to hear of the policy.</summary>
public sealed class EditionTests
{
    [Theory]
    [InlineData(RecordsIn.Sqlite)]
    [InlineData(RecordsIn.Postgres)]
    public async Task A_later_text_than_at_the_last_start_is_told_once_to_exactly_those_who_wish_to_hear_of_the_policy(RecordsIn place)
    {
        Assert.SkipUnless(SmtpStandIn.IsThere, "npm is not installed.");
        using SmtpStandIn smtp = await SmtpStandIn.StartAsync();
        using NoticeRig rig = new(new ManualClock(), smtp.Port, database: place.Database());
        rig.Subscribe("policy@example.org");
        rig.Subscribe("documents-only@example.org", policy: false, "us-passport");
        EditionWatch watch = rig.Get<EditionWatch>();
        watch.Compare(3, new DateOnly(2027, 1, 1));
        watch.Compare(3, new DateOnly(2027, 1, 1));
        // Back to an earlier version, as when one does not work.
        watch.Compare(2, new DateOnly(2026, 11, 26));
        Assert.Equal("", rig.States());

        watch.Compare(4, new DateOnly(2027, 2, 3));
        watch.Compare(4, new DateOnly(2027, 2, 3));
        await rig.SendAsync();

        ReceivedMail mail = Assert.Single(await smtp.AllAsync(1));
        Assert.Equal("policy@example.org", mail.To.Single());
        Assert.Contains("edition 4, of 2027-02-03", mail.Message.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal("edition 4", Assert.Single(rig.Outbox.Status()).Reference);
    }

    [Fact]
    public void A_later_text_of_which_nothing_was_published_in_time_is_a_warning_to_the_operator()
    {
        ManualClock clock = new();
        using NoticeRig rig = new(clock);
        EditionWatch watch = rig.Get<EditionWatch>();
        watch.Compare(3, new DateOnly(2026, 11, 1));
        Assert.Empty(rig.Warnings);
        // Of another kind, and too late.
        Publish(TimeSpan.FromDays(20), widens: false);
        clock.Pass(TimeSpan.FromDays(15));
        Publish(TimeSpan.FromDays(6), widens: true);
        watch.Compare(4, new DateOnly(2026, 12, 11));
        Assert.Contains("Edition 4", Assert.Single(rig.Warnings), StringComparison.Ordinal);

        Publish(TimeSpan.FromDays(30), widens: true);
        clock.Pass(TimeSpan.FromDays(31));
        watch.Compare(5, new DateOnly(2027, 1, 11));
        Assert.Single(rig.Warnings);
        clock.Pass(TimeSpan.FromDays(14));
        watch.Compare(6, new DateOnly(2027, 1, 25));
        Assert.Equal(2, rig.Warnings.Count);

        void Publish(TimeSpan from, bool widens) => rig.Get<PolicyRegister>().Publish(
            new PolicyDraft(clock.GetUtcNow() + from, widens, null, new Dictionary<string, string> { ["en"] = "The text." }));
    }

    [Fact]
    public async Task A_start_looks_for_it()
    {
        using Sandbox sandbox = new();
        await using (HostedServer first = await HostedServer.StartInAsync(sandbox))
            Assert.Equal(1, first.Service<RecordStore>().Run("UPDATE notice_marks SET mark = '1' WHERE document NOT IN (SELECT document FROM notice_marks WHERE length(mark) = 16)"));
        await using HostedServer next = await HostedServer.StartInAsync(sandbox);
        Assert.Equal(new EditionTopic(PolicyEdition.Number, PolicyEdition.Since), next.Service<TopicTable>().Find($"edition {PolicyEdition.Number}"));
    }
}
