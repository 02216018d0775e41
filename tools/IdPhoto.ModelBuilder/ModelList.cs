using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdPhoto.ModelBuilder;

/// <summary>Where a network's weights come from. The hash is that of the weight file itself.</summary>
internal sealed record ModelSource(string Package, string Version, string Path, string Sha256);

/// <summary>A network: the ONNX file that is made, its size and hash, its origin, licence and shapes (-1: any multiple of 32).</summary>
internal sealed record Model(
    string Network,
    string File,
    long Bytes,
    string Sha256,
    ModelSource Source,
    string Licence,
    ModelShape Input,
    ModelShape[] Outputs);

/// <summary>A named tensor's shape.</summary>
internal sealed record ModelShape(string Name, long[] Shape);

/// <summary>models.json: every network, with all that is pinned.</summary>
internal sealed record ModelList(Model[] Networks)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static ModelList Read(string file) => JsonSerializer.Deserialize<ModelList>(System.IO.File.ReadAllText(file), Json)!;

    public void Write(string file) => System.IO.File.WriteAllText(file, JsonSerializer.Serialize(this, Json) + "\n");
}
