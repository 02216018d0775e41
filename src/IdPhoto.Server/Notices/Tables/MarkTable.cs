using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Tables;

/// <summary>The version of each document's rules, and of the policy's text, that this server had when it last started.</summary>
internal sealed class MarkTable(RecordStore records)
{
    public IReadOnlyDictionary<string, string> All() => records.Query(
        "SELECT document, mark FROM notice_marks", row => (Document: row.GetString(0), Mark: row.GetString(1))).ToDictionary(row => row.Document, row => row.Mark);

    public void Add(string document, string mark) => records.Run(
        "INSERT INTO notice_marks (document, mark) VALUES (@document, @mark) ON CONFLICT DO NOTHING", ("@document", document), ("@mark", mark));

    /// <summary>Replaces a mark.</summary>
    /// <returns>Whether this process did it: of several that start at once one does.</returns>
    public bool Replace(string document, string before, string now) => records.Run(
        "UPDATE notice_marks SET mark = @now WHERE document = @document AND mark = @before", ("@document", document), ("@before", before), ("@now", now)) > 0;
}
