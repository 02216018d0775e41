using System.Text.Json;
using IdPhoto.App.Journey;
using Microsoft.JSInterop;

namespace IdPhoto.App.Device;

/// <summary>Finished photos in this browser's own database, and nowhere else.</summary>
public sealed class GalleryLink(IJSRuntime js) : JsPart(js, "gallery.js")
{
    /// <summary>Keeps a file that was made.</summary>
    /// <returns>Whether there was room.</returns>
    public Task<bool> AddAsync(string made, KeptFacts facts) => AskAsync<bool>("add", made, JsonSerializer.Serialize(facts, AppJson.Default.KeptFacts));

    public async Task<IReadOnlyList<KeptPhoto>> ListAsync() => JsonFacts.Of(await AskAsync<string>("list")).All(KeptPhoto.Read);

    /// <summary>All photos with their files, as JSON.</summary>
    public Task<string> WholeAsync() => AskAsync<string>("whole");

    public Task RemoveAsync(string id) => DoAsync("remove", id);

    public Task ClearAsync() => DoAsync("clear");
}

/// <summary>What is kept beside a finished photo: nothing about the face.</summary>
/// <param name="Id">Random.</param>
/// <param name="Spec">The document, or null for a custom size.</param>
/// <param name="Custom">The custom size.</param>
/// <param name="Made">When, in ISO 8601.</param>
/// <param name="Rules">A checksum of the document's rules at that time.</param>
/// <param name="Name">What its file is called.</param>
public sealed record KeptFacts(string Id, string? Spec, string? Custom, string Made, string Rules, string Name);

/// <summary>A photo that is kept.</summary>
public sealed record KeptPhoto(string Id, string? Spec, string? Custom, string Made, string Rules, string Name, string Type, int Length, string Url)
{
    internal static KeptPhoto Read(JsonElement json)
    {
        string Text(string name) => json.Text(name) ?? "";
        return new(Text("id"), json.Text("spec"), json.Text("custom"), Text("made"), Text("rules"), Text("name"), Text("type"), json.Number("length"), Text("url"));
    }
}
