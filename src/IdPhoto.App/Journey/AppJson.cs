using System.Text.Json;
using System.Text.Json.Serialization;
using IdPhoto.App.Device;
using IdPhoto.Browser.Requests;
using IdPhoto.Studio.Reports;

namespace IdPhoto.App.Journey;

/// <summary>A photo that the engine made, its file on the scripts' side.</summary>
internal sealed record MadePhotoLine(MadeFile? File, MadeReport? Report, PlacementLine? Placement, RefusalLine? Refusal)
{
    public static MadePhotoLine Read(JsonElement json) => new(
        MadeFile.Read(json.Part("file")), json.Part("report")?.Deserialize(EngineJson.Default.MadeReport),
        json.Part("placement")?.Deserialize(EngineJson.Default.PlacementLine), json.Part("refusal")?.Deserialize(EngineJson.Default.RefusalLine));
}

/// <summary>A sheet, its file on the scripts' side.</summary>
internal sealed record MadeSheetLine(MadeFile File, int Copies)
{
    public static MadeSheetLine Read(JsonElement json) => new(MadeFile.Read(json.Part("file"))!, json.Number("copies"));
}

/// <summary>
/// How the app keeps JSON. What it is only told is read by name (<see cref="JsonFacts"/>) or by the engine's own reader: each type
/// that stands here is downloaded by everybody.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(IReadOnlyList<Upload>))]
[JsonSerializable(typeof(KeptFacts))]
[JsonSerializable(typeof(IReadOnlyList<StrokeAsked>))]
[JsonSerializable(typeof(Install))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(double[]))]
internal sealed partial class AppJson : JsonSerializerContext;
