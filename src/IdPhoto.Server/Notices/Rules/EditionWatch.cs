using System.Globalization;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Server.Records;
using IdPhoto.Words;

namespace IdPhoto.Server.Notices.Rules;

/// <summary>Sees that this version comes with a later text of the policy than that of the last start, and announces it.</summary>
internal sealed class EditionWatch(RecordStore records, MarkTable marks, TopicTable topics, OutboxTable outbox)
{
    /// <summary>Beside the marks of documents, whose identifiers have no spaces.</summary>
    private const string Mark = "the policy";

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
                topics.Announce(new EditionTopic(edition, since));
        });
        outbox.Wake();
    }
}
