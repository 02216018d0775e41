using System.Globalization;
using IdPhoto.Messages;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Policies;
using IdPhoto.Words;

namespace IdPhoto.Server.Notices.Topics;

/// <summary>A mail in words.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Parts">Its paragraphs.</param>
/// <param name="Words">Their language.</param>
internal sealed record MailText(string Subject, IReadOnlyList<MailParagraph> Parts, Sentences Words)
{
    /// <summary>Asks whether an address is the person's.</summary>
    public static MailText Confirmation(MailLinks links, Sentences words) => new(
        words.Say(Message.Of("notices.confirm-subject")),
        [
            new(words.Say(Message.Of("notices.confirm", ("service", links.Service.Host))), links.Confirm),
            new(words.Say(Message.Of("notices.confirm-until", ("hours", (int)MailSubscriptions.ToConfirm.TotalHours)))),
            new(words.Say(Message.Of("notices.confirm-not-you")), links.Stop),
        ],
        words);

    /// <summary>Puts a topic into words.</summary>
    public static MailText Of(NoticeTopic topic, MailLinks links, Sentences words) => topic switch
    {
        PolicyTopic policy => new(
            words.Say(Message.Of("notices.policy-subject", ("date", PushText.Date(policy.Published.From)))), [.. Policy(policy.Published, links, words), Stop(links, words)], words),
        EditionTopic edition => new(
            words.Say(Message.Of("notices.edition-subject")),
            [
                new(words.Say(Message.Of("notices.edition", ("edition", Number(edition)), ("date", PushText.Date(edition.Since))))),
                new(words.Say(Message.Of("notices.policy-read")), links.Policy), Stop(links, words),
            ],
            words),
        RulesTopic rules => new(
            words.Say(Message.Of("notices.rules-subject", ("document", rules.Title))),
            [new(words.Say(Message.Of("notices.rules", ("document", rules.Title))), links.Service), Stop(links, words)], words),
        _ => throw new ArgumentOutOfRangeException(nameof(topic)),
    };

    private static IEnumerable<MailParagraph> Policy(Announcement published, MailLinks links, Sentences words)
    {
        Argument date = PushText.Date(published.From);
        yield return new(words.Say(Message.Of("notices.policy", ("date", date))));
        yield return new(published.ChangesIn(words.Spoken.Tag));
        if (published.Controller is { } controller)
            yield return new(words.Say(controller.Contact is { } contact
                ? Message.Of("notices.controller", ("date", date), ("name", controller.Name), ("contact", contact))
                : Message.Of("notices.controller-name", ("date", date), ("name", controller.Name))));
        else if (published.Widens)
            yield return new(words.Say(Message.Of("notices.policy-widens")));
        yield return new(words.Say(Message.Of("notices.policy-read")), links.Policy);
    }

    // A name, not a quantity.
    private static string Number(EditionTopic topic) => topic.Edition.ToString(CultureInfo.InvariantCulture);

    private static MailParagraph Stop(MailLinks links, Sentences words) => new(words.Say(Message.Of("notices.stop")), links.Stop);
}

/// <summary>A paragraph of a mail.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Link">An address that follows it; null for none.</param>
internal sealed record MailParagraph(string Text, Uri? Link = null);

/// <summary>Addresses of this service for one subscription.</summary>
/// <param name="Service">The app.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Confirm">Where the address is confirmed.</param>
/// <param name="Stop">Where the mails are stopped.</param>
/// <param name="OneClick">Where a mail program stops them by itself (RFC 8058).</param>
internal sealed record MailLinks(Uri Service, Uri Policy, Uri Confirm, Uri Stop, Uri OneClick);
