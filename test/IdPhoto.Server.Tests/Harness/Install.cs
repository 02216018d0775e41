using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>An install of the app, as the server sees it: an identifier, and what it sends.</summary>
internal sealed class Install(Caller api)
{
    /// <summary>Its identifier.</summary>
    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>One that has agreed and has a photo on the server.</summary>
    public static async Task<Install> WithPhotoAsync(Caller api)
    {
        Install install = new(api);
        await install.AgreeAsync("server-photos", "2.0").BodyAsync();
        await install.UploadAsync().BodyAsync();
        return install;
    }

    /// <summary>The same install, at another server.</summary>
    public Install At(Caller other) => new(other) { Id = Id };

    /// <summary>Sends something as this install.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, object? body = null, string? token = null)
    {
        HttpRequestMessage request = new(method, address);
        request.Headers.Add("Install-Id", Id.ToString("D"));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body switch
        {
            null => null,
            byte[] photo => new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } },
            _ => JsonContent.Create(body),
        };
        return api.Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> AgreeAsync(string purpose, string policy, bool guardian = false)
        => SendAsync(HttpMethod.Put, $"v1/device/consents/{purpose}", new { policy, guardian });

    public Task<HttpResponseMessage> WithdrawAsync(string purpose) => SendAsync(HttpMethod.Delete, $"v1/device/consents/{purpose}");

    public Task<HttpResponseMessage> UploadAsync() => SendAsync(HttpMethod.Post, "v1/photos", SecretPhoto.Camera);

    /// <summary>What the server knows of it.</summary>
    public async Task<JsonElement> SeeAsync() => JsonDocument.Parse(await SendAsync(HttpMethod.Get, "v1/device").BodyAsync()).RootElement;
}
