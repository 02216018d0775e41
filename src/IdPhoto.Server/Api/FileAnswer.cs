using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using IdPhoto.Documents;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Memory;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Work;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Api;

/// <summary>Answers a file from memory that is bounded, for a bounded time and no longer than its photo is kept, and overwrites it then.</summary>
internal sealed class FileAnswer(Memory<byte> bytes, string mediaType) : IResult
{
    /// <summary>How long a caller may take before its rate counts.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int Piece = 32 * 1024;

    /// <summary>Of an answer in JSON, everything but a file in it.</summary>
    private const int RestOfJson = 16 * 1024;

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
        FileAnswer json = OfJson(answer, Base64.GetMaxEncodedToUtf8Length(file.Length));
        CryptographicOperations.ZeroMemory(file);
        return json;
    }

    /// <summary>Answers JSON that tells of a photo.</summary>
    public static FileAnswer OfJson<T>(T answer) => OfJson(answer, largest: 0);

    private static FileAnswer OfJson<T>(T answer, int largest) => new(ClearingBuffer.Json(answer, JsonSerializerOptions.Web, largest + RestOfJson).Written, Json);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        try
        {
            httpContext.ThrowIfPhotoIsGone();
            using IDisposable share = httpContext.RequestServices.GetRequiredService<TransferMemory>().Take(httpContext.RequestServices.GetRequiredService<Callers>().Of(httpContext), bytes.Length);
            httpContext.Response.ContentType = mediaType;
            httpContext.Response.ContentLength = bytes.Length;
            await SendAsync(httpContext, httpContext.RequestServices.GetRequiredService<ServerSettings>());
        }
        catch (OperationCanceledException)
        {
            // Read too slowly, or its photo is gone: what has not left yet never does.
            httpContext.Abort();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes.Span);
        }
    }

    // In pieces, as Kestrel copies the whole of what it is given into its own buffers, where nothing clears it.
    private async Task SendAsync(HttpContext context, ServerSettings settings)
    {
        Stopwatch watch = Stopwatch.StartNew();
        for (int sent = 0; sent < bytes.Length; sent += Piece)
        {
            using CancellationTokenSource ending = Ending(context, settings, sent + Piece, watch.Elapsed);
            ending.Token.ThrowIfCancellationRequested();
            await context.Response.Body.WriteAsync(bytes.Slice(sent, Math.Min(Piece, bytes.Length - sent)), ending.Token);
            ending.Token.ThrowIfCancellationRequested();
        }
        // The system takes the last pieces from anybody: until they have left, the answer is under way.
        using CancellationTokenSource last = Ending(context, settings, bytes.Length + Piece, watch.Elapsed);
        await SendQueue.DrainAsync(context, last.Token);
    }

    /// <summary>Cancelled with the caller, the photo, or the time in which so many bytes must have been read.</summary>
    private static CancellationTokenSource Ending(HttpContext context, ServerSettings settings, long read, TimeSpan passed)
    {
        CancellationTokenSource ending = context.Ending();
        TimeSpan due = Patience + TimeSpan.FromSeconds((double)read / settings.AnswerBytesPerSecond);
        TimeSpan left = (due < settings.AnswerTime ? due : settings.AnswerTime) - passed;
        ending.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return ending;
    }
}
