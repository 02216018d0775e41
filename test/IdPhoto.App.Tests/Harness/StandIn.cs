using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdPhoto.App.Tests.Harness;

/// <summary>Another company's host: answers what it is told to and remembers every request.</summary>
internal sealed class StandIn : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, (string Type, string Body)> _answer;
    private readonly ConcurrentQueue<string> _asked = new();

    /// <param name="answer">By path and query.</param>
    public StandIn(Func<string, (string Type, string Body)> answer)
    {
        _answer = answer;
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = Task.Run(AnswerAllAsync);
    }

    /// <summary>Where it is, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Method, path and query of every request.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task AnswerAllAsync()
    {
        try
        {
            while (true)
                Answer(await _listener.GetContextAsync());
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        string path = context.Request.Url!.PathAndQuery;
        // Questions of the browser's own, whether it may ask.
        if (context.Request.HttpMethod != "OPTIONS")
            _asked.Enqueue($"{context.Request.HttpMethod} {path}");
        (string type, string body) = _answer(path);
        context.Response.ContentType = type;
        context.Response.Headers.Add("Access-Control-Allow-Origin", "*");
        context.Response.Headers.Add("Access-Control-Allow-Methods", "*");
        context.Response.Headers.Add("Access-Control-Allow-Headers", "*, x-goog-api-key, content-type, x-firebase-client");
        context.Response.Headers.Add("Cross-Origin-Resource-Policy", "cross-origin");
        context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
    }
}
