using System.Text.Json;

namespace IdPhoto.App.Device;

/// <summary>Reads what the server answers by name. What it does not say is null; readers of whole records would be downloaded by everybody.</summary>
internal static class JsonFacts
{
    /// <summary>A text of a script's own.</summary>
    public static JsonElement Of(string json) => JsonElement.Parse(json);

    public static JsonElement? Part(this JsonElement from, string name)
        => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement part) && part.ValueKind != JsonValueKind.Null ? part : null;

    public static string? Text(this JsonElement from, string name) => from.Part(name) is { ValueKind: JsonValueKind.String } part ? part.GetString() : null;

    public static int Number(this JsonElement from, string name) => from.Part(name) is { } part && part.TryGetInt32(out int number) ? number : 0;

    public static bool Is(this JsonElement from, string name) => from.Part(name) is { ValueKind: JsonValueKind.True };

    public static DateTimeOffset? Time(this JsonElement from, string name) => from.Part(name) is { ValueKind: JsonValueKind.String } part && part.TryGetDateTimeOffset(out DateTimeOffset time) ? time : null;

    public static IReadOnlyList<T> All<T>(this JsonElement from, string name, Func<JsonElement, T> read)
        => from.Part(name) is { ValueKind: JsonValueKind.Array } part ? part.All(read) : [];

    public static IReadOnlyList<T> All<T>(this JsonElement list, Func<JsonElement, T> read) => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(read)] : [];
}
