using System.Net.Mail;
using IdPhoto.Messages;
using IdPhoto.Server.Refusing;

namespace IdPhoto.Server.Letters;

/// <summary>A letter as it is sent.</summary>
/// <param name="Kind">`question`, `erase`, or `child` for a child's photo that is to be erased.</param>
/// <param name="Text">At most 4000 letters.</param>
/// <param name="AnswerTo">An e-mail address for the answer; may be left out.</param>
internal sealed record LetterDraft(string? Kind, string? Text, string? AnswerTo = null)
{
    /// <summary>Letters, digits and signs of a text, as a reader counts them.</summary>
    public const int MostLetters = 4000;

    /// <summary>RFC 5321, 4.5.3.1.3, without the angle brackets.</summary>
    private const int LongestAddress = 254;

    /// <summary>The letter, checked.</summary>
    /// <exception cref="RequestRefused">Something is missing, too long or no address.</exception>
    public Letter Check(string language)
    {
        if (Kind is null || !LetterKinds.All.Contains(Kind))
            throw RequestRefused.Invalid(Message.Of("rights.letter-kind", ("kinds", Argument.Any(LetterKinds.All.Select(kind => (Argument)kind)))));
        string text = (Text ?? "").Trim();
        if (text.Length == 0)
            throw RequestRefused.Invalid(Message.Of("rights.letter-empty"));
        if (text.EnumerateRunes().Count() > MostLetters)
            throw RequestRefused.Invalid(Message.Of("rights.letter-too-long", ("most", MostLetters)));
        string? address = string.IsNullOrWhiteSpace(AnswerTo) ? null : AnswerTo.Trim();
        if (address is not null && !IsAddress(address))
            throw RequestRefused.Invalid(Message.Of("rights.letter-address"));
        return new Letter(Kind, text, address, language);
    }

    // The bare address alone: with a name before it, MailAddress would take it too.
    private static bool IsAddress(string text)
        => text.Length <= LongestAddress && MailAddress.TryCreate(text, out MailAddress? address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}
