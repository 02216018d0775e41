using IdPhoto.Messages;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Refusing;

/// <summary>A request that is not done, and why. It holds nothing personal.</summary>
internal sealed class RequestRefused(int status, string code, Message said, int? retrySeconds = null) : Exception($"{code}: {said}")
{
    public int Status { get; } = status;

    /// <summary>One of <see cref="ServerCodes"/> or <see cref="Refusals"/>.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong and what to do, for the caller.</summary>
    public Message Said { get; } = said;

    /// <summary>When to try again; null where that makes no difference.</summary>
    public int? RetrySeconds { get; } = retrySeconds;

    /// <summary>The one answer for a photo that is absent, expired, deleted or another's.</summary>
    public static RequestRefused NotFound() => new(
        StatusCodes.Status404NotFound, ServerCodes.NotFound, Messages.Message.Of("requests.not-found"));

    public static RequestRefused WrongMethod() => new(
        StatusCodes.Status405MethodNotAllowed, ServerCodes.MethodNotAllowed, Messages.Message.Of("requests.method-not-allowed"));

    public static RequestRefused Invalid(Message said) => new(StatusCodes.Status400BadRequest, ServerCodes.InvalidRequest, said);

    public static RequestRefused Busy(int seconds) => new(
        StatusCodes.Status503ServiceUnavailable, ServerCodes.Busy, Messages.Message.Of("requests.busy"), seconds);

    public static RequestRefused TimeLimit(TimeSpan limit, int seconds) => new(
        StatusCodes.Status503ServiceUnavailable, ServerCodes.TimeLimit,
        Messages.Message.Of("requests.time-limit", ("limit", Argument.RoundedQuantity(limit.TotalSeconds, Units.Seconds, 0))), seconds);

    public static RequestRefused TooSlow() => new(
        StatusCodes.Status408RequestTimeout, ServerCodes.UploadTooSlow, Messages.Message.Of("requests.upload-too-slow"));
}
