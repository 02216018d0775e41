using System.Net.Sockets;
using IdPhoto.Networks;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace IdPhoto.Server.Api;

/// <summary>Whether the server runs, whether it can work, and the key that receipts are checked with.</summary>
internal static class HealthApi
{
    private const string Tag = "Server";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).Describes(Tag, "Health", "Whether the server runs", "Answers ok.").Produces<string>(contentType: "text/plain").OpenToMonitoring();
        app.MapGet("/readyz", Ready).Describes(Tag, "Ready", "Whether the server can work", "Answers ok, or 503 where networks are missing or the server is about to end.").Produces<string>(contentType: "text/plain").OpenToMonitoring();
        app.MapGet("/v1/receipt-keys", (DeletionReceipts receipts) => Results.Json(new ReceiptKeys([receipts.Key])))
            .Takes([]).Describes(Tag, "ReceiptKeys", "The key that deletion receipts are checked with", "A JSON Web Key Set (RFC 7517).").Produces<ReceiptKeys>();
    }

    /// <summary>Lets nothing else be asked at the listener for health.</summary>
    public static Func<HttpContext, RequestDelegate, Task> Only(ListenAddress health) => (context, next) =>
    {
        bool here = health.SocketPath is null
            ? context.Connection.LocalPort == health.Port
            : context.Features.Get<IConnectionEndPointFeature>()?.LocalEndPoint is UnixDomainSocketEndPoint socket && socket.ToString() == health.SocketPath;
        return here && !context.IsMonitoring() ? throw RequestRefused.NotFound() : next(context);
    };

    private static IResult Ready(PhotoStudio studio, IHostApplicationLifetime lifetime)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            throw NotReady("The server is about to end.");
        return Enum.GetValues<Network>().All(studio.Networks.Has) ? Results.Text("ok") : throw NotReady("Networks are missing: build once with Node.js installed, or set ModelFolder.");
    }

    private static RequestRefused NotReady(string why) => new(StatusCodes.Status503ServiceUnavailable, ServerCodes.NotReady, why, retrySeconds: 10);
}

/// <summary>A JSON Web Key Set.</summary>
/// <param name="Keys">The keys.</param>
internal sealed record ReceiptKeys(IReadOnlyList<ReceiptKey> Keys);
