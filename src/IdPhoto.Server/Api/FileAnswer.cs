using System.Security.Cryptography;
using IdPhoto.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Api;

/// <summary>Answers a file, and overwrites it once it is sent.</summary>
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

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        try
        {
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
