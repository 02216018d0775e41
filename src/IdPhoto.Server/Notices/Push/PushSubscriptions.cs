using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Push;

/// <summary>What is kept for notices by push.</summary>
internal sealed class PushSubscriptions(RecordStore records, PushTable table, OutboxTable outbox, Consents.ConsentBook consents) : IPersonalPart
{
    public string Name => "push";

    public string? Purpose => Consents.Purposes.Push;

    /// <summary>Takes a subscription, in place of another.</summary>
    /// <exception cref="Refusing.RequestRefused">There is no consent.</exception>
    public void Put(byte[] person, PushTarget target, string language, NoticeWish wish)
    {
        records.InTransaction(() =>
        {
            NoticeRequests.RequireConsent(consents, person, Consents.Purposes.Push);
            table.Put(person, target, language, wish);
            records.Owe();
        });
    }

    public Task<object?> ExportAsync(byte[] person) => Task.FromResult<object?>(
        table.Find(person) is { } push && table.WishOf(person) is { } wish
            ? new PushAnswer(push.Target.Kind, push.Target.Address, wish.Policy, wish.Documents, NoticeAnswer.All(outbox.Of(person, Channels.Push)))
            : null);

    public Task<bool> DeleteAsync(byte[] person) => Task.FromResult(table.Remove(person));
}

/// <summary>What is kept for notices by push, with the subscription's keys, which the browser made for itself, left out.</summary>
/// <param name="Kind">web or fcm.</param>
/// <param name="Endpoint">Where they go: the subscription's address at the push service, or the app's registration.</param>
/// <param name="Policy">Whether new versions of the policy are told.</param>
/// <param name="Documents">The documents of which changes are told.</param>
/// <param name="Notices">What was or will be told, of the last weeks.</param>
internal sealed record PushAnswer(string Kind, string Endpoint, bool Policy, IReadOnlyList<string> Documents, IReadOnlyList<NoticeAnswer> Notices);
