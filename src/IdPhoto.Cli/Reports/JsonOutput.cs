using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace IdPhoto.Cli.Reports;

/// <summary>Writes JSON for programs, one way everywhere.</summary>
internal static class JsonOutput
{
    // Nothing here ends up in a web page: quotes and accents may stay readable.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Utf8<T>(T value, JsonTypeInfo<T> type)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes, Readable))
            JsonSerializer.Serialize(writer, value, type);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>To standard output, and nothing else there.</summary>
    public static void Print<T>(T value, JsonTypeInfo<T> type)
    {
        using Stream output = Console.OpenStandardOutput();
        output.Write(Utf8(value, type));
    }

    /// <summary>Hundredths: of a pixel, a degree or a millimetre nothing finer is known. Never -0.</summary>
    public static double Short(double value) => Math.Round(value, 2) + 0.0;
}

/// <summary>Writes the reports without reflection, which would cost a command a tenth of a second.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Analysis))]
[JsonSerializable(typeof(MadeReport))]
[JsonSerializable(typeof(IReadOnlyList<SpecLine>))]
[JsonSerializable(typeof(IReadOnlyList<ModelLine>))]
internal sealed partial class ReportJson : JsonSerializerContext;
