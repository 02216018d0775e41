namespace IdPhoto.Server.Notices.Mail;

/// <summary>What a person wishes to be told.</summary>
/// <param name="Policy">New versions of the policy, and another controller.</param>
/// <param name="Documents">Changes of the rules of these documents.</param>
internal sealed record NoticeWish(bool Policy, IReadOnlyList<string> Documents);

/// <summary>An address that notices go to, or will once it is confirmed.</summary>
/// <param name="Address">The address in clear.</param>
/// <param name="Language">A language's tag.</param>
/// <param name="Seed">What the token of the link that confirms follows from.</param>
/// <param name="Confirmed">Whether its holder has confirmed it.</param>
internal sealed record MailSubscription(string Address, string Language, byte[] Seed, bool Confirmed)
{
    /// <summary>When it was asked for.</summary>
    public DateTimeOffset WantedAt { get; init; }

    /// <summary>By what the link that stops the mails is found.</summary>
    public byte[] StopHash { get; init; } = [];

    /// <summary>When its holder has confirmed it; null before.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }
}
