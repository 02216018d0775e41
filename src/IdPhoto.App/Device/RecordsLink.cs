using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IdPhoto.App.Journey;
using Microsoft.JSInterop;

namespace IdPhoto.App.Device;

/// <summary>What the app asks and says to the server about this device. No photo goes this way.</summary>
public sealed class RecordsLink(IJSRuntime js) : JsPart(js, "records.js")
{
    /// <summary>The policy in force; null where this address has files alone.</summary>
    /// <exception cref="UnavailableException">Nobody answered.</exception>
    public async Task<PolicyState?> PolicyAsync() => Answers.Read(await AskAsync<string>("policy"), AppJson.Default.PolicyState);

    /// <summary>Asks something.</summary>
    /// <param name="method">GET, PUT, POST or DELETE.</param>
    /// <param name="path">Below <c>v1/</c>.</param>
    /// <param name="id">This device's id; null where it does not go along.</param>
    /// <param name="body">JSON; null for none.</param>
    /// <param name="language">In which the answer is wanted.</param>
    /// <param name="type">What is answered.</param>
    /// <exception cref="RefusedException">It was refused.</exception>
    /// <exception cref="UnavailableException">Nobody answered.</exception>
    internal async Task<T> CallAsync<T>(string method, string path, string? id, string? body, string language, JsonTypeInfo<T> type)
        => Answers.Read(await AskAsync<string>("call", method, path, id, body, language), type);

    /// <summary>Whether this browser can show notices of a page that is not open.</summary>
    public Task<bool> CanPushAsync() => AskAsync<bool>("canPush");

    /// <summary>Asks the browser for a subscription.</summary>
    /// <param name="key">The server's public key.</param>
    /// <returns>Null where the person said no to the browser.</returns>
    public async Task<PushSubscription?> SubscribeAsync(string key)
        => await AskAsync<string?>("subscribe", key) is { } json ? JsonSerializer.Deserialize(json, AppJson.Default.PushSubscription) : null;

    /// <summary>Ends the browser's subscription.</summary>
    public Task UnsubscribeAsync() => DoAsync("unsubscribe");
}

/// <summary>Where the browser's maker takes notices for this browser, and the keys that only this browser opens them with.</summary>
public sealed record PushSubscription(string Endpoint, string P256dh, string Auth);
