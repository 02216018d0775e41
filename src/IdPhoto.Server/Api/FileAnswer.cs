using System.Security.Cryptography;
using System.Text.Json;
using IdPhoto.Documents;
using IdPhoto.Server.Work;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Api;

/// <summary>Answers a file from memory that is bounded, and overwrites it once it is sent.</summary>
internal sealed class FileAnswer(byte[] bytes, string mediaType) : IResult
{
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";
    public const string Json = "application/json";

    public static string MediaType(FileFormat format) => format == FileFormat.Png ? Png : Jpeg;

    /// <summary>Whether a caller would rather have JSON than a picture; a picture where it does not say.</summary>
    public static bool WantsJson(HttpRequest request)
        => request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).FirstOrDefault() is MediaTypeHeaderValue first
            && first.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers JSON that holds a file, which is overwritten as well.</summary>
    public static FileAnswer OfJson<T>(T answer, byte[] file)
    {
        FileAnswer json = new(JsonSerializer.SerializeToUtf8Bytes(answer, JsonSerializerOptions.Web), Json);
        CryptographicOperations.ZeroMemory(file);
        return json;
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        try
        {
            using IDisposable share = httpContext.RequestServices.GetRequiredService<TransferMemory>().Take(bytes.Length);
            httpContext.Response.ContentType = mediaType;
            httpContext.Response.ContentLength = bytes.Length;
            // Copied into the connection's own buffers.
            await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
