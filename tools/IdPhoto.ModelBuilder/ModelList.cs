using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace IdPhoto.ModelBuilder;

/// <summary>Where a network's weights come from. The hash is that of the weight file itself.</summary>
internal sealed record ModelSource(string Package, string Version, string Path, string Sha256);

/// <summary>A file that is made.</summary>
internal sealed record ModelFile(string File, long Bytes, string Sha256);

/// <summary>What browsers download of a network: one container, cut into parts.</summary>
/// <param name="Bytes">Of the container.</param>
/// <param name="Unpacked">Of its weights in single precision.</param>
/// <param name="Parts">The container's parts, in their order.</param>
internal sealed record WebForm(long Bytes, long Unpacked, ModelFile[] Parts);

/// <summary>
/// A network: its files (the graph, then what the graph refers to), its origin, licence and shapes (-1: any multiple of 32),
/// and its form for the web.
/// </summary>
internal sealed record Model(
    string Network,
    ModelFile[] Files,
    ModelSource Source,
    string Licence,
    ModelShape Input,
    ModelShape[] Outputs,
    WebForm? Web = null);

/// <summary>A named tensor's shape.</summary>
internal sealed record ModelShape(string Name, long[] Shape);

/// <summary>models.json: every network, with all that is pinned.</summary>
internal sealed partial record ModelList(Model[] Networks)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static ModelList Read(string file) => JsonSerializer.Deserialize<ModelList>(File.ReadAllText(file), Json)!;

    public void Write(string file) => File.WriteAllText(file, OnOneLine(JsonSerializer.Serialize(this, Json)) + "\n");

    // Shapes are read as one thing.
    private static string OnOneLine(string json) =>
        Numbers().Replace(json, list => "[" + string.Join(", ", list.Groups[1].Captures.Select(number => number.Value)) + "]");

    [GeneratedRegex(@"\[\s+(?:(-?\d+),?\s+)+\]")]
    private static partial Regex Numbers();
}
