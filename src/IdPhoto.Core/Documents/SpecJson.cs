using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdPhoto.Documents;

/// <summary>The words of an enumeration in camel case; numbers are refused, since they would silently change meaning.</summary>
internal sealed class CamelCaseWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>Reads and writes records without reflection, so that trimming and browsers keep working. Unknown properties are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    WriteIndented = true)]
[JsonSerializable(typeof(PhotoSpec))]
[JsonSerializable(typeof(OnSiteDocument))]
internal sealed partial class SpecJson : JsonSerializerContext;
