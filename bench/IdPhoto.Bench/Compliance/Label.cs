using System.Text.Json;
using IdPhoto.Bench.Portraits;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Compliance;

/// <summary>How a picture looks to a person; the fields are explained in test/portraits/README.md.</summary>
internal sealed record Label
{
    public required string Id { get; init; }

    public Box? Face { get; init; }

    public string? EyesOpen { get; init; }

    public string? Gaze { get; init; }

    public string? Mouth { get; init; }

    public string? Expression { get; init; }

    public string? Glasses { get; init; }

    public bool? Glare { get; init; }

    public bool? FrameOverEye { get; init; }

    public string? HeadCovering { get; init; }

    public bool? HairOverEyes { get; init; }

    public bool? HandOnFace { get; init; }

    public bool? FaceOccluded { get; init; }

    public double? YawDegreesAbout { get; init; }

    public double? PitchDegreesAbout { get; init; }

    public double? RollDegreesAbout { get; init; }

    public string? Background { get; init; }

    public bool? BackgroundShadow { get; init; }

    public bool? OtherPersonOrObject { get; init; }

    public string? Lighting { get; init; }

    public string? Exposure { get; init; }

    public bool? HotSpots { get; init; }

    public string? Sharp { get; init; }

    public string? Compression { get; init; }

    public string? Colour { get; init; }

    public bool? RedEye { get; init; }

    public bool? HeadCut { get; init; }

    public int? SkinTone { get; init; }

    public string? AgeBand { get; init; }

    public string? PassAsIs { get; init; }

    public string? PassAsSource { get; init; }

    public IReadOnlyList<string> Uncertain { get; init; } = [];
}

/// <summary>A labelled picture's file.</summary>
/// <param name="Label">What a person sees.</param>
/// <param name="Path">The file.</param>
/// <param name="Synthetic">A generated face.</param>
internal sealed record LabelledPhoto(Label Label, string Path, bool Synthetic)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The pictures that rules are tuned on.</summary>
    public static IReadOnlyList<LabelledPhoto> Tuning() => Read(BenchFolders.Portraits);

    /// <summary>The pictures that nothing is tuned on; empty until they are fetched.</summary>
    public static IReadOnlyList<LabelledPhoto> HoldOut() => Read(BenchFolders.HoldOut);

    private static List<LabelledPhoto> Read(string folder)
    {
        List<Label> labels = JsonSerializer.Deserialize<List<Label>>(File.ReadAllBytes(System.IO.Path.Combine(folder, "compliance.json")), Json)!;
        Dictionary<string, Entry> entries = JsonSerializer.Deserialize<List<Entry>>(File.ReadAllBytes(System.IO.Path.Combine(folder, "portraits.json")), Json)!
            .ToDictionary(entry => entry.Id);
        return [.. labels.Select(label => (label, entry: entries[label.Id]))
            .Select(pair => new LabelledPhoto(pair.label, System.IO.Path.Combine(folder, pair.entry.Path), pair.entry.Synthetic))
            .Where(photo => File.Exists(photo.Path))];
    }

    private sealed record Entry(string Id, string Path, bool Synthetic);
}
