using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Refusing;

/// <summary>A request that is not done, and why. The message is for the caller and holds nothing personal.</summary>
internal sealed class RequestRefused(int status, string code, string message, int? retrySeconds = null) : Exception(message)
{
    public RequestRefused(int status, string code, Messages.Message said, int? retrySeconds = null)
        : this(status, code, said.ToString(), retrySeconds) => Said = said;

    public int Status { get; } = status;

    /// <summary>What to tell the caller, without words of any language; null where <see cref="Exception.Message"/> is the sentence.</summary>
    public Messages.Message? Said { get; }

    /// <summary>One of <see cref="ServerCodes"/> or <see cref="Refusals"/>.</summary>
    public string Code { get; } = code;

    /// <summary>When to try again; null where that makes no difference.</summary>
    public int? RetrySeconds { get; } = retrySeconds;

    /// <summary>The one answer for a photo that is absent, expired, deleted or another's.</summary>
    public static RequestRefused NotFound() => new(
        StatusCodes.Status404NotFound, ServerCodes.NotFound, "There is nothing here for you. A photo is kept for a day at most and opens only with its token: upload it again.");

    public static RequestRefused Invalid(Messages.Message said) => new(StatusCodes.Status400BadRequest, ServerCodes.InvalidRequest, said);

    public static RequestRefused Invalid(string message) => new(StatusCodes.Status400BadRequest, ServerCodes.InvalidRequest, message);

    public static RequestRefused Busy(int seconds) => new(
        StatusCodes.Status503ServiceUnavailable, ServerCodes.Busy, "All workers are busy and the queue is full. Try again in a moment.", seconds);

    public static RequestRefused TimeLimit(TimeSpan limit, int seconds) => new(
        StatusCodes.Status503ServiceUnavailable, ServerCodes.TimeLimit, $"The work was not done within {limit.TotalSeconds:0} seconds. Try again later, or with a smaller picture.", seconds);

    public static RequestRefused TooSlow() => new(
        StatusCodes.Status408RequestTimeout, ServerCodes.UploadTooSlow, "The photo came too slowly and was not read to its end. Try again over a better connection, or with a smaller file.");
}
