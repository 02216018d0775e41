using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Tables;

/// <summary>Of which documents people wish to hear.</summary>
internal sealed class DocumentWishes(RecordStore records)
{
    public IReadOnlyList<string> Of(byte[] person, string channel) => records.Query(
        "SELECT document FROM notice_documents WHERE person = @person AND channel = @channel ORDER BY document", row => row.GetString(0), ("@person", person), ("@channel", channel));

    /// <summary>In place of earlier ones.</summary>
    public void Put(byte[] person, string channel, IEnumerable<string> documents)
    {
        Remove(person, channel);
        foreach (string document in documents)
            records.Run(
                "INSERT INTO notice_documents (person, channel, document) VALUES (@person, @channel, @document) ON CONFLICT DO NOTHING",
                ("@person", person), ("@channel", channel), ("@document", document));
    }

    public void Remove(byte[] person, string channel) => records.Run(
        "DELETE FROM notice_documents WHERE person = @person AND channel = @channel", ("@person", person), ("@channel", channel));
}
