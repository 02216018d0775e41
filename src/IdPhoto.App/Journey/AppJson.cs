using System.Text.Json;
using System.Text.Json.Serialization;
using IdPhoto.App.Device;
using IdPhoto.Browser.Requests;
using IdPhoto.Studio.Reports;

namespace IdPhoto.App.Journey;

/// <summary>A photo that the engine made, its file on the scripts' side.</summary>
internal sealed record MadePhotoLine(string Spec, MadeFile? File, bool Draft, MadeReport? Report, PlacementLine? Placement, RefusalLine? Refusal);

/// <summary>A sheet, its file on the scripts' side.</summary>
internal sealed record MadeSheetLine(MadeFile File, int Copies);

/// <summary>A photo that the server made.</summary>
internal sealed record ServerPhoto(MadeReport Report);

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
[JsonSerializable(typeof(ServerPhoto))]
[JsonSerializable(typeof(MadeFile))]
[JsonSerializable(typeof(ErasedStay))]
[JsonSerializable(typeof(OperatorFacts))]
[JsonSerializable(typeof(Install))]
[JsonSerializable(typeof(PolicyState))]
[JsonSerializable(typeof(ConsentGiven))]
[JsonSerializable(typeof(DeviceRecord))]
[JsonSerializable(typeof(NoticeWays))]
[JsonSerializable(typeof(MailAsked))]
[JsonSerializable(typeof(PushAsked))]
[JsonSerializable(typeof(PushSubscription))]
[JsonSerializable(typeof(Letter))]
[JsonSerializable(typeof(LetterTaken))]
[JsonSerializable(typeof(IReadOnlyList<ProcessorLine>))]
[JsonSerializable(typeof(IReadOnlyList<CountedLine>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double[]))]
internal sealed partial class AppJson : JsonSerializerContext;
