using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Guards;

/// <summary>Who may use an endpoint. The endpoint itself says so: an address has many spellings, and routing knows them all.</summary>
/// <remarks>What says nothing needs a key where keys are set up: also what no endpoint answers.</remarks>
internal static class EndpointAccess
{
    /// <summary>It needs no key.</summary>
    public static T OpenToAll<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Open());

    /// <summary>It needs no key and does no work: it is a file of the app, of which a page takes many at once, with a rate limit of their own.</summary>
    public static T OpenAsFile<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Open(), new File());

    /// <summary>It needs no key, has no rate limit, and is answered at the listener for health.</summary>
    public static T OpenToMonitoring<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Open(), new Monitoring());

    /// <summary>It is answered at the listener for health alone, or to this machine where there is none.</summary>
    public static T OnlyNear<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Near());

    /// <summary>Whether the request's endpoint needs no key.</summary>
    public static bool IsOpen(this HttpContext context) => Says<Open>(context);

    /// <summary>Whether the request's endpoint is there for what watches the server.</summary>
    public static bool IsMonitoring(this HttpContext context) => Says<Monitoring>(context);

    /// <summary>Whether the request's endpoint is a file of the app.</summary>
    public static bool IsFile(this HttpContext context) => Says<File>(context);

    /// <summary>Whether the request's endpoint answers nobody from elsewhere.</summary>
    public static bool IsOnlyNear(this HttpContext context) => Says<Near>(context);

    private static bool Says<T>(HttpContext context)
        where T : class => context.GetEndpoint()?.Metadata.GetMetadata<T>() is not null;

    private sealed record Open;

    private sealed record File;

    private sealed record Monitoring;

    private sealed record Near;
}
