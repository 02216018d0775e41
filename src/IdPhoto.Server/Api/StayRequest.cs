using IdPhoto.Server.Refusing;
using IdPhoto.Server.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Api;

/// <summary>Ties a request to the kept photo that it is about.</summary>
internal static class StayRequest
{
    /// <summary>From now on until it is answered, the request uses this photo.</summary>
    public static void Begin(this HttpContext context, PhotoId id)
    {
        StayUse use = context.RequestServices.GetRequiredService<LiveStays>().Begin(id);
        context.Response.RegisterForDispose(use);
        context.Features.Set(use);
    }

    /// <summary>Cancelled when the caller has gone, or the kept photo that the request is about.</summary>
    public static CancellationTokenSource Ending(this HttpContext context)
        => CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, context.Features.Get<StayUse>()?.Gone ?? CancellationToken.None);

    /// <summary>Whether the kept photo that the request is about has gone since the request began.</summary>
    public static bool PhotoIsGone(this HttpContext context) => context.Features.Get<StayUse>()?.Gone.IsCancellationRequested == true;

    /// <exception cref="RequestRefused">The one 404.</exception>
    public static void ThrowIfPhotoIsGone(this HttpContext context)
    {
        if (context.PhotoIsGone())
            throw RequestRefused.NotFound();
    }
}
