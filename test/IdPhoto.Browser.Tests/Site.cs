using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Browser.Tests;

/// <summary>Serves the published page from this machine, with or without what isolates it (COOP and COEP), and can be cut off.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _server;

    private Site(WebApplication server) => _server = server;

    /// <summary>Where the page is.</summary>
    public string Address => _server.Urls.First() + "/";

    /// <summary>Every path that was asked for.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Answers in place of the file, where it answers at all.</summary>
    public Func<string, byte[]?, byte[]?>? Tamper { get; set; }

    /// <summary>Starts to serve a folder.</summary>
    public static async Task<Site> StartAsync(string folder, bool isolated)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication server = builder.Build();
        Site site = new(server);
        server.Use((context, next) => site.AnswerAsync(context, next, folder, isolated));
        FileExtensionContentTypeProvider types = new();
        types.Mappings[".mjs"] = "text/javascript";
        server.UseFileServer(new FileServerOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            StaticFileOptions = { ContentTypeProvider = types, ServeUnknownFileTypes = true },
        });
        await server.StartAsync();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next, string folder, bool isolated)
    {
        string path = context.Request.Path.Value!;
        lock (Asked)
            Asked.Add(path);
        if (isolated)
        {
            context.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
            context.Response.Headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        }
        string file = Path.Combine(folder, path.TrimStart('/'));
        if (Tamper is { } tamper && File.Exists(file))
        {
            byte[] real = await File.ReadAllBytesAsync(file);
            byte[]? answer = tamper(path, real);
            if (!ReferenceEquals(answer, real))
            {
                context.Response.StatusCode = answer is null ? 503 : 200;
                // A worker is not begun from what is said to be no script.
                context.Response.ContentType = path.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript" : null;
                if (answer is not null)
                    await context.Response.Body.WriteAsync(answer);
                return;
            }
        }
        await next(context);
    }
}
