using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IdPhoto.Messages;

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
            return JsonSerializer.Deserialize(utf8, type) ?? throw SpecCheck.Invalid("(document)", "null");
        }
        catch (JsonException error)
        {
            throw new PhotoException(Refusals.InvalidSpec, Describe(error), error);
        }
    }

    // The serialiser tells its refusals apart only by their text, which speaks of .NET types; another text is still refused.
    private static Message Describe(JsonException error)
    {
        string path = (error.Path ?? "$").TrimStart('$').TrimStart('.');
        string field = path.Length == 0 ? "(document)" : path;
        int line = (int)(error.LineNumber ?? 0) + 1;
        const string Missing = "including: ";
        int names = error.Message.IndexOf(Missing, StringComparison.Ordinal);
        if (names >= 0)
            return Message.Of("records.lacks", ("field", field), ("line", line), ("missing", error.Message[(names + Missing.Length)..].Split(". Path:")[0].TrimEnd('.')));
        string problem = error.Message switch
        {
            string text when text.Contains("could not be mapped", StringComparison.Ordinal) => "unknown-field",
            string text when text.Contains("null values", StringComparison.Ordinal) => "not-null",
            string text when text.Contains("Duplicate", StringComparison.Ordinal) => "twice",
            _ => "unreadable",
        };
        return Message.Of($"records.{problem}", ("field", field), ("line", line));
    }
}
