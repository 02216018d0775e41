using System.Security.Cryptography;
using System.Text.Json;
using IdPhoto.Networks;

namespace IdPhoto.Onnx;

/// <summary>Whether a network can be run from a folder.</summary>
public enum ModelState
{
    /// <summary>All its files are there and are the pinned ones.</summary>
    Installed,

    /// <summary>One of its files is not there.</summary>
    Missing,

    /// <summary>One of its files is not the pinned one.</summary>
    Damaged,
}

/// <summary>A file of a network, as pinned.</summary>
/// <param name="File">Its name in the models folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, in lower-case hexadecimal.</param>
public sealed record ModelFile(string File, long Bytes, string Sha256);

/// <summary>Where a network's weights were taken from.</summary>
/// <param name="Package">The npm package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Path">The weight file in it; after a «#» the part of that file.</param>
/// <param name="Sha256">The weight file's hash, in lower-case hexadecimal.</param>
public sealed record ModelSource(string Package, string Version, string Path, string Sha256);

/// <summary>A named tensor.</summary>
/// <param name="Name">What the ONNX graph calls it.</param>
/// <param name="Shape">Its sides; -1 is any multiple of 32.</param>
public sealed record ModelTensor(string Name, IReadOnlyList<int> Shape);

/// <summary>What is pinned about a network.</summary>
/// <param name="Network">Which one.</param>
/// <param name="Files">Its files: the graph, then what the graph refers to.</param>
/// <param name="Source">Where its weights come from.</param>
/// <param name="Licence">The weights' licence.</param>
/// <param name="Input">Its input.</param>
/// <param name="Outputs">Its outputs, in their order.</param>
public sealed record ModelRecord(
    Network Network,
    IReadOnlyList<ModelFile> Files,
    ModelSource Source,
    string Licence,
    ModelTensor Input,
    IReadOnlyList<ModelTensor> Outputs)
{
    /// <summary>The length of all its files together.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}

/// <summary>The networks that this version of the product knows, with all that is pinned about them.</summary>
public static class ModelCatalogue
{
    private const int HashedAtOnce = 64 * 1024;

    private static readonly Lazy<IReadOnlyList<ModelRecord>> Pinned = new(Read);

    /// <summary>Every network.</summary>
    public static IReadOnlyList<ModelRecord> Models => Pinned.Value;

    /// <summary>What is pinned about one network.</summary>
    public static ModelRecord Of(Network network) => Models.Single(model => model.Network == network);

    /// <summary>Looks at a network's files, all of whose bytes are read.</summary>
    /// <param name="model">Which one.</param>
    /// <param name="folder">Where they should be; null if no folder was found.</param>
    public static ModelState Check(ModelRecord model, string? folder)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (folder is null || model.Files.Any(file => !File.Exists(Path.Combine(folder, file.File))))
            return ModelState.Missing;
        return model.Files.All(file => IsPinned(folder, file)) ? ModelState.Installed : ModelState.Damaged;
    }

    /// <summary>Whether a file's bytes are the pinned ones.</summary>
    internal static bool IsPinned(string folder, ModelFile file)
    {
        using FileStream stream = new(Path.Combine(folder, file.File), Reading);
        return stream.Length == file.Bytes && Hash(stream) == file.Sha256;
    }

    // Hashing the stream itself would read it in blocks of 4 KB: 48,000 calls of the system for all networks.
    private static string Hash(FileStream stream)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[HashedAtOnce];
        for (int read = stream.Read(block); read > 0; read = stream.Read(block))
            hash.AppendData(block, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static FileStreamOptions Reading => new() { BufferSize = 0, Options = FileOptions.SequentialScan };

    // Field by field: setting up a serializer would cost a command 40 ms.
    private static IReadOnlyList<ModelRecord> Read()
    {
        using Stream stream = typeof(ModelCatalogue).Assembly.GetManifestResourceStream("models.json")!;
        using JsonDocument list = JsonDocument.Parse(stream);
        return [.. list.RootElement.GetProperty("networks").EnumerateArray().Select(ReadModel)];
    }

    private static ModelRecord ReadModel(JsonElement model) => new(
        Enum.Parse<Network>(Text(model, "network")),
        [.. model.GetProperty("files").EnumerateArray().Select(ReadFile)],
        ReadSource(model.GetProperty("source")),
        Text(model, "licence"),
        ReadTensor(model.GetProperty("input")),
        [.. model.GetProperty("outputs").EnumerateArray().Select(ReadTensor)]);

    private static ModelFile ReadFile(JsonElement file) =>
        new(Text(file, "file"), file.GetProperty("bytes").GetInt64(), Text(file, "sha256"));

    private static ModelSource ReadSource(JsonElement source) =>
        new(Text(source, "package"), Text(source, "version"), Text(source, "path"), Text(source, "sha256"));

    private static ModelTensor ReadTensor(JsonElement tensor) =>
        new(Text(tensor, "name"), [.. tensor.GetProperty("shape").EnumerateArray().Select(side => side.GetInt32())]);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
