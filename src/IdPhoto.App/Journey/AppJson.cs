using System.Text.Json;
using System.Text.Json.Serialization;
using IdPhoto.App.Device;
using IdPhoto.Browser.Requests;
using IdPhoto.Studio.Reports;

namespace IdPhoto.App.Journey;

/// <summary>A photo that the engine made, its file on the scripts' side. What the engine's own answers hold is read by their reader: a second one would be downloaded by everybody.</summary>
internal sealed record MadePhotoLine(string Spec, MadeFile? File, bool Draft, JsonElement? Report, JsonElement? Placement, JsonElement? Refusal)
{
    /// <summary>What is known of the photo.</summary>
    public MadeReport ReadReport() => Report!.Value.Deserialize(EngineJson.Default.MadeReport)!;

    /// <summary>Where its page lies.</summary>
    public PlacementLine? ReadPlacement() => Placement?.Deserialize(EngineJson.Default.PlacementLine);

    /// <summary>Why there is none.</summary>
    public RefusalLine? ReadRefusal() => Refusal?.Deserialize(EngineJson.Default.RefusalLine);
}

/// <summary>A sheet, its file on the scripts' side.</summary>
internal sealed record MadeSheetLine(MadeFile File, int Copies);

/// <summary>How the app reads and writes JSON. Without the code that writes it a little faster: it would be downloaded by everybody.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(IReadOnlyList<Upload>))]
[JsonSerializable(typeof(DeviceFacts))]
[JsonSerializable(typeof(QrCode))]
[JsonSerializable(typeof(OpenedCamera))]
[JsonSerializable(typeof(MadePhotoLine))]
[JsonSerializable(typeof(MadeSheetLine))]
[JsonSerializable(typeof(KeptFacts))]
[JsonSerializable(typeof(IReadOnlyList<KeptPhoto>))]
[JsonSerializable(typeof(IReadOnlyList<StrokeAsked>))]
[JsonSerializable(typeof(ServerStay))]
[JsonSerializable(typeof(MadeFile))]
[JsonSerializable(typeof(ErasedStay))]
[JsonSerializable(typeof(OperatorFacts))]
[JsonSerializable(typeof(Install))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double[]))]
internal sealed partial class AppJson : JsonSerializerContext;
