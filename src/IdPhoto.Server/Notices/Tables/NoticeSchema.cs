namespace IdPhoto.Server.Notices.Tables;

/// <summary>The tables of notices in the records. Addresses, endpoints and tokens are in them only encrypted or as hashes.</summary>
internal static class NoticeSchema
{
    /// <summary>
    /// notice_topics holds what there is to say, notice_outbox to whom: its key keeps a person from being told twice.
    /// 'due' is when a waiting entry may go, and when the claim on any other one ends. 'repeated' is 1 where a notice had to
    /// be handed over again although the first time may have worked.
    /// </summary>
    public const string Statements = """
        CREATE TABLE IF NOT EXISTS notice_mail (
          person BLOB PRIMARY KEY, address BLOB NOT NULL, language TEXT NOT NULL, policy INTEGER NOT NULL,
          seed BLOB NOT NULL, confirm_hash BLOB NOT NULL UNIQUE, stop_hash BLOB NOT NULL UNIQUE, wanted INTEGER NOT NULL, confirmed INTEGER);
        CREATE TABLE IF NOT EXISTS notice_push (
          person BLOB PRIMARY KEY, kind TEXT NOT NULL, target BLOB NOT NULL, language TEXT NOT NULL, policy INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS notice_documents (
          person BLOB NOT NULL, channel TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (person, channel, document));
        CREATE TABLE IF NOT EXISTS notice_asks (who BLOB NOT NULL, asked INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS notice_asks_who ON notice_asks (who, asked);
        CREATE TABLE IF NOT EXISTS notice_topics (reference TEXT PRIMARY KEY, facts TEXT NOT NULL, announced INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS notice_outbox (
          reference TEXT NOT NULL, person BLOB NOT NULL, channel TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL,
          node BLOB, repeated INTEGER NOT NULL, PRIMARY KEY (reference, person, channel));
        CREATE INDEX IF NOT EXISTS notice_outbox_due ON notice_outbox (channel, state, due);
        CREATE INDEX IF NOT EXISTS notice_outbox_person ON notice_outbox (person);
        CREATE TABLE IF NOT EXISTS notice_marks (document TEXT PRIMARY KEY, mark TEXT NOT NULL);
        """;
}
