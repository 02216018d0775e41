using IdPhoto.Words;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server;

/// <summary>The language of an answer: the one that the request's <c>Accept-Language</c> asks for.</summary>
internal static class ServerWords
{
    public static Sentences For(HttpContext context) => Sentences.In(Languages.OfAcceptLanguage(context.Request.Headers.AcceptLanguage), Place.Api);
}
