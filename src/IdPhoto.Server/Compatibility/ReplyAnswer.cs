using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IdPhoto.Server.Api;
using IdPhoto.Words;

namespace IdPhoto.Server.Compatibility;

/// <summary>Writes an answer as JSON, and overwrites the files and the buffers that it was made of.</summary>
internal static class ReplyAnswer
{
    /// <summary>Everything but the pictures.</summary>
    private const int Rest = 16 * 1024;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer.</summary>
    /// <param name="reply">What is answered.</param>
    /// <param name="mode">Whether a JPEG is called a JPEG.</param>
    /// <param name="words">The language of what is for people.</param>
    public static FileAnswer Of(Reply reply, CompatibilityMode mode, Sentences words)
    {
        ArrayBufferWriter<byte> buffer = new(reply.Pictures.Sum(picture => Base64.GetMaxEncodedToUtf8Length(picture.File.Bytes.Length)) + Rest);
        using (Utf8JsonWriter json = new(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteBoolean("status", reply.Status);
            foreach (ReplyPicture picture in reply.Pictures)
                Write(json, picture, mode);
            Write(json, reply, words);
            json.WriteEndObject();
        }
        foreach (ReplyPicture picture in reply.Pictures)
            CryptographicOperations.ZeroMemory(picture.File.Bytes);
        byte[] answer = buffer.WrittenSpan.ToArray();
        buffer.Clear();
        return new FileAnswer(answer, FileAnswer.Json);
    }

    // The writer would escape a text's slashes and pluses, and the text would stay in memory.
    private static void Write(Utf8JsonWriter json, ReplyPicture picture, CompatibilityMode mode)
    {
        byte[] prefix = Encoding.ASCII.GetBytes('"' + (picture.File.IsJpeg && mode == CompatibilityMode.Fixed ? ContractTexts.Jpeg : ContractTexts.Png));
        byte[] quoted = GC.AllocateUninitializedArray<byte>(prefix.Length + Base64.GetMaxEncodedToUtf8Length(picture.File.Bytes.Length) + 1, pinned: true);
        prefix.CopyTo(quoted, 0);
        Base64.EncodeToUtf8(picture.File.Bytes, quoted.AsSpan(prefix.Length), out _, out int length);
        quoted[prefix.Length + length] = (byte)'"';
        json.WritePropertyName(picture.Key);
        json.WriteRawValue(quoted.AsSpan(0, prefix.Length + length + 1), skipInputValidation: true);
        CryptographicOperations.ZeroMemory(quoted);
    }

    private static void Write(Utf8JsonWriter json, Reply reply, Sentences words)
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
