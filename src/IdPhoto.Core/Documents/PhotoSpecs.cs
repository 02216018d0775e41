using System.Text;

namespace IdPhoto.Documents;

/// <summary>The documents that are known here, and the way to a user's own.</summary>
public static class PhotoSpecs
{
    private const string Folder = "IdPhoto.Specs.";

    private static readonly Lazy<IReadOnlyList<PhotoSpec>> Records = new(ReadAll);

    /// <summary>Every document, in the order of the identifiers.</summary>
    public static IReadOnlyList<PhotoSpec> All => Records.Value;

    /// <summary>The document with this identifier, in any case.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.UnknownSpec"/>, with the identifiers that look most alike.</exception>
    public static PhotoSpec Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        string wanted = id.Trim();
        return All.FirstOrDefault(spec => string.Equals(spec.Id, wanted, StringComparison.OrdinalIgnoreCase)) ?? throw new PhotoException(
            Refusals.UnknownSpec,
            $"No document has this identifier. The most similar ones are: {string.Join(", ", Similar.Order(wanted, All.Select(spec => spec.Id)).Take(3))}.");
    }

    /// <summary>Reads a record of one's own; the format is that of the files in the specs folder.</summary>
    /// <param name="json">One JSON object. Unknown properties, comments and contradictions are refused.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSpec"/>, naming the field.</exception>
    public static PhotoSpec Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return SpecReader.Read(Encoding.UTF8.GetBytes(json));
    }

    private static List<PhotoSpec> ReadAll()
    {
        List<PhotoSpec> all = [];
        foreach (string name in typeof(PhotoSpecs).Assembly.GetManifestResourceNames())
            if (name.StartsWith(Folder, StringComparison.Ordinal))
                all.Add(ReadResource(name));
        all.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return all;
    }

    private static PhotoSpec ReadResource(string name)
    {
        using Stream stream = typeof(PhotoSpecs).Assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return SpecReader.Read(bytes);
    }
}
