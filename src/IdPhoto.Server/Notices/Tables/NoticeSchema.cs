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
          person {blob} PRIMARY KEY, address {blob} NOT NULL, language {text} NOT NULL, policy {bool} NOT NULL,
          seed {blob} NOT NULL, confirm_hash {blob} NOT NULL UNIQUE, stop_hash {blob} NOT NULL UNIQUE, wanted {int} NOT NULL, confirmed {int});
        CREATE TABLE IF NOT EXISTS notice_push (
          person {blob} PRIMARY KEY, kind {text} NOT NULL, target {blob} NOT NULL, language {text} NOT NULL, policy {bool} NOT NULL);
        CREATE TABLE IF NOT EXISTS notice_documents (
          person {blob} NOT NULL, channel {text} NOT NULL, document {text} NOT NULL, PRIMARY KEY (person, channel, document));
        CREATE TABLE IF NOT EXISTS notice_asks (who {blob} NOT NULL, asked {int} NOT NULL);
        CREATE INDEX IF NOT EXISTS notice_asks_who ON notice_asks (who, asked);
        CREATE TABLE IF NOT EXISTS notice_topics (reference {text} PRIMARY KEY, facts {text} NOT NULL, announced {int} NOT NULL);
        CREATE TABLE IF NOT EXISTS notice_outbox (
          reference {text} NOT NULL, person {blob} NOT NULL, channel {text} NOT NULL, state {text} NOT NULL, attempts {int} NOT NULL, due {int} NOT NULL,
          node {blob}, repeated {int} NOT NULL, PRIMARY KEY (reference, person, channel));
        CREATE INDEX IF NOT EXISTS notice_outbox_due ON notice_outbox (channel, state, due);
        CREATE INDEX IF NOT EXISTS notice_outbox_person ON notice_outbox (person);
        CREATE TABLE IF NOT EXISTS notice_marks (document {text} PRIMARY KEY, mark {text} NOT NULL);
        """;
}
