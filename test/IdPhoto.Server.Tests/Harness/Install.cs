using System.Net.Http.Json;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>An install of the app, as the server sees it.</summary>
internal sealed class Install(HttpClient server) : IDisposable
{
    /// <summary>What it calls itself.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, object? body = null)
    {
        HttpRequestMessage request = new(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Install-Id", Id);
        return server.SendAsync(request);
    }

    /// <summary>Agrees to a purpose under the policy of today.</summary>
    public async Task AgreeAsync(string purpose, string policy = "2.0") => await SendAsync(HttpMethod.Put, $"v1/device/consents/{purpose}", new { policy }).BodyAsync();

    public void Dispose() => server.CancelPendingRequests();
}
