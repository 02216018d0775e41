using System.Globalization;
using System.Text.Json.Serialization;
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
        RequestRefused refused => New(refused.Status, refused.Code, refused.Said is { } said ? words.Say(said) : refused.Message) with { RetrySeconds = refused.RetrySeconds },
        PhotoException photo => New(StatusOf(photo.Code), photo.Code, words.Say(photo)),
        BadHttpRequestException http => OfHttp(http),
        StoreException { IsFull: true } => New(StatusCodes.Status507InsufficientStorage, ServerCodes.StoreFull, "The store has no room for more photos now. Try again later, or ask for the finished photo directly, without a stay.") with { RetrySeconds = 60 },
        StoreException => New(StatusCodes.Status503ServiceUnavailable, ServerCodes.StoreUnavailable, "The store cannot be used now. Try again later.") with { RetrySeconds = 60 },
        OutOfMemoryException => New(StatusCodes.Status503ServiceUnavailable, ServerCodes.OutOfMemory, "The server has too little free memory for this picture. Try again later, or with a smaller picture.") with { RetrySeconds = 30 },
        // The type helps to report it; message and stack may hold what is in the photo.
        _ => New(StatusCodes.Status500InternalServerError, ServerCodes.InternalError, $"This is a fault of the server, not of the photo ({error.GetType().Name}). Please report it."),
    };

    public static Problem New(int status, string code, string detail) => new($"urn:idphoto:problem:{code}", TitleOf(status), status, detail, code);

    /// <summary>Answers with it.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (RetrySeconds is int seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(this, options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    // Kestrel's own texts may quote the request.
    private static Problem OfHttp(BadHttpRequestException error) => error.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => New(error.StatusCode, Refusals.FileTooLarge, "The body is larger than the largest photo that is read. Save the photo as JPEG or at a smaller size."),
        StatusCodes.Status408RequestTimeout => Of(RequestRefused.TooSlow(), Sentences.In(Languages.English, Place.Api)),
        _ => New(StatusCodes.Status400BadRequest, ServerCodes.InvalidRequest, "The request cannot be understood, or ended too early. Send it again."),
    };

    private static int StatusOf(string code) => code switch
    {
        Refusals.FileTooLarge => StatusCodes.Status413PayloadTooLarge,
        Refusals.NotAPicture or Refusals.UnsupportedFormat => StatusCodes.Status415UnsupportedMediaType,
        Refusals.UnknownSpec or Refusals.TakenOnSite or Refusals.InvalidSpec or Refusals.InvalidColour or Refusals.InvalidSize => StatusCodes.Status400BadRequest,
        Refusals.ModelMissing => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Bad Request",
        StatusCodes.Status401Unauthorized => "Unauthorized",
        StatusCodes.Status404NotFound => "Not Found",
        StatusCodes.Status405MethodNotAllowed => "Method Not Allowed",
        StatusCodes.Status408RequestTimeout => "Request Timeout",
        StatusCodes.Status413PayloadTooLarge => "Content Too Large",
        StatusCodes.Status415UnsupportedMediaType => "Unsupported Media Type",
        StatusCodes.Status421MisdirectedRequest => "Misdirected Request",
        StatusCodes.Status422UnprocessableEntity => "Unprocessable Content",
        StatusCodes.Status429TooManyRequests => "Too Many Requests",
        StatusCodes.Status503ServiceUnavailable => "Service Unavailable",
        StatusCodes.Status507InsufficientStorage => "Insufficient Storage",
        _ => "Internal Server Error",
    };
}
