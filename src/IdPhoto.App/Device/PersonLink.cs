using System.Buffers;
using System.Text;
using System.Text.Json;
using IdPhoto.App.Journey;
using Microsoft.JSInterop;

namespace IdPhoto.App.Device;

/// <summary>What the app asks and says to the server about this device. No photo goes this way.</summary>
public sealed class PersonLink(IJSRuntime js) : JsPart(js, "person.js")
{
    /// <summary>The policy in force, as the server says it; a JSON null where this address has files alone.</summary>
    /// <exception cref="UnavailableException">Nobody answered.</exception>
    public async Task<JsonElement> PolicyAsync() => Answers.Read(await AskAsync<string>("policy"), AppJson.Default.JsonElement);

    /// <summary>Asks something.</summary>
    /// <param name="method">GET, PUT, POST or DELETE.</param>
    /// <param name="path">Below <c>v1/</c>.</param>
    /// <param name="id">This device's id; null where it does not go along.</param>
    /// <param name="language">In which the answer is wanted.</param>
    /// <param name="body">Names and values of what is said: text, yes or no, or a list of texts.</param>
    /// <exception cref="RefusedException">It was refused.</exception>
    /// <exception cref="UnavailableException">Nobody answered.</exception>
    internal async Task<JsonElement> CallAsync(string method, string path, string? id, string language, params (string Name, object? Value)[] body)
        => Answers.Read(await AskAsync<string>("call", method, path, id, Written(body), language), AppJson.Default.JsonElement);

    private static string? Written((string Name, object? Value)[] body)
    {
        if (body.Length == 0)
            return null;
        ArrayBufferWriter<byte> bytes = new();
        using Utf8JsonWriter writer = new(bytes);
        writer.WriteStartObject();
        foreach ((string name, object? value) in body)
            Write(writer, name, value);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case bool yes:
                writer.WriteBoolean(name, yes);
                break;
            case IEnumerable<string> texts:
                writer.WriteStartArray(name);
                foreach (string text in texts)
                    writer.WriteStringValue(text);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteString(name, (string?)value);
                break;
        }
    }

    /// <summary>Whether this browser can show notices of a page that is not open.</summary>
    public Task<bool> CanPushAsync() => AskAsync<bool>("canPush");

    /// <summary>Asks the browser for a subscription.</summary>
    /// <param name="key">The server's public key.</param>
    /// <returns>Endpoint and keys as the browser gives them; null where the person said no to the browser.</returns>
    public async Task<string[]?> SubscribeAsync(string key) => (await AskAsync<string?>("subscribe", key))?.Split(' ');

    /// <summary>Ends the browser's subscription.</summary>
    public Task UnsubscribeAsync() => DoAsync("unsubscribe");
}
