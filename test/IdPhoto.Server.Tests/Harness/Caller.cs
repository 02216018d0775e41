using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A caller of the API on this machine; it goes nowhere else.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _client;

    public Caller(Uri server)
    {
        if (!server.IsLoopback)
            throw new ArgumentException("Only a server on this machine is called.", nameof(server));
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(3) };
    }

    /// <summary>For requests that are not below.</summary>
    public HttpClient Client => _client;

    public async Task<Kept> KeepAsync(byte[] photo, CancellationToken cancel = default)
    {
        using HttpResponseMessage answer = await PostAsync("v1/photos", photo, cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Kept>(cancel))!;
    }

    public Task<HttpResponseMessage> PostAsync(string address, byte[] photo, CancellationToken cancel = default)
    {
        ByteArrayContent content = new(photo);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        return _client.PostAsync(address, content, cancel);
    }

    public Task<HttpResponseMessage> CutoutAsync(Kept kept, CancellationToken cancel = default) => SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}/cutout", kept.Token, cancel);

    public Task<HttpResponseMessage> MakeAsync(Kept kept, string spec, CancellationToken cancel = default)
        => SendAsync(HttpMethod.Post, $"v1/photos/{kept.Id}/id-photos?spec={spec}", kept.Token, cancel);

    public Task<HttpResponseMessage> EraseAsync(Kept kept, CancellationToken cancel = default) => SendAsync(HttpMethod.Delete, $"v1/photos/{kept.Id}", kept.Token, cancel);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? token, CancellationToken cancel = default)
    {
        HttpRequestMessage request = new(method, address);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return _client.SendAsync(request, cancel);
    }

    /// <summary>A client that calls from another address of this machine.</summary>
    public static HttpClient ClientFrom(Uri server, IPAddress from)
    {
        if (!server.IsLoopback || !IPAddress.IsLoopback(from))
            throw new ArgumentException("Only a server on this machine is called, and from it.", nameof(server));
        SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false };
        handler.ConnectCallback = async (context, cancel) =>
        {
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        };
        return new HttpClient(handler) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(3) };
    }

    /// <summary>A client that calls at a socket in the file system.</summary>
    public static HttpClient ClientThrough(string socket) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, cancel) =>
        {
            Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await client.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
            return new NetworkStream(client, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri("http://localhost/") };

    public void Dispose() => _client.Dispose();
}

/// <summary>What POST /v1/photos answers.</summary>
internal sealed record Kept(string Id, string Token, DateTimeOffset ExpiresAt);
