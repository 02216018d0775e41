using System.Reflection;
using System.Text;
using IdPhoto.Server.Guards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Api;

/// <summary>The page on which the API can be tried, with a sample: a few files of this program, nothing from elsewhere.</summary>
internal static class Page
{
    public const string Address = "/api";

    private static readonly (string Name, string MediaType)[] Files =
    [
        ("page.css", "text/css"), ("page.js", "text/javascript"), ("sample.png", FileAnswer.Png),
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Address, SendPageAsync).OpenToAll();
        foreach ((string name, string mediaType) in Files)
            app.MapGet($"{Address}/{name}", context => SendAsync(context, Open(name), mediaType)).OpenToAll();
    }

    private static async Task SendPageAsync(HttpContext context)
    {
        // The page's own addresses are relative, and one step too deep from there.
        if (context.Request.Path.Value!.EndsWith('/'))
        {
            context.Response.Redirect(".." + Address);
            return;
        }
        using StreamReader page = new(Open("index.html"));
        string filled = PageText.Fill(await page.ReadToEndAsync(context.RequestAborted), ServerWords.For(context));
        await SendAsync(context, new MemoryStream(Encoding.UTF8.GetBytes(filled)), "text/html; charset=utf-8");
    }

    private static async Task SendAsync(HttpContext context, Stream content, string mediaType)
    {
        context.Response.ContentType = mediaType;
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.OwnFilesOnly;
        context.Response.ContentLength = content.Length;
        await using (content)
            await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream($"pages/{name}")!;
}
