using System.Reflection;
using IdPhoto.Server.Guards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Api;

/// <summary>The page on which the API can be tried, with a sample: a few files of this program, nothing from elsewhere.</summary>
internal static class Page
{
    private static readonly (string Address, string File, string MediaType)[] Files =
    [
        ("/", "index.html", "text/html; charset=utf-8"), ("/page.css", "page.css", "text/css"), ("/page.js", "page.js", "text/javascript"), ("/sample.png", "sample.png", FileAnswer.Png),
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach ((string address, string file, string mediaType) in Files)
            app.MapGet(address, context => SendAsync(context, file, mediaType)).OpenToAll();
    }

    private static async Task SendAsync(HttpContext context, string file, string mediaType)
    {
        context.Response.ContentType = mediaType;
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.OwnFilesOnly;
        using Stream content = Assembly.GetExecutingAssembly().GetManifestResourceStream($"pages/{file}")!;
        context.Response.ContentLength = content.Length;
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
