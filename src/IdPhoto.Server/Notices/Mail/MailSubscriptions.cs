using IdPhoto.Messages;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Records;
using IdPhoto.Server.Refusing;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Notices.Mail;

/// <summary>Notices by e-mail: an address counts once its holder has answered a mail to it.</summary>
internal sealed class MailSubscriptions(RecordStore records, MailTable table, AskTable asks, OutboxTable outbox, ConsentBook consents) : IPersonalPart
{
    /// <summary>How long an address waits for its holder's answer.</summary>
    public static readonly TimeSpan ToConfirm = TimeSpan.FromHours(48);

    /// <summary>Confirmations in a day: nobody can fill somebody else's mailbox with them.</summary>
    private const int MostForAddress = 3, MostForInstall = 6;

    public string Name => "email";

    public string? Purpose => Purposes.Notices;

    /// <summary>Takes an address and mails the question whether it is right; or, where it is confirmed already, what is wished for it.</summary>
    /// <exception cref="RequestRefused">The question was mailed too often today, or there is no consent.</exception>
    public void Put(byte[] person, string address, string language, NoticeWish wish)
    {
        MailSubscription? before = null;
        records.InTransaction(() =>
        {
            // With the write: a consent that is taken back meanwhile finds nothing that comes after it.
            NoticeRequests.RequireConsent(consents, person, Purposes.Notices);
            before = table.Find(person);
            if (before is { Confirmed: true } && string.Equals(before.Address, address, StringComparison.OrdinalIgnoreCase))
                table.Change(person, language, wish);
            else
                Ask(person, address, language, wish);
            if (before is not null)
                records.Owe();
        });
        outbox.Wake();
        records.Settle();
    }

    /// <summary>Stops the mails of whoever got this link: they take their consent back.</summary>
    public async Task StopAsync(byte[] tokenHash)
    {
        if (table.StoppedBy(tokenHash) is not { } person)
            return;
        consents.Withdraw(person, Purposes.Notices);
        await DeleteAsync(person);
        records.Settle();
    }

    /// <summary>Removes addresses whose holders did not answer.</summary>
    public void RemoveUnconfirmed()
    {
        asks.Forget();
        foreach (byte[] person in table.Unconfirmed())
            Remove(person);
    }

    public Task<object?> ExportAsync(byte[] person) => Task.FromResult<object?>(
        table.Find(person) is { } mail && table.WishOf(person) is { } wish
            ? new MailAnswer(mail.Address, mail.Confirmed, wish.Policy, wish.Documents, mail.WantedAt, mail.ConfirmedAt, NoticeAnswer.All(outbox.Of(person, Channels.Mail)))
            : null);

    public Task<bool> DeleteAsync(byte[] person) => Task.FromResult(Remove(person));

    private bool Remove(byte[] person)
    {
        bool any = false;
        records.InTransaction(() =>
        {
            any = table.Remove(person);
            if (any)
                records.Owe();
        });
        return any;
    }

    private void Ask(byte[] person, string address, string language, NoticeWish wish)
    {
        byte[] hash = table.HashOf(address);
        if (asks.Count(hash) >= MostForAddress || asks.Count(person) >= MostForInstall)
            throw new RequestRefused(
                StatusCodes.Status429TooManyRequests, ServerCodes.TooManyRequests, Message.Of("notices.too-many-confirmations"), (int)AskTable.Day.TotalSeconds);
        asks.Add(hash);
        asks.Add(person);
        table.RemoveConfirmations(person);
        table.Put(person, address, language, wish);
        outbox.Add(OutboxEntry.Confirmation + Convert.ToHexStringLower(table.Find(person)!.Seed), person, Channels.Mail);
    }
}

/// <summary>What is kept for notices by e-mail.</summary>
/// <param name="Address">The address.</param>
/// <param name="Confirmed">Whether its holder has answered.</param>
/// <param name="Policy">Whether new versions of the policy are told.</param>
/// <param name="Documents">The documents of which changes are told.</param>
/// <param name="WantedAt">When the address was asked for.</param>
/// <param name="ConfirmedAt">When its holder has answered; null before.</param>
/// <param name="Notices">What was or will be told, of the last weeks.</param>
internal sealed record MailAnswer(string Address, bool Confirmed, bool Policy, IReadOnlyList<string> Documents, DateTimeOffset WantedAt, DateTimeOffset? ConfirmedAt, IReadOnlyList<NoticeAnswer> Notices);

/// <summary>A notice to this install.</summary>
/// <param name="About">policy or rules, with a number or a document; or the question whether an address is right.</param>
/// <param name="State">What has become of it.</param>
internal sealed record NoticeAnswer(string About, string State)
{
    public static IReadOnlyList<NoticeAnswer> All(IEnumerable<(string Reference, string State)> entries)
        => [.. entries.Select(entry => new NoticeAnswer(entry.Reference.StartsWith(OutboxEntry.Confirmation, StringComparison.Ordinal) ? OutboxEntry.Confirmation.Trim() : entry.Reference, entry.State))];
}
