using System.Net;
using IdPhoto.Messages;
using IdPhoto.Networks;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Api;

/// <summary>Whether the server runs, whether it can work, and the keys that receipts are checked with.</summary>
internal static class HealthApi
{
    private static readonly string[] ProxyHeaders = [ForwardedHeadersDefaults.XForwardedForHeaderName, "Forwarded", HeaderNames.Via, "X-Real-IP"];

    private static readonly Message Tag = Message.Of("openapi.server");

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).Describes(Tag, "Health", Message.Of("openapi.health"), Message.Of("openapi.health-more")).Produces<string>(contentType: "text/plain").OpenToMonitoring();
        app.MapGet("/readyz", ReadyAsync).Describes(Tag, "Ready", Message.Of("openapi.ready"), Message.Of("openapi.ready-more")).Produces<string>(contentType: "text/plain").OpenToMonitoring();
        app.MapGet("/v1/receipt-keys", (DeletionReceipts receipts) => Results.Json(new ReceiptKeys(receipts.Keys)))
            .Takes([]).Describes(Tag, "ReceiptKeys", Message.Of("openapi.receipt-keys"), Message.Of("openapi.receipt-keys-more")).Produces<ReceiptKeys>();
    }

    /// <summary>Lets nothing else be asked at the listener for health, and what is only for near ones nowhere else; without that listener, from this machine.</summary>
    public static Func<HttpContext, RequestDelegate, Task> Only(ListenAddress? health) => (context, next) =>
    {
        bool atHealth = health?.IsAt(context) == true;
        bool near = health is null ? IsFromHere(context) : atHealth;
        return (atHealth && !context.IsMonitoring()) || (!near && context.IsOnlyNear()) ? throw RequestRefused.NotFound() : next(context);
    };

    // Behind a proxy of this machine everybody comes from here, and a header that nobody trusts says from where, or that there is a proxy.
    private static bool IsFromHere(HttpContext context)
        => context.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller) && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);

    private static async Task<IResult> ReadyAsync(PhotoStudio studio, StoreHealth store, IHostApplicationLifetime lifetime)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            throw NotReady(Message.Of("requests.shutting-down"));
        if (!Enum.GetValues<Network>().All(studio.Networks.Has))
            throw NotReady(Message.Of("requests.networks-missing"));
        return await store.IsWellAsync() ? Results.Text("ok") : throw NotReady(Message.Of("storing.unavailable"));
    }

    private static RequestRefused NotReady(Message why) => new(StatusCodes.Status503ServiceUnavailable, ServerCodes.NotReady, why, retrySeconds: 10);
}

/// <summary>A JSON Web Key Set.</summary>
/// <param name="Keys">The keys.</param>
internal sealed record ReceiptKeys(IReadOnlyList<ReceiptKey> Keys);
