using IdPhoto.Messages;
using IdPhoto.Server.Api;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Rights;
using IdPhoto.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Letters;

/// <summary>The contact form: whoever reaches this server can write to its operator, without an account.</summary>
internal static class LettersApi
{
    /// <summary>Every letter may be written as an escape of twelve bytes.</summary>
    private const int MostBytes = (12 * LetterDraft.MostLetters) + 4096;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/v1/letters", WriteAsync).Takes([]).TakesJson<LetterDraft>()
            .Describes(Message.Of("openapi.rights"), "WriteLetter", Message.Of("openapi.letter"), Message.Of("openapi.letter-more"))
            .Produces<LetterAnswer>(StatusCodes.Status202Accepted).OpenToAll();

    private static async Task<IResult> WriteAsync(HttpContext context, LetterBox box, LetterLimits limits)
    {
        _ = new QueryReader(context.Request, []);
        Sentences words = ServerWords.For(context);
        Letter letter = (await ReadAsync(context)).Check(words.Spoken.Tag);
        LetterEntry kept = limits.Keep(context, letter, box.Keep) ?? throw Full();
        return Results.Json(new LetterAnswer(kept.Reference, kept.KeptUntil, words.Say(Next(kept.Kind))), statusCode: StatusCodes.Status202Accepted);
    }

    private static Task<LetterDraft> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = MostBytes;
        return context.ReadJsonAsync<LetterDraft>();
    }

    private static Message Next(string kind) => kind switch
    {
        LetterKinds.Child => Message.Of("rights.letter-next-child"),
        LetterKinds.Erase => Message.Of("rights.letter-next-erase"),
        _ => Message.Of("rights.letter-next-question"),
    };

    private static RequestRefused Full() => new(StatusCodes.Status507InsufficientStorage, ServerCodes.StoreFull, Message.Of("rights.letters-full"), retrySeconds: 3600);
}

/// <summary>A letter that has come.</summary>
/// <param name="Reference">Names it; to be given when writing again.</param>
/// <param name="KeptUntil">When it is erased.</param>
/// <param name="Next">What happens now, and what can be done meanwhile: a sentence for its writer.</param>
internal sealed record LetterAnswer(string Reference, DateTimeOffset KeptUntil, string Next);
