using IdPhoto.Messages;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Settings;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Words;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IdPhoto.Server.Letters;

/// <summary>Mails the operator that letters have come: their kind and reference, and nothing of what is in them.</summary>
/// <remarks>Which ones the operator was told of is written down after the mail server has taken the mail: a crash in between tells it twice, under the same Message-ID.</remarks>
internal sealed partial class LetterPost(LetterBox box, RecordStore records, ServerSettings settings, TimeProvider clock, ILogger<LetterPost> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);

    /// <summary>Where the operator is told; null where there is no mail, or nobody to be told.</summary>
    public static MailboxAddress? To(ServerSettings settings)
        => settings.Notices.Mail is not null && MailboxAddress.TryParse(settings.OperatorMail ?? "", out MailboxAddress? operatorMail) ? operatorMail : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using MailSender sender = new(settings.Notices.Mail!);
        using SemaphoreSlim wake = new(0);
        box.Added += Wake;
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan pause = await TellAsync(sender, stoppingToken) ? Pause : AfterFailure;
            await ((Task)wake.WaitAsync(pause, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        box.Added -= Wake;

        void Wake()
        {
            if (wake.CurrentCount == 0)
                wake.Release();
        }
    }

    /// <returns>Whether the mail server takes mails.</returns>
    private async Task<bool> TellAsync(MailSender sender, CancellationToken stop)
    {
        bool taken = true;
        try
        {
            await records.AloneAsync(SharedLocks.Letters, async () => taken = await TellAllAsync(sender, stop));
            return taken;
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // The message may hold an address.
            Failed(log, TroubleKind.Of(error));
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> TellAllAsync(MailSender sender, CancellationToken stop)
    {
        foreach (LetterEntry letter in box.Untold())
        {
            Delivery delivery = await sender.SendAsync(Mail(letter), static () => { }, stop);
            if (delivery.Result is not (DeliveryResult.Delivered or DeliveryResult.Refused))
                return false;
            box.Told(letter.Reference);
        }
        await sender.RestAsync(stop);
        return true;
    }

    private MimeMessage Mail(LetterEntry letter)
    {
        MailSettings mails = settings.Notices.Mail!;
        Sentences words = ServerWords.English;
        MimeMessage mail = MailWriter.Write(new MailText(
            words.Say(Message.Of("rights.mail-subject", ("reference", letter.Reference))),
            [
                new MailParagraph(words.Say(Message.Of("rights.mail-text", ("kind", letter.Kind), ("command", $"idphoto admin letters show {letter.Reference}")))),
                new MailParagraph(words.Say(Message.Of("rights.mail-kept", ("days", settings.LetterTime.Days)))),
            ],
            words));
        mail.From.Add(mails.From);
        mail.To.Add(To(settings)!);
        mail.MessageId = $"letter-{letter.Reference}@{mails.From.Domain}";
        mail.Date = clock.GetUtcNow();
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    [LoggerMessage(LogLevel.Error, "The operator could not be told of a letter ({Type}). It is tried again in five minutes.")]
    private static partial void Failed(ILogger log, string type);
}
