using System.Globalization;
using IdPhoto.Server.Admin;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;
using IdPhoto.Words;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Server.Notices.Rules;

/// <summary>Sees that this version comes with a later text of the policy than that of the last start, and announces it.</summary>
internal sealed partial class EditionWatch(
    RecordStore records, MarkTable marks, TopicTable topics, OutboxTable outbox, PolicyRegister policies, TimeProvider clock, ILogger<EditionWatch> log)
{
    /// <summary>Beside the marks of documents, whose identifiers have no spaces.</summary>
    private const string Mark = "the policy";

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(PublishRequest.NoticeDays);

    /// <summary>Compares the text with what was there before. The very first is announced to nobody.</summary>
    public void Compare() => Compare(PolicyEdition.Number, PolicyEdition.Since);

    /// <summary>Compares an edition with what was there before; going back to an earlier version announces nothing.</summary>
    public void Compare(int edition, DateOnly since)
    {
        string now = edition.ToString(CultureInfo.InvariantCulture);
        records.InTransaction(() =>
        {
            if (!marks.All().TryGetValue(Mark, out string? before))
                marks.Add(Mark, now);
            else if (int.Parse(before, CultureInfo.InvariantCulture) < edition && marks.Replace(Mark, before, now))
                Announce(new EditionTopic(edition, since));
        });
        outbox.Wake();
    }

    private void Announce(EditionTopic edition)
    {
        topics.Announce(edition);
        DateTimeOffset now = clock.GetUtcNow();
        PolicyState policy = policies.State;
        // What was published, only people can read; whether anything was, early enough and for these days, is known.
        if (!policy.InForce.Concat(policy.Upcoming).Any(one => one.Widens && one.PublishedAt <= now - Ahead && one.From > now - Ahead))
            NotPublished(log, edition.Edition, PublishRequest.NoticeDays);
    }

    [LoggerMessage(LogLevel.Warning, "Edition {Edition} of the policy's text holds from this start on, and no change that widens use was published {Days} days before, as people were promised. See 'Publishing a change' in docs/operations.md.")]
    private static partial void NotPublished(ILogger log, int edition, int days);
}
