using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Refusing;
using IdPhoto.Words;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Notices;

/// <summary>Notices by e-mail that somebody wishes for.</summary>
/// <param name="Address">One address; a mail with a link goes to it first.</param>
/// <param name="Language">A language's tag, for the mails; English where it is none of this service's.</param>
/// <param name="Policy">Whether new versions of the policy are told, before they take effect.</param>
/// <param name="Documents">Documents of which changes of the rules are told, 20 at most.</param>
internal sealed record MailRequest(string? Address, string? Language, bool Policy = false, IReadOnlyList<string>? Documents = null);

/// <summary>Notices by push that somebody wishes for.</summary>
/// <param name="Kind">web or fcm.</param>
/// <param name="Endpoint">web: the subscription's address.</param>
/// <param name="P256dh">web: its public key, Base64url.</param>
/// <param name="Auth">web: its secret, Base64url.</param>
/// <param name="Token">fcm: the app's registration.</param>
/// <param name="Language">A language's tag, for the notices; English where it is none of this service's.</param>
/// <param name="Policy">Whether new versions of the policy are told, before they take effect.</param>
/// <param name="Documents">Documents of which changes of the rules are told, 20 at most.</param>
internal sealed record PushRequest(
    string? Kind, string? Endpoint, string? P256dh, string? Auth, string? Token, string? Language, bool Policy = false, IReadOnlyList<string>? Documents = null);

/// <summary>What this server can send.</summary>
/// <param name="Email">Whether notices go out by e-mail.</param>
/// <param name="Push">By push.</param>
internal sealed record NoticesAnswer(bool Email, PushOffer Push);

/// <summary>What this server can push.</summary>
/// <param name="Web">The key (VAPID) that a browser subscribes with, Base64url; null where browsers are not pushed to.</param>
/// <param name="Fcm">Whether apps are pushed to through Firebase.</param>
internal sealed record PushOffer(string? Web, bool Fcm);

/// <summary>Checks what is the same in both requests.</summary>
internal static class NoticeRequests
{
    private const int MostDocuments = 20;

    /// <exception cref="RequestRefused">Nothing is wished for, or of a document that there is not.</exception>
    public static NoticeWish Wish(bool policy, IReadOnlyList<string>? documents)
    {
        string[] wished = [.. (documents ?? []).Distinct()];
        if (!policy && wished.Length == 0)
            throw RequestRefused.Invalid(Message.Of("notices.nothing-chosen"));
        if (wished.Length > MostDocuments)
            throw RequestRefused.Invalid(Message.Of("notices.too-many-documents", ("most", MostDocuments)));
        return wished.All(id => PhotoSpecs.All.Any(spec => spec.Id == id))
            ? new NoticeWish(policy, wished)
            : throw RequestRefused.Invalid(Message.Of("notices.unknown-document"));
    }

    public static string Language(string? tag) => (Languages.Find(tag ?? "") ?? Languages.English).Tag;

    /// <exception cref="RequestRefused">The person has not agreed to it.</exception>
    public static void RequireConsent(ConsentBook consents, byte[] person, string purpose)
    {
        if (!consents.Holds(person, purpose))
            throw new RequestRefused(StatusCodes.Status403Forbidden, ServerCodes.ConsentNeeded, Message.Of("notices.consent-needed", ("purpose", purpose)));
    }

    public static RequestRefused NotOffered(Message said) => new(StatusCodes.Status404NotFound, ServerCodes.NotFound, said);
}
