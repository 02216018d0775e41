using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IdPhoto.Cli.Admin;
using IdPhoto.Server.Admin;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Statistics;
using IdPhoto.Studio.Reports;

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
}

/// <summary>Writes the reports without reflection, which would cost a command a tenth of a second.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Analysis))]
[JsonSerializable(typeof(MadeReport))]
[JsonSerializable(typeof(ComplianceLine))]
[JsonSerializable(typeof(PreflightLines))]
[JsonSerializable(typeof(IReadOnlyList<SpecLine>))]
[JsonSerializable(typeof(IReadOnlyList<ModelLine>))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(AdminStatus))]
[JsonSerializable(typeof(KeptAnswer))]
[JsonSerializable(typeof(PurgeRequest))]
[JsonSerializable(typeof(PurgeAnswer))]
[JsonSerializable(typeof(FindRequest))]
[JsonSerializable(typeof(FindAnswer))]
[JsonSerializable(typeof(LetterDeviceAnswer))]
[JsonSerializable(typeof(PublishAnswer))]
[JsonSerializable(typeof(WithdrawRequest))]
[JsonSerializable(typeof(VerdictLine))]
[JsonSerializable(typeof(IReadOnlyList<LetterEntry>))]
[JsonSerializable(typeof(LetterRequest))]
[JsonSerializable(typeof(LetterAnswerRequest))]
[JsonSerializable(typeof(LetterShown))]
[JsonSerializable(typeof(StatisticsRequest))]
[JsonSerializable(typeof(IReadOnlyList<StatisticsLine>))]
internal sealed partial class ReportJson : JsonSerializerContext;
