using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Site;

/// <summary>What the app's files say beyond <see cref="Guards.SecurityHeaders"/>: they run .NET, take pictures, and may be kept.</summary>
internal static class SiteHeaders
{
    /// <summary>Of files that are no pages, which some browsers read as such: the app's own files, WebAssembly, pictures from the page's memory, and no host but this one.</summary>
    private const string ContentSecurityPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' blob: data:; media-src 'self' blob:; "
        + "font-src 'self'; connect-src 'self' blob:; manifest-src 'self'; base-uri 'self'; form-action 'none'";

    private const string AskEachTime = "no-cache";
    private const string ForGood = "public, max-age=31536000, immutable";

    /// <param name="response">Gets them.</param>
    /// <param name="file">What is sent.</param>
    /// <param name="forGood">Whether the address names these bytes and never others.</param>
    public static void Add(HttpResponse response, SiteFile file, bool forGood)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = $"{file.Policy ?? ContentSecurityPolicy}; frame-ancestors {(file.IsFramed ? "'self'" : "'none'")}";
        if (file.IsFramed)
            headers.XFrameOptions = "SAMEORIGIN";
        else
            // With the opener policy, these isolate the page, without which a browser gives it neither threads nor exact clocks.
            headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()";
        headers.CacheControl = forGood ? ForGood : AskEachTime;
        headers.Vary = HeaderNames.AcceptEncoding;
    }
}
