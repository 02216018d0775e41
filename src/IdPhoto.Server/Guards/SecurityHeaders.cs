using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Guards;

/// <summary>What every answer tells browsers and proxies: keep nothing, guess nothing, embed nothing. Files of the app, which hold nothing of anybody, may say otherwise.</summary>
internal static class SecurityHeaders
{
    /// <summary>For answers that are not pages.</summary>
    private const string NothingAtAll = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>For the pages of this server: its own files, and pictures from the page's memory.</summary>
    public const string OwnFilesOnly = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            IHeaderDictionary headers = context.Response.Headers;
            if (headers.CacheControl.Count == 0 || !context.IsFile())
                headers.CacheControl = "no-store";
            if (headers.ContentSecurityPolicy.Count == 0)
                headers.ContentSecurityPolicy = NothingAtAll;
            headers.XContentTypeOptions = "nosniff";
            if (headers.XFrameOptions.Count == 0 || !context.IsFile())
                headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
            if (context.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
