using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace IdPhoto.App.Tests.Harness;

/// <summary>What the server itself says of a device, asked beside the app.</summary>
internal sealed class DeviceOnServer : IDisposable
{
    private readonly HttpClient _http = new();

    public DeviceOnServer(AppServer server, string id)
    {
        _http.BaseAddress = new Uri(server.Address);
        _http.DefaultRequestHeaders.Add("Install-Id", id);
    }

    /// <summary>Everything that it knows.</summary>
    public Task<JsonElement> SeeAsync() => _http.GetFromJsonAsync<JsonElement>("v1/device", TestContext.Current.CancellationToken);

    /// <summary>Whether it knows the device.</summary>
    public async Task<HttpStatusCode> StateAsync() => (await _http.GetAsync("v1/device", TestContext.Current.CancellationToken)).StatusCode;

    /// <summary>Whether a receipt is one of its own.</summary>
    public async Task<JsonElement> CheckAsync(string receipt)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync("v1/receipts/check", new { receipt }, TestContext.Current.CancellationToken);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();
}
