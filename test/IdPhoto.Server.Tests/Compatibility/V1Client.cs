using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Compatibility;

/// <summary>Calls a server as clients of HivisionIDPhotos v1 do.</summary>
internal sealed class V1Client(HostedServer server)
{
    /// <summary>A form with fields such as <c>height=413</c>.</summary>
    public static MultipartFormDataContent Form(byte[]? file, params string[] fields)
    {
        MultipartFormDataContent form = [];
        foreach (string field in fields)
            form.Add(new StringContent(field.Split('=', 2)[1]), field.Split('=', 2)[0]);
        if (file is not null)
            form.Add(new ByteArrayContent(file), "input_image", "a.jpg");
        return form;
    }

    /// <summary>Sends a picture as a file, with fields.</summary>
    public Task<V1Answer> SendAsync(string address, byte[] file, params string[] fields) => SendAsync(address, Form(file, fields));

    /// <summary>Sends a picture as text, with fields.</summary>
    public Task<V1Answer> SendTextAsync(string address, string base64, params string[] fields) => SendAsync(address, Form(null, [.. fields, $"input_image_base64={base64}"]));

    /// <summary>Sends anything.</summary>
    public Task<V1Answer> SendAsync(string address, HttpContent content) => SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content });

    /// <summary>Sends anything with its own headers.</summary>
    public async Task<V1Answer> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage answer = await server.Api.Client.SendAsync(request);
        string body = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotMatch(@"(?m)^\s+at |Exception|IdPhoto\.", body);
        return new V1Answer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body);
    }
}

/// <summary>An answer.</summary>
internal sealed record V1Answer(int Status, string? MediaType, string Body)
{
    public const string PngPrefix = "data:image/png;base64,";

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string[] Keys => [.. Json.EnumerateObject().Select(pair => pair.Name)];

    /// <summary>The picture of a key, as a file; its status is 200 and its 'status' true.</summary>
    public byte[] File(string key = "image_base64", string prefix = PngPrefix)
    {
        Assert.True(Status == 200 && Json.GetProperty("status").ValueKind == JsonValueKind.True, $"{Status}: {Body[..Math.Min(300, Body.Length)]}");
        string text = Json.GetProperty(key).GetString()!;
        Assert.StartsWith(prefix, text, StringComparison.Ordinal);
        return Convert.FromBase64String(text[prefix.Length..]);
    }

    /// <summary>Likewise, decoded.</summary>
    public Decoded Picture(string key = "image_base64") => PictureDecoder.Decode(File(key));

    /// <summary>Status 200, and 'status' false.</summary>
    public JsonElement Refused(string? code = null)
    {
        Assert.Equal((200, JsonValueKind.False), (Status, Json.GetProperty("status").ValueKind));
        if (code is not null)
            Assert.Equal(code, Json.GetProperty("code").GetString());
        return Json;
    }
}
