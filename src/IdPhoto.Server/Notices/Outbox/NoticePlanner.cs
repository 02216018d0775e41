using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Outbox;

/// <summary>Puts into the outbox what is to be told, to those who wished to know it, once.</summary>
internal sealed class NoticePlanner(RecordsFile records, TopicTable topics, OutboxTable outbox)
{
    /// <summary>Announces a publication; a second call for the same one does nothing.</summary>
    public void AnnouncePolicy(Announcement published)
    {
        records.File.InTransaction(() => topics.Announce(new PolicyTopic(published)));
        outbox.Wake();
    }

    /// <summary>Announces all that was published and not announced, and stops what was taken back: also what a crash kept from being announced.</summary>
    public void Follow(PolicyState state)
    {
        IReadOnlyList<Announcement> published = [.. state.InForce, .. state.Upcoming];
        foreach (Announcement one in published)
            AnnouncePolicy(one);
        foreach (string reference in topics.Policies().Except(published.Select(one => PolicyTopic.Name(one.Number))))
            topics.Withhold(reference);
    }
}
