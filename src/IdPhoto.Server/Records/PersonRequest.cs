using IdPhoto.Messages;
using IdPhoto.Server.Refusing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Records;

/// <summary>Who asks, by the install's identifier in the request's header.</summary>
internal static class PersonRequest
{
    /// <summary>The hash of the install that asks; null where it names none.</summary>
    /// <exception cref="RequestRefused">The header is there and holds no identifier.</exception>
    public static byte[]? Person(this HttpContext context)
    {
        string text = context.Request.Headers[InstallId.Header].ToString();
        if (text.Length == 0)
            return null;
        return InstallId.Parse(text) is { } install
            ? context.RequestServices.GetRequiredService<PersonHashes>().Of(install)
            : throw RequestRefused.Invalid(Message.Of("consents.install-id-malformed", ("header", InstallId.Header)));
    }

    /// <summary>The hash of the install that asks.</summary>
    /// <exception cref="RequestRefused">It names none.</exception>
    public static byte[] RequirePerson(this HttpContext context)
        => context.Person() ?? throw RequestRefused.Invalid(Message.Of("consents.install-id-missing", ("header", InstallId.Header)));
}
