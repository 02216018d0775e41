using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IdPhoto.Browser.Requests;

namespace IdPhoto.App.Device;

/// <summary>A photo, file or wish that the engine or the server refused.</summary>
public sealed class RefusedException(string code, string sentence) : Exception
{
    /// <summary>The stable code.</summary>
    public string Code => code;

    /// <summary>Why, in the reader's language.</summary>
    public string Sentence => sentence;
}

/// <summary>The engine or the server could not be asked at all.</summary>
public sealed class UnavailableException(bool offline) : Exception
{
    /// <summary>Whether there is no connection.</summary>
    public bool Offline => offline;
}

/// <summary>Reads what the app's scripts answer: <c>{result}</c>, <c>{refusal}</c>, <c>{cancelled}</c> or <c>{fault}</c>.</summary>
internal static class Answers
{
    /// <exception cref="RefusedException">It was refused.</exception>
    /// <exception cref="UnavailableException">Nobody answered.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static T Read<T>(string json, JsonTypeInfo<T> type)
    {
        using JsonDocument answer = JsonDocument.Parse(json);
        JsonElement root = answer.RootElement;
        if (root.TryGetProperty("refusal", out JsonElement refused))
        {
            RefusalLine refusal = refused.Deserialize(EngineJson.Default.RefusalLine)!;
            throw new RefusedException(refusal.Code, refusal.Sentence);
        }
        if (root.TryGetProperty("cancelled", out _))
            throw new OperationCanceledException();
        if (root.TryGetProperty("fault", out JsonElement fault))
            throw new UnavailableException(fault.GetString() == "offline");
        return root.GetProperty("result").Deserialize(type)!;
    }
}
