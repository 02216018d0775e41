using System.Data.Common;
using System.Text;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Tables;

/// <summary>The addresses, encrypted. One for each person.</summary>
internal sealed class MailTable(RecordStore records, RecordCipher cipher, MailTokens tokens, DocumentWishes documents, TimeProvider clock)
{
    private const string Purpose = "address";

    /// <summary>An address whose holder has not answered for this long is removed.</summary>
    private long Overdue => (clock.GetUtcNow() - MailSubscriptions.ToConfirm).ToUnixTimeMilliseconds();

    /// <summary>By what an address is found again; upper and lower case are the same.</summary>
    public byte[] HashOf(string address) => cipher.Hash(Purpose, Encoding.UTF8.GetBytes(address.ToLowerInvariant()));

    /// <summary>The token of the link that stops a person's mails: one that <see cref="StoppedBy"/> finds.</summary>
    public byte[] StopToken(byte[] person, MailSubscription mail)
    {
        byte[] token = tokens.Stop(person, HashOf(mail.Address));
        return MailTokens.Hash(token).AsSpan().SequenceEqual(mail.StopHash) ? token : tokens.EarlierStop(mail.Seed);
    }

    public MailSubscription? Find(byte[] person) => records.Query(
        "SELECT address, language, seed, wanted, confirmed, stop_hash FROM notice_mail WHERE person = @person",
        row => new MailSubscription(Encoding.UTF8.GetString(cipher.Open(Purpose, (byte[])row[0])), row.GetString(1), (byte[])row[2], !row.IsDBNull(4))
        {
            WantedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            ConfirmedAt = row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            StopHash = (byte[])row[5],
        },
        ("@person", person)).SingleOrDefault();

    public NoticeWish? WishOf(byte[] person)
    {
        List<bool> policy = records.Query("SELECT policy FROM notice_mail WHERE person = @person", row => row.GetBoolean(0), ("@person", person));
        return policy.Count > 0 ? new NoticeWish(policy[0], documents.Of(person, Channels.Mail)) : null;
    }

    /// <summary>Takes an address that is to be confirmed, in place of another.</summary>
    public void Put(byte[] person, string address, string language, NoticeWish wish)
    {
        byte[] seed = MailTokens.NewSeed();
        records.Run("DELETE FROM notice_mail WHERE person = @person", ("@person", person));
        records.Run(
            """
            INSERT INTO notice_mail (person, address, language, policy, seed, confirm_hash, stop_hash, wanted)
            VALUES (@person, @address, @language, @policy, @seed, @confirm, @stop, @now)
            """,
            ("@person", person), ("@address", cipher.Seal(Purpose, Encoding.UTF8.GetBytes(address))),
            ("@language", language), ("@policy", wish.Policy), ("@seed", seed),
            ("@confirm", MailTokens.Hash(tokens.Confirm(seed))), ("@stop", MailTokens.Hash(tokens.Stop(person, HashOf(address)))), ("@now", clock.GetUtcNow().ToUnixTimeMilliseconds()));
        documents.Put(person, Channels.Mail, wish.Documents);
    }

    /// <summary>Changes what a person wishes to be told at the same address.</summary>
    public void Change(byte[] person, string language, NoticeWish wish)
    {
        records.Run(
            "UPDATE notice_mail SET language = @language, policy = @policy WHERE person = @person",
            ("@person", person), ("@language", language), ("@policy", wish.Policy));
        documents.Put(person, Channels.Mail, wish.Documents);
    }

    /// <summary>Whether a link's token is that of an address which waits for it, or has been confirmed by it.</summary>
    public bool CanConfirm(byte[] hash) => records.Query(
        "SELECT 1 FROM notice_mail WHERE confirm_hash = @hash AND (confirmed IS NOT NULL OR wanted > @overdue)", row => true, ("@hash", hash), ("@overdue", Overdue)).Count > 0;

    /// <summary>Confirms an address; a second time changes nothing.</summary>
    public void Confirm(byte[] hash) => records.Run(
        "UPDATE notice_mail SET confirmed = @now WHERE confirm_hash = @hash AND confirmed IS NULL AND wanted > @overdue",
        ("@hash", hash), ("@overdue", Overdue), ("@now", clock.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>Whose mails a link's token stops; null for nobody's.</summary>
    public byte[]? StoppedBy(byte[] hash) => records.Query(
        "SELECT person FROM notice_mail WHERE stop_hash = @hash", Person, ("@hash", hash)).SingleOrDefault();

    /// <summary>Whose address was not confirmed in time.</summary>
    public IReadOnlyList<byte[]> Unconfirmed() => records.Query(
        "SELECT person FROM notice_mail WHERE confirmed IS NULL AND wanted <= @overdue", Person, ("@overdue", Overdue));

    /// <summary>Removes the address, the wishes, and what there is in the outbox.</summary>
    /// <returns>Whether there was an address.</returns>
    public bool Remove(byte[] person)
    {
        documents.Remove(person, Channels.Mail);
        records.Run("DELETE FROM notice_outbox WHERE person = @person AND channel = @channel", ("@person", person), ("@channel", Channels.Mail));
        return records.Run("DELETE FROM notice_mail WHERE person = @person", ("@person", person)) > 0;
    }

    /// <summary>Removes the mail that asks to confirm an earlier address.</summary>
    public void RemoveConfirmations(byte[] person) => records.Run(
        "DELETE FROM notice_outbox WHERE person = @person AND channel = @channel AND reference LIKE @confirmation",
        ("@person", person), ("@channel", Channels.Mail), ("@confirmation", OutboxEntry.Confirmation + "%"));

    private static byte[] Person(DbDataReader row) => (byte[])row[0];
}
