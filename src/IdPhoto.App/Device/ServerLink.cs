using System.Text.Json;
using IdPhoto.App.Journey;
using IdPhoto.Browser.Requests;
using IdPhoto.Studio.Reports;
using Microsoft.JSInterop;

namespace IdPhoto.App.Device;

/// <summary>The server, for those who agree to it. Nothing else in the app sends a photo.</summary>
public sealed class ServerLink(IJSRuntime js) : JsPart(js, "server.js")
{
    /// <summary>Whether there is a server behind this address.</summary>
    public Task<bool> ReachableAsync() => AskAsync<bool>("reachable");

    /// <summary>Whether the chosen picture can be sent without what its file says about camera, place and time.</summary>
    public Task<bool> SendableAsync() => AskAsync<bool>("sendable");

    public async Task<ServerStay> SendAsync(string language, Asker asker)
        => ServerStay.Read(Answers.Read(await AskAsync<string>("send", language, asker.Id, asker.Policy), AppJson.Default.JsonElement));

    /// <summary>Has a photo made; its file waits until it is accepted.</summary>
    internal async Task<MadeReport> MakeAsync(ServerStay stay, string query, string language, Asker asker)
        => Answers.Read(await AskAsync<string>("make", stay.Id, stay.Token, query, language, asker.Id, asker.Policy), AppJson.Default.JsonElement).GetProperty("report").Deserialize(EngineJson.Default.MadeReport)!;

    /// <summary>Takes the file that was made last; it is known by a name from then on.</summary>
    public async Task<MadeFile> AcceptAsync(string name)
        => MadeFile.Read(JsonFacts.Of(await AskAsync<string>("accept", name)))!;

    public async Task<ErasedStay> EraseAsync(ServerStay stay, string language)
        => ErasedStay.Read(Answers.Read(await AskAsync<string>("erase", stay.Id, stay.Token, language), AppJson.Default.JsonElement));
}

/// <summary>Who asks: this device's id, under which the server has the consent, or where there is none the policy that was agreed to.</summary>
public readonly record struct Asker(string? Id, string Policy);

/// <summary>A photo that the server keeps for a day at most.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Token">What opens it.</param>
/// <param name="ExpiresAt">When it will be gone.</param>
public sealed record ServerStay(string Id, string Token, DateTimeOffset ExpiresAt)
{
    internal static ServerStay Read(JsonElement json) => new(json.Text("id")!, json.Text("token")!, json.Time("expiresAt")!.Value);
}

/// <summary>What the server answers to an erasure.</summary>
/// <param name="ErasedAt">When.</param>
/// <param name="Receipt">A signed statement.</param>
public sealed record ErasedStay(DateTimeOffset ErasedAt, string Receipt)
{
    internal static ErasedStay Read(JsonElement json) => new(json.Time("erasedAt")!.Value, json.Text("receipt")!);
}
