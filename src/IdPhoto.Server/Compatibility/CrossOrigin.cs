using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Compatibility;

/// <summary>Lets pages of other origins call, as HivisionIDPhotos v1 does. Nothing is stored and no cookie is looked at.</summary>
internal static class CrossOrigin
{
    /// <summary>Marks the answer, whichever it becomes.</summary>
    public static void Allow(HttpContext context)
    {
        if (context.Request.Headers.Origin.Count > 0)
            context.Response.OnStarting(() => Mark(context.Response.Headers));
    }

    /// <summary>Answers a browser that asks beforehand.</summary>
    public static IResult Preflight(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = context.Request.Headers.Origin;
        headers.AccessControlAllowCredentials = "true";
        headers.AccessControlAllowMethods = HttpMethods.Post;
        headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders;
        headers.AccessControlMaxAge = "600";
        headers.Vary = "Origin";
        return Results.Ok();
    }

    private static Task Mark(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowCredentials = "true";
        return Task.CompletedTask;
    }
}
