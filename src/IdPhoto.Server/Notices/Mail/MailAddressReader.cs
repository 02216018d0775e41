using IdPhoto.Messages;
using IdPhoto.Server.Refusing;
using MimeKit;

namespace IdPhoto.Server.Notices.Mail;

/// <summary>Reads an address that somebody typed.</summary>
internal static class MailAddressReader
{
    /// <summary>RFC 5321, 4.5.3.1.3, without the angle brackets.</summary>
    private const int Longest = 254;

    /// <summary>The address alone, its domain in ASCII.</summary>
    /// <exception cref="RequestRefused">It is no single address: a name, a list, a line break or a mailbox without a domain is refused.</exception>
    public static string Read(string? text)
    {
        string typed = (text ?? "").Trim(' ');
        bool plain = typed.Length is > 0 and <= Longest && !typed.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter));
        if (!plain || !MailboxAddress.TryParse(typed, out MailboxAddress? mailbox) || mailbox.Address != typed || mailbox.Route.Count > 0 || !mailbox.Domain.Contains('.'))
            throw Wrong();
        string address = mailbox.GetAddress(idnEncode: true);
        // A local part beyond ASCII needs every server on the way to know SMTPUTF8.
        return address.Length <= Longest && address.All(char.IsAscii) ? address : throw Wrong();
    }

    private static RequestRefused Wrong() => RequestRefused.Invalid(Message.Of("notices.address-malformed"));
}
