using System.Text.Json;
using IdPhoto.Server.Memory;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Push;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Tables;

/// <summary>The push subscriptions, encrypted. One for each person.</summary>
internal sealed class PushTable(RecordStore records, RecordCipher cipher, DocumentWishes documents)
{
    private const string Sealing = "push target";

    public (PushTarget Target, string Language)? Find(byte[] person) => records.Query(
        "SELECT target, language FROM notice_push WHERE person = @person",
        row => ((PushTarget, string)?)(JsonSerializer.Deserialize<PushTarget>(cipher.Open(Sealing, (byte[])row[0]))!, row.GetString(1)), ("@person", person)).SingleOrDefault();

    public NoticeWish? WishOf(byte[] person)
    {
        List<bool> policy = records.Query("SELECT policy FROM notice_push WHERE person = @person", row => row.GetBoolean(0), ("@person", person));
        return policy.Count > 0 ? new NoticeWish(policy[0], documents.Of(person, Channels.Push)) : null;
    }

    /// <summary>Takes a subscription, in place of another. Within a transaction.</summary>
    public void Put(byte[] person, PushTarget target, string language, NoticeWish wish)
    {
        records.Run(
            """
            INSERT INTO notice_push (person, kind, target, language, policy) VALUES (@person, @kind, @target, @language, @policy)
            ON CONFLICT (person) DO UPDATE SET kind = @kind, target = @target, language = @language, policy = @policy
            """,
            ("@person", person), ("@kind", target.Kind), ("@target", Close(target)),
            ("@language", language), ("@policy", wish.Policy));
        documents.Put(person, Channels.Push, wish.Documents);
    }

    private byte[] Close(PushTarget target)
    {
        using ClearingBuffer clear = ClearingBuffer.Json(target);
        return cipher.Seal(Sealing, clear.Written.Span);
    }

    /// <summary>Removes the subscription, the wishes, and what there is in the outbox.</summary>
    /// <returns>Whether there was a subscription.</returns>
    public bool Remove(byte[] person)
    {
        bool any = false;
        records.InTransaction(() =>
        {
            records.Run("DELETE FROM notice_outbox WHERE person = @person AND channel = @channel", ("@person", person), ("@channel", Channels.Push));
            any = RemoveSubscription(person);
            if (any)
                records.Owe();
        });
        return any;
    }

    /// <summary>The push service knows this one no more: what was sent stays to be counted, and one that was made meanwhile stays.</summary>
    public void RemoveGone(byte[] person, PushTarget target)
    {
        records.InTransaction(() =>
        {
            if (Find(person) is { } now && now.Target == target && RemoveSubscription(person))
                records.Owe();
        });
    }

    private bool RemoveSubscription(byte[] person)
    {
        documents.Remove(person, Channels.Push);
        return records.Run("DELETE FROM notice_push WHERE person = @person", ("@person", person)) > 0;
    }
}
