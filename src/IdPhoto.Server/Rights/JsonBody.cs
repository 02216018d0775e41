using System.Text.Json;
using IdPhoto.Messages;
using IdPhoto.Server.Refusing;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Rights;

/// <summary>Reads small bodies of JSON; what is wrong with one is said without quoting it.</summary>
internal static class JsonBody
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
        // One who reads the first and one who reads the last would hold different things for agreed.
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    /// <exception cref="RequestRefused">It is no JSON, or has something else in it.</exception>
    public static async Task<T> ReadJsonAsync<T>(this HttpContext context)
        where T : class
    {
        try
        {
            if (!context.Request.HasJsonContentType())
                throw RequestRefused.Invalid(Message.Of("consents.body-not-json"));
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Strict, context.RequestAborted) ?? throw RequestRefused.Invalid(Message.Of("consents.body-not-json"));
        }
        catch (JsonException)
        {
            throw RequestRefused.Invalid(Message.Of("consents.body-not-json"));
        }
    }
}
