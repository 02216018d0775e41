using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Tables;

/// <summary>What has been announced, and who was to be told of it at that moment.</summary>
internal sealed class TopicTable(RecordStore records, TimeProvider clock)
{
    private const string Entry = "INSERT INTO notice_outbox (reference, person, channel, state, attempts, due, repeated) SELECT @reference, person, @channel, @waiting, 0, @now, 0 FROM";

    public NoticeTopic? Find(string reference) => records.Query(
        "SELECT facts FROM notice_topics WHERE reference = @reference", row => NoticeTopic.Read(reference, row.GetString(0)), ("@reference", reference)).SingleOrDefault();

    /// <summary>The numbers of the publications that were announced.</summary>
    public IReadOnlyList<string> Policies() => records.Query(
        "SELECT reference FROM notice_topics WHERE reference LIKE @policies", row => row.GetString(0), ("@policies", PolicyTopic.Kind + "%"));

    /// <summary>Announces, to those who wish for it at this moment. To be called in a transaction.</summary>
    /// <returns>False where it was announced before; then nothing is done.</returns>
    public bool Announce(NoticeTopic topic)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        int added = records.Run(
            "INSERT INTO notice_topics (reference, facts, announced) VALUES (@reference, @facts, @now) ON CONFLICT DO NOTHING",
            ("@reference", topic.Reference), ("@facts", topic.Facts), ("@now", now));
        if (added == 0)
            return false;
        Fill(topic, Channels.Mail, "notice_mail", "confirmed IS NOT NULL", now);
        Fill(topic, Channels.Push, "notice_push", "TRUE", now);
        return true;
    }

    /// <summary>A publication was taken back: whoever has not been told of it is not told.</summary>
    public void Withhold(string reference) => records.Run(
        "UPDATE notice_outbox SET state = @withheld WHERE reference = @reference AND state = @waiting",
        ("@withheld", OutboxStates.Withheld), ("@waiting", OutboxStates.Waiting), ("@reference", reference));

    private void Fill(NoticeTopic topic, string channel, string table, string only, long now)
    {
        (string, object)[] values = [("@reference", topic.Reference), ("@channel", channel), ("@waiting", OutboxStates.Waiting), ("@now", now)];
        if (topic is RulesTopic rules)
            records.Run(
                $"{Entry} {table} WHERE {only} AND person IN (SELECT person FROM notice_documents WHERE channel = @channel AND document = @document)",
                [("@document", rules.Document), .. values]);
        else
            records.Run($"{Entry} {table} WHERE {only} AND policy = TRUE", values);
    }
}
