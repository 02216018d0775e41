using IdPhoto.Documents;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Rules;

/// <summary>Sees that the catalogue of this version has other rules for a document than that of the last start, and announces it.</summary>
internal sealed class RuleWatch(RecordStore records, MarkTable marks, TopicTable topics, OutboxTable outbox, TimeProvider clock)
{
    /// <summary>Compares the catalogue with what was there before. Documents that are new are announced to nobody.</summary>
    public void Compare() => Compare(PhotoSpecs.All.ToDictionary(spec => spec.Id, RulesMark.Of));

    /// <summary>Compares these marks, by document, with what was there before.</summary>
    public void Compare(IReadOnlyDictionary<string, string> catalogue)
    {
        IReadOnlyDictionary<string, string> before = marks.All();
        records.InTransaction(() =>
        {
            foreach ((string document, string mark) in catalogue)
            {
                if (!before.TryGetValue(document, out string? old))
                    marks.Add(document, mark);
                else if (old != mark && marks.Replace(document, old, mark))
                    topics.Announce(RulesTopic.At(document, clock.GetUtcNow()));
            }
        });
        outbox.Wake();
    }
}
