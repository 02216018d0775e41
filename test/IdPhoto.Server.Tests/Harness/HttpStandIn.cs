using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A service of somebody else on this machine, as far as this server can tell.</summary>
internal sealed class HttpStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<HttpCall> _calls = new();

    private HttpStandIn(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>What it was asked, the earliest first.</summary>
    public IReadOnlyCollection<HttpCall> Calls => [.. _calls];

    /// <summary>Starts it.</summary>
    /// <param name="answer">How it answers; 201 without.</param>
    public static async Task<HttpStandIn> StartAsync(Func<HttpCall, HttpReply>? answer = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        HttpStandIn service = new(builder.Build());
        service._app.Run(context => service.AnswerAsync(context, answer ?? (_ => new HttpReply(201))));
        await service._app.StartAsync();
        service.Address = new Uri(service._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First() + "/");
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<HttpCall, HttpReply> answer)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        HttpCall call = new(context.Request.Method, context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        _calls.Enqueue(call);
        HttpReply reply = answer(call);
        if (reply == HttpReply.None)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        foreach ((string name, string value) in reply.Headers ?? [])
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(reply.Body);
    }
}

/// <summary>What a service was asked.</summary>
internal sealed record HttpCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>What it answers.</summary>
internal sealed record HttpReply(int Status, string Body = "", Dictionary<string, string>? Headers = null)
{
    /// <summary>It has heard everything, and the connection ends.</summary>
    public static readonly HttpReply None = new(0);
}
