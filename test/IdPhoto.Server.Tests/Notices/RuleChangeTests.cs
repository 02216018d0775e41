using IdPhoto.Server.Notices.Rules;
using IdPhoto.Server.Records;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Notices;

/// <summary>People hear of changed rules of the documents that they named, and of nothing else.</summary>
public sealed class RuleChangeTests
{
    [Theory]
    [InlineData(RecordsIn.Sqlite)]
    [InlineData(RecordsIn.Postgres)]
    public async Task A_document_with_other_rules_than_at_the_last_start_is_told_once_to_exactly_those_who_named_it(RecordsIn place)
    {
        Assert.SkipUnless(SmtpStandIn.IsThere, "npm is not installed.");
        using SmtpStandIn smtp = await SmtpStandIn.StartAsync();
        using NoticeRig rig = new(new ManualClock(), smtp.Port, database: place.Database());
        rig.Subscribe("american@example.org", policy: true, "us-passport", "us-visa");
        rig.Subscribe("german@example.org", policy: true, "de-passport");
        rig.Subscribe("policy@example.org", policy: true);
        RuleWatch watch = rig.Get<RuleWatch>();
        watch.Compare();
        watch.Compare();
        Assert.Equal("", rig.States());

        // As a version that had other rules would have left it.
        Assert.Equal(1, rig.Get<RecordStore>().Run("UPDATE notice_marks SET mark = '0123456789abcdef' WHERE document = 'us-passport'"));
        rig.Get<RecordStore>().Run("DELETE FROM notice_marks WHERE document = 'de-passport'");
        watch.Compare();
        watch.Compare();
        await rig.SendAsync();

        ReceivedMail mail = Assert.Single(await smtp.AllAsync(1));
        Assert.Equal("american@example.org", mail.To.Single());
        Assert.Contains("The photo rules for", mail.Message.TextBody, StringComparison.Ordinal);
        Assert.StartsWith("rules us-passport ", Assert.Single(rig.Outbox.Status()).Reference, StringComparison.Ordinal);
    }
}
