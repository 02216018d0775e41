using System.Globalization;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Settings;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Words;
using MimeKit;

namespace IdPhoto.Server.Notices.Mail;

/// <summary>Notices by e-mail.</summary>
internal sealed class MailChannel(NoticeSettings settings, MailTable table, TopicTable topics, MailTokens tokens, NoticeIds ids, TimeProvider clock) : INoticeChannel, IDisposable
{
    private readonly MailSender _sender = new(settings.Mail!);

    public string Name => Channels.Mail;

    public string Purpose => Purposes.Notices;

    public async Task<Delivery?> DeliverAsync(OutboxEntry entry, Action begin, CancellationToken cancel)
    {
        if (table.Find(entry.Person) is not { } to)
            return null;
        // The address was changed meanwhile: its holder has not answered yet.
        if (!to.Confirmed && !entry.IsConfirmation)
            return new Delivery(DeliveryResult.Later);
        return Text(entry, to) is { } text ? await _sender.SendAsync(Mail(entry, to, text), begin, cancel) : null;
    }

    public Task RestAsync(CancellationToken cancel) => _sender.RestAsync(cancel);

    public void Dispose() => _sender.Dispose();

    private MailText? Text(OutboxEntry entry, MailSubscription to)
    {
        Sentences words = Sentences.In(Languages.Find(to.Language) ?? Languages.English, Place.Api);
        MailLinks links = Links(entry, to, words.Spoken.Tag);
        if (entry.IsConfirmation)
            return MailText.Confirmation(links, words);
        return topics.Find(entry.Reference) is { } topic ? MailText.Of(topic, links, words) : null;
    }

    private MailLinks Links(OutboxEntry entry, MailSubscription to, string language)
    {
        Uri service = settings.PublicAddress!;
        string confirm = MailTokens.Text(tokens.Confirm(to.Seed)), stop = MailTokens.Text(table.StopToken(entry.Person, to));
        return new MailLinks(
            service, new Uri(service, $"privacy?lang={language}"), new Uri(service, $"notices/confirm/{confirm}?lang={language}"),
            new Uri(service, $"notices/stop/{stop}?lang={language}"), new Uri(service, $"notices/stop/{stop}"));
    }

    private MimeMessage Mail(OutboxEntry entry, MailSubscription to, MailText text)
    {
        MimeMessage mail = MailWriter.Write(text);
        mail.From.Add(settings.Mail!.From);
        mail.To.Add(new MailboxAddress("", to.Address));
        mail.MessageId = string.Create(CultureInfo.InvariantCulture, $"{ids.Of(entry)}@{settings.Mail.From.Domain}");
        mail.Date = clock.GetUtcNow();
        // Answering machines stay quiet (RFC 3834, 5).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (!entry.IsConfirmation)
        {
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{Links(entry, to, text.Words.Spoken.Tag).OneClick}>");
            mail.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }
        return mail;
    }
}
