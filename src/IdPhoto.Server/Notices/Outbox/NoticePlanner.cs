using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Outbox;

/// <summary>Puts into the outbox what is to be told, to those who wished to know it, once.</summary>
internal sealed class NoticePlanner(RecordStore records, PolicyRegister policies, TopicTable topics, OutboxTable outbox)
{
    /// <summary>Announces a publication; a second call for the same one does nothing.</summary>
    public void AnnouncePolicy(Announcement published)
    {
        records.InTransaction(() => topics.Announce(new PolicyTopic(published)));
        outbox.Wake();
    }

    /// <summary>Announces all that was published and not announced, and stops what was taken back: also what a crash kept from being announced.</summary>
    public void Follow()
    {
        // As one: what another server takes back meanwhile is not announced.
        records.InTransaction(() =>
        {
            PolicyState state = policies.State;
            IReadOnlyList<Announcement> published = [.. state.InForce, .. state.Upcoming];
            foreach (Announcement one in published)
                topics.Announce(new PolicyTopic(one));
            foreach (string reference in topics.Policies().Except(published.Select(one => PolicyTopic.Name(one.Number))))
                topics.Withhold(reference);
        });
        outbox.Wake();
    }
}
