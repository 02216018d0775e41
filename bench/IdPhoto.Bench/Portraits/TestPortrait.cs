using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Portraits;

/// <summary>One annotated picture; the fields are explained in test/portraits/README.md.</summary>
internal sealed record TestPortrait
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public required string Id { get; init; }

    public required string Path { get; init; }

    public required string Kind { get; init; }

    public int Faces { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool UsableForIdPhoto { get; init; }

    public Point? HeadTop { get; init; }

    public Point? Chin { get; init; }

    public Point? LeftEye { get; init; }

    public Point? RightEye { get; init; }

    public string? Yaw { get; init; }

    public IReadOnlyList<string> Uncertain { get; init; } = [];

    public string? DuplicateOf { get; init; }

    public bool MatteSource { get; init; }

    public bool Backdrop { get; init; }

    public Box? BackdropArea { get; init; }

    /// <summary>Every annotated picture whose pixels are not another's.</summary>
    public static IReadOnlyList<TestPortrait> All { get; } = ReadAll();

    /// <summary>The picture with this identifier.</summary>
    public static TestPortrait Find(string id) => All.First(portrait => portrait.Id == id);

    /// <summary>The file's bytes.</summary>
    public byte[] ReadFile() => File.ReadAllBytes(System.IO.Path.Combine(BenchFolders.Portraits, Path));

    /// <summary>The upright pixels.</summary>
    public Picture Load() => PictureDecoder.Decode(ReadFile()).Picture;

    private static List<TestPortrait> ReadAll()
    {
        string file = System.IO.Path.Combine(BenchFolders.Portraits, "portraits.json");
        List<TestPortrait> all = JsonSerializer.Deserialize<List<TestPortrait>>(File.ReadAllBytes(file), Json)!;
        return [.. all.Where(portrait => portrait.DuplicateOf is null)];
    }
}
