using System.Net;
using System.Net.Http.Headers;
using IdPhoto.Server.Notices.Outbox;

namespace IdPhoto.Server.Notices.Push;

/// <summary>What an answer of a push service, or its absence, says about a notice.</summary>
internal static class HttpDelivery
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>A client that goes where it is sent and nowhere else, and does not wait long.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(20),
        MaxResponseContentBufferSize = 64 * 1024,
    };

    /// <summary>By a status other than success.</summary>
    public static Delivery Of(HttpStatusCode status, HttpResponseHeaders? headers, TimeProvider clock) => status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new(DeliveryResult.Gone),
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => new(DeliveryResult.Later, Wait(headers, clock)),
        // Our own key or account is not accepted: that is no fault of a subscription.
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(DeliveryResult.Later),
        _ => new(DeliveryResult.Refused),
    };

    /// <summary>By a failure of the connection.</summary>
    /// <returns>Null where it is none.</returns>
    public static Delivery? Of(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError }
            => new(DeliveryResult.Later),
        HttpRequestException or OperationCanceledException or IOException => new(DeliveryResult.Unknown),
        _ => null,
    };

    private static TimeSpan? Wait(HttpResponseHeaders? headers, TimeProvider clock)
    {
        TimeSpan? wait = headers?.RetryAfter is { } after ? after.Delta ?? after.Date - clock.GetUtcNow() : null;
        return wait is null ? null : wait > LongestWait ? LongestWait : wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
    }
}
