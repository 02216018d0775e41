using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Onnx;
using IdPhoto.Pictures;
using IdPhoto.Studio;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>The real portraits that the tests share, with what a person marked on them, and one studio for all tests.</summary>
internal static class TestPortraits
{
    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    private static readonly Lazy<JsonElement[]> Entries = new(() =>
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "test/portraits/portraits.json"))).RootElement.EnumerateArray()]);

    /// <summary>Open for the whole run: loading networks is what costs.</summary>
    public static PhotoStudio Studio { get; } = RememberedNetworks.Studio();

    /// <summary>The public-domain sample.</summary>
    public static byte[] Astronaut => File.ReadAllBytes(Path.Combine(Root, "samples/astronaut.png"));

    /// <summary>All annotated pictures that are fetched.</summary>
    public static IEnumerable<Annotated> All => Entries.Value.Select(Read).Where(entry => File.Exists(entry.Path));

    /// <summary>One picture by its short name.</summary>
    public static Annotated Get(string id)
    {
        Annotated found = Entries.Value.Select(Read).First(entry => entry.Id == id);
        if (!File.Exists(found.Path))
            Assert.Skip("The test portraits are not there: run 'npm ci' in test/portraits.");
        return found;
    }

    /// <summary>Decodes a picture.</summary>
    public static Picture Decode(byte[] file) => PictureDecoder.Decode(file).Picture;

    private static Annotated Read(JsonElement entry) => new(
        entry.GetProperty("id").GetString()!,
        Path.GetFullPath(Path.Combine(Root, "test/portraits", entry.GetProperty("path").GetString()!)),
        entry.GetProperty("kind").GetString()!,
        entry.GetProperty("faces").GetInt32(),
        PointOf(entry, "headTop"), PointOf(entry, "chin"), PointOf(entry, "leftEye"), PointOf(entry, "rightEye"),
        entry.TryGetProperty("uncertain", out JsonElement uncertain) ? [.. uncertain.EnumerateArray().Select(e => e.GetString()!)] : []);

    private static Point? PointOf(JsonElement entry, string name)
        => entry.TryGetProperty(name, out JsonElement p) ? new Point(p.GetProperty("x").GetDouble(), p.GetProperty("y").GetDouble()) : null;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IdPhoto.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}

/// <summary>A picture and what a person marked on it.</summary>
internal sealed record Annotated(
    string Id, string Path, string Kind, int Faces, Point? HeadTop, Point? Chin, Point? LeftEye, Point? RightEye, IReadOnlyList<string> Uncertain)
{
    public byte[] Bytes => File.ReadAllBytes(Path);

    public Picture Picture => TestPortraits.Decode(Bytes);
}
