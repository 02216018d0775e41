using System.Net.Http.Json;
using System.Text.Json;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>Asks a server at its socket for administration.</summary>
internal sealed class AdminCaller(string socket) : IDisposable
{
    public HttpClient Client { get; } = Caller.ClientThrough(socket);

    public async Task<JsonElement> GetAsync(string address) => JsonDocument.Parse(await Client.GetAsync(address).BodyAsync()).RootElement;

    public async Task<JsonElement> PostAsync(string address, object body) => JsonDocument.Parse(await SendAsync(address, body).BodyAsync()).RootElement;

    /// <summary>Posts something that may be refused.</summary>
    public Task<HttpResponseMessage> SendAsync(string address, object body) => Client.PostAsync(address, JsonContent.Create(body));

    public void Dispose() => Client.Dispose();
}
