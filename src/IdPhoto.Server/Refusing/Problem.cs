using System.Globalization;
using System.Text.Json.Serialization;
using IdPhoto.Messages;
using IdPhoto.Server.Store;
using IdPhoto.Words;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Refusing;

/// <summary>Problem details (RFC 9457) with a stable code.</summary>
/// <param name="Type">A URN with the code.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong and what to do, a sentence for a person.</param>
/// <param name="Code">A stable word for programs.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code)
{
    /// <summary>Seconds after which to try again.</summary>
    [JsonIgnore]
    public int? RetrySeconds { get; init; }

    /// <summary>Puts any failure of a request into a status, a code and a sentence.</summary>
    public static Problem Of(Exception error, Sentences words) => error switch
    {
        RequestRefused refused => New(refused.Status, refused.Code, refused.Said, words) with { RetrySeconds = refused.RetrySeconds },
        PhotoException photo => New(StatusOf(photo.Code), photo.Code, photo.Said, words),
        BadHttpRequestException http => OfHttp(http, words),
        StoreException { IsFull: true } => New(StatusCodes.Status507InsufficientStorage, ServerCodes.StoreFull, Message.Of("storing.full"), words) with { RetrySeconds = 60 },
        StoreException => New(StatusCodes.Status503ServiceUnavailable, ServerCodes.StoreUnavailable, Message.Of("storing.unavailable"), words) with { RetrySeconds = 60 },
        OutOfMemoryException => New(StatusCodes.Status503ServiceUnavailable, ServerCodes.OutOfMemory, Message.Of("requests.out-of-memory"), words) with { RetrySeconds = 30 },
        // The type helps to report it; message and stack may hold what is in the photo.
        _ => New(StatusCodes.Status500InternalServerError, ServerCodes.InternalError, Message.Of("requests.internal-error", ("type", error.GetType().Name)), words),
    };

    /// <summary>Answers with it.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (RetrySeconds is int seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(this, options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    private static Problem New(int status, string code, Message detail, Sentences words)
        => new($"urn:idphoto:problem:{code}", words.Say(TitleOf(status)), status, words.Say(detail), code);

    // Kestrel's own texts may quote the request.
    private static Problem OfHttp(BadHttpRequestException error, Sentences words) => error.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => New(error.StatusCode, Refusals.FileTooLarge, Message.Of("requests.body-too-large"), words),
        StatusCodes.Status408RequestTimeout => Of(RequestRefused.TooSlow(), words),
        _ => New(StatusCodes.Status400BadRequest, ServerCodes.InvalidRequest, Message.Of("requests.not-understood"), words),
    };

    private static int StatusOf(string code) => code switch
    {
        Refusals.FileTooLarge => StatusCodes.Status413PayloadTooLarge,
        Refusals.NotAPicture or Refusals.UnsupportedFormat => StatusCodes.Status415UnsupportedMediaType,
        Refusals.UnknownSpec or Refusals.TakenOnSite or Refusals.InvalidSpec or Refusals.InvalidColour or Refusals.InvalidSize => StatusCodes.Status400BadRequest,
        Refusals.ModelMissing => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static Message TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Message.Of("requests.title-bad-request"),
        StatusCodes.Status401Unauthorized => Message.Of("requests.title-unauthorized"),
        StatusCodes.Status403Forbidden => Message.Of("consents.title-forbidden"),
        StatusCodes.Status404NotFound => Message.Of("requests.title-not-found"),
        StatusCodes.Status405MethodNotAllowed => Message.Of("requests.title-method-not-allowed"),
        StatusCodes.Status408RequestTimeout => Message.Of("requests.title-timeout"),
        StatusCodes.Status409Conflict => Message.Of("consents.title-conflict"),
        StatusCodes.Status413PayloadTooLarge => Message.Of("requests.title-too-large"),
        StatusCodes.Status415UnsupportedMediaType => Message.Of("requests.title-media-type"),
        StatusCodes.Status421MisdirectedRequest => Message.Of("requests.title-misdirected"),
        StatusCodes.Status422UnprocessableEntity => Message.Of("requests.title-unprocessable"),
        StatusCodes.Status429TooManyRequests => Message.Of("requests.title-too-many"),
        StatusCodes.Status503ServiceUnavailable => Message.Of("requests.title-unavailable"),
        StatusCodes.Status507InsufficientStorage => Message.Of("requests.title-insufficient-storage"),
        _ => Message.Of("requests.title-internal-error"),
    };
}
