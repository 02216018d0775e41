using IdPhoto.Messages;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Settings;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Words;
using Microsoft.AspNetCore.Http;
using MimeKit;

namespace IdPhoto.Server.Admin;

/// <summary>Mails what the operator answers to a letter, at once and once.</summary>
internal sealed class LetterAnswers(NoticeSettings notices, ServerSettings settings, TimeProvider clock)
{
    private const int MostLetters = 20_000;

    /// <exception cref="RequestRefused">The letter has no address, nothing is mailed by this server, or the mail server did not take it.</exception>
    public async Task SendAsync(LetterEntry entry, Letter letter, string text, CancellationToken cancel)
    {
        if (text.Trim().Length is 0 or > MostLetters)
            throw RequestRefused.Invalid(Message.Of("admin.letter-empty-answer", ("most", MostLetters)));
        if (letter.AnswerTo is null)
            throw RequestRefused.Invalid(Message.Of("admin.letter-no-address"));
        if (notices.Mail is not { } mail)
            throw RequestRefused.Invalid(Message.Of("admin.letter-no-mail"));
        using MailSender sender = new(mail);
        Delivery delivery = await sender.SendAsync(Write(entry, letter, text, mail.From), () => { }, cancel);
        if (delivery.Result == DeliveryResult.Unknown)
            throw Unsent(Message.Of("admin.letter-unknown"));
        if (delivery.Result != DeliveryResult.Delivered)
            throw Unsent(Message.Of("admin.letter-unsent"));
        await sender.RestAsync(cancel);
    }

    private MimeMessage Write(LetterEntry entry, Letter letter, string text, MailboxAddress from)
    {
        Sentences words = Sentences.In(Languages.Find(letter.Language) ?? Languages.English, Place.Api);
        MimeMessage mail = new() { Subject = words.Say(Message.Of("admin.letter-subject", ("reference", entry.Reference))), Date = clock.GetUtcNow() };
        mail.From.Add(from);
        mail.To.Add(new MailboxAddress("", letter.AnswerTo!));
        if (settings.OperatorMail is { } contact)
            mail.ReplyTo.Add(MailboxAddress.Parse(contact));
        mail.MessageId = $"{Guid.NewGuid():N}@{from.Domain}";
        mail.Body = new TextPart("plain") { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        return mail;
    }

    private static RequestRefused Unsent(Message why) => new(StatusCodes.Status503ServiceUnavailable, ServerCodes.StoreUnavailable, why);
}
