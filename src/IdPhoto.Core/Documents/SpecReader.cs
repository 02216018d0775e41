using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IdPhoto.Documents;

/// <summary>Turns JSON into a checked record, or into a refusal that names the field.</summary>
internal static class SpecReader
{
    // Records are read by people: quotes and accents stay readable.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PhotoSpec Read(ReadOnlySpan<byte> utf8)
    {
        PhotoSpec spec = Deserialise(utf8, SpecJson.Default.PhotoSpec);
        SpecCheck.Check(spec);
        return spec;
    }

    public static OnSiteDocument ReadOnSite(ReadOnlySpan<byte> utf8)
    {
        OnSiteDocument document = Deserialise(utf8, SpecJson.Default.OnSiteDocument);
        SpecCheck.Check(document);
        return document;
    }

    public static string Write<T>(T record, JsonTypeInfo<T> type)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes, Readable))
            JsonSerializer.Serialize(writer, record, type);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static T Deserialise<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, type) ?? throw SpecCheck.Invalid("(document)", "is null");
        }
        catch (JsonException error)
        {
            throw new PhotoException(Refusals.InvalidSpec, Describe(error), error);
        }
    }

    private static string Describe(JsonException error)
    {
        string path = (error.Path ?? "$").TrimStart('$').TrimStart('.');
        string where = path.Length == 0 ? "The document record" : $"The document record's field '{path}'";
        string line = error.LineNumber is long number ? $" (line {number + 1})" : "";
        return $"{where}{line} {Problem(error.Message)}.";
    }

    // The serialiser tells its refusals apart only by their text, which speaks of .NET types; another text is still refused.
    private static string Problem(string message)
    {
        const string Missing = "including: ";
        int names = message.IndexOf(Missing, StringComparison.Ordinal);
        if (names >= 0)
            return $"lacks {message[(names + Missing.Length)..].Split(". Path:")[0].TrimEnd('.')}";
        if (message.Contains("could not be mapped", StringComparison.Ordinal))
            return "is not one that records have";
        if (message.Contains("null values", StringComparison.Ordinal))
            return "must not be null";
        return message.Contains("Duplicate", StringComparison.Ordinal)
            ? "is given twice"
            : "is not valid JSON, or has a value of the wrong kind or a word that is not known";
    }
}
