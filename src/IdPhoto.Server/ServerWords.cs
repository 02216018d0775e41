using IdPhoto.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server;

/// <summary>The language of what the server says.</summary>
internal static class ServerWords
{
    /// <summary>For the description of the API, and for the console where no language was asked for: programs read both.</summary>
    public static Sentences English { get; } = Sentences.In(Languages.English, Place.Api);

    /// <summary>Sentences in the language that the request's <c>Accept-Language</c> asks for; marks the answer as being in it.</summary>
    public static Sentences For(HttpContext context)
    {
        Sentences words = Sentences.In(Languages.OfAcceptLanguage(context.Request.Headers.AcceptLanguage), Place.Api);
        context.Response.Headers.ContentLanguage = words.Spoken.Tag;
        context.Response.Headers.Vary = HeaderNames.AcceptLanguage;
        return words;
    }
}
