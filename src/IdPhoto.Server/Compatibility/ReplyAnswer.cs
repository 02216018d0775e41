using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IdPhoto.Server.Api;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Memory;
using IdPhoto.Server.Work;
using IdPhoto.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Compatibility;

/// <summary>An answer as JSON. It is written when memory for it is taken, and the files that it is made of are overwritten.</summary>
/// <param name="reply">What is answered.</param>
/// <param name="mode">Whether a JPEG is called a JPEG.</param>
/// <param name="words">The language of what is for people.</param>
internal sealed class ReplyAnswer(Reply reply, CompatibilityMode mode, Sentences words) : IResult
{
    /// <summary>Everything but the pictures.</summary>
    private const int Rest = 16 * 1024;

    /// <summary>Bytes of a file that are written at once: in threes, as Base64 takes them.</summary>
    private const int Piece = 24 * 1024;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using ClearingBuffer written = Write(httpContext);
        await new FileAnswer(written.Written, FileAnswer.Json).ExecuteAsync(httpContext);
    }

    private ClearingBuffer Write(HttpContext context)
    {
        int length = reply.Pictures.Sum(picture => Base64.GetMaxEncodedToUtf8Length(picture.File.Bytes.Length)) + Rest;
        try
        {
            using IDisposable share = context.RequestServices.GetRequiredService<TransferMemory>().Take(context.RequestServices.GetRequiredService<Callers>().Of(context), length);
            ClearingBuffer buffer = new(length);
            using Utf8JsonWriter json = new(buffer, Json);
            json.WriteStartObject();
            json.WriteBoolean("status", reply.Status);
            foreach (ReplyPicture picture in reply.Pictures)
                Write(json, picture);
            WriteRest(json);
            json.WriteEndObject();
            return buffer;
        }
        finally
        {
            foreach (ReplyPicture picture in reply.Pictures)
                CryptographicOperations.ZeroMemory(picture.File.Bytes);
        }
    }

    private void Write(Utf8JsonWriter json, ReplyPicture picture)
    {
        string prefix = picture.File.IsJpeg && mode == CompatibilityMode.Fixed ? ContractTexts.Jpeg : ContractTexts.Png;
        json.WritePropertyName(picture.Key);
        json.WriteStringValueSegment(Encoding.ASCII.GetBytes(prefix), isFinalSegment: false);
        Span<byte> text = stackalloc byte[Base64.GetMaxEncodedToUtf8Length(Piece)];
        for (int done = 0; done < picture.File.Bytes.Length; done += Piece)
        {
            Base64.EncodeToUtf8(picture.File.Bytes.AsSpan(done, Math.Min(Piece, picture.File.Bytes.Length - done)), text, out _, out int length);
            json.WriteStringValueSegment(text[..length], isFinalSegment: false);
        }
        json.WriteStringValueSegment(ReadOnlySpan<byte>.Empty, isFinalSegment: true);
        CryptographicOperations.ZeroMemory(text);
    }

    private void WriteRest(Utf8JsonWriter json)
    {
        if (reply.Code is { } code)
            json.WriteString("code", code);
        if (reply.HidesError)
        {
            json.WriteStartObject("error");
            json.WriteEndObject();
        }
        else if (reply.Error is { } error)
        {
            json.WriteString("error", words.Say(error));
        }
        if (reply.Faces is int faces)
            json.WriteNumber("face_num", faces);
        if (reply.Fix is { } fix)
            json.WriteString("fix", words.Say(fix));
        if (reply.Ignored.Count == 0)
            return;
        json.WriteStartArray("ignored");
        foreach (string field in reply.Ignored)
            json.WriteStringValue(field);
        json.WriteEndArray();
    }
}
