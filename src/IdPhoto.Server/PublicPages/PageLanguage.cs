using IdPhoto.Words;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.PublicPages;

/// <summary>The language of a page: the one that its address names, or else the browser's.</summary>
/// <param name="Words">Its sentences.</param>
/// <param name="Chosen">Whether the address names it; then links to other pages name it too.</param>
internal sealed record PageLanguage(Sentences Words, bool Chosen)
{
    /// <summary>In the query of a page's address.</summary>
    public const string Name = "lang";

    public static PageLanguage Of(HttpContext context)
    {
        Sentences asked = ServerWords.For(context);
        return Languages.All.FirstOrDefault(language => language.Tag == context.Request.Query[Name]) is not { } language
            ? new PageLanguage(asked, false)
            : Chose(context, Sentences.In(language, Place.Api));
    }

    /// <summary>A page's address in this language.</summary>
    public string Link(string page) => Chosen ? $"{page}?{Name}={Words.Spoken.Tag}" : page;

    private static PageLanguage Chose(HttpContext context, Sentences words)
    {
        context.Response.Headers.ContentLanguage = words.Spoken.Tag;
        return new PageLanguage(words, true);
    }
}
