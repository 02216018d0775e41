namespace IdPhoto.Server.Records;

/// <summary>The tables of the records: one text for both databases, with the types left open.</summary>
/// <remarks>
/// {blob}, {text}, {bool}, {int} of 64 bits, and {node} for what marks a server's own rows. Texts are compared byte by byte in
/// both. Statements on these tables are in what both databases have in common: named parameters, TRUE and FALSE, ON CONFLICT
/// and RETURNING.
/// </remarks>
internal static class RecordSchema
{
    /// <summary>The tables of each part.</summary>
    public static readonly IReadOnlyList<string> Parts =
    [
        People.Schema, Consents.ConsentBook.Schema, Policies.PolicyRegister.Schema, Audit.AuditSchema.Tables, Letters.LetterBox.Schema, Statistics.Tally.Schema, Notices.Tables.NoticeSchema.Statements,
    ];

    /// <summary>Those with something of a person in them.</summary>
    public static readonly IReadOnlyList<string> Personal =
        ["people", "consents", "letters", "notice_mail", "notice_push", "notice_documents", "notice_asks", "notice_outbox"];

    /// <summary>The types of SQLite.</summary>
    public static string ForSqlite(string text) => Typed(text, "BLOB", "TEXT", "INTEGER", "INTEGER", "INTEGER");

    /// <summary>The types of PostgreSQL.</summary>
    public static string ForPostgres(string text) => Typed(text, "BYTEA", "TEXT COLLATE \"C\"", "BOOLEAN", "BIGINT", "BYTEA");

    private static string Typed(string text, string blob, string letters, string boolean, string whole, string node)
        => text.Replace("{blob}", blob, StringComparison.Ordinal).Replace("{text}", letters, StringComparison.Ordinal)
            .Replace("{bool}", boolean, StringComparison.Ordinal).Replace("{int}", whole, StringComparison.Ordinal).Replace("{node}", node, StringComparison.Ordinal);
}
