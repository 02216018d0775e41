using System.Net;
using System.Text.Json;
using Xunit;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>Checks that an answer is a problem as they all are.</summary>
internal static class Problems
{
    /// <summary>Has this status and code, and a sentence.</summary>
    public static async Task<JsonElement> IsAsync(this Task<HttpResponseMessage> request, HttpStatusCode status, string code)
    {
        using HttpResponseMessage answer = await request;
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode}: {body[..Math.Min(300, body.Length)]}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        JsonElement problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal($"urn:idphoto:problem:{code}", problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Matches(@"\A[^\r\n]{15,}[.。]\z", problem.GetProperty("detail").GetString());
        return problem;
    }

    /// <summary>Is a success; gives its body.</summary>
    public static async Task<byte[]> BodyAsync(this Task<HttpResponseMessage> request)
    {
        using HttpResponseMessage answer = await request;
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(300, body.Length)))}");
        return body;
    }
}
