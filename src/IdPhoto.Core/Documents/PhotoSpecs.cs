using System.Collections.Concurrent;
using System.Text;
using IdPhoto.Messages;

namespace IdPhoto.Documents;

/// <summary>The documents that are known here, and the way to a user's own.</summary>
public static class PhotoSpecs
{
    private const string Folder = "IdPhoto.Specs.";
    private const string OnSiteFolder = "IdPhoto.OnSite.";

    private static readonly ConcurrentDictionary<string, PhotoSpec> Read = new(StringComparer.Ordinal);
    private static readonly Lazy<IReadOnlyList<PhotoSpec>> Records = new(() => [.. Names(Folder).Select(One)]);
    private static readonly Lazy<IReadOnlyList<OnSiteDocument>> OnSiteRecords = new(() => [.. Names(OnSiteFolder).Select(OneOnSite)]);

    /// <summary>Every document that a photo can be made for, in the order of the identifiers.</summary>
    public static IReadOnlyList<PhotoSpec> All => Records.Value;

    /// <summary>The documents whose authority takes the photo itself, in the order of the identifiers.</summary>
    public static IReadOnlyList<OnSiteDocument> OnSite => OnSiteRecords.Value;

    /// <summary>The document with this identifier, in any case. Reads this one record alone.</summary>
    /// <exception cref="PhotoException">
    /// <see cref="Refusals.UnknownSpec"/>, with the identifiers that look most alike; <see cref="Refusals.TakenOnSite"/>,
    /// where there is no photo to make.
    /// </exception>
    public static PhotoSpec Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        string wanted = id.Trim().ToLowerInvariant();
        if (Exists(Folder + wanted))
            return One(wanted);
        if (Exists(OnSiteFolder + wanted))
            throw new PhotoException(Refusals.TakenOnSite, Message.Of("documents.taken-on-site", ("reason", OneOnSite(wanted).Reason)));
        throw new PhotoException(
            Refusals.UnknownSpec,
            Message.Of("documents.unknown", ("similar", Argument.Row(Similar.Order(wanted, Names(Folder)).Take(3).Select(id => (Argument)id)))));
    }

    /// <summary>The documents that people look for, in the order of the identifiers.</summary>
    /// <param name="query">Words, each of which must begin a word of the identifier, the title, the kind or the country; null for all.</param>
    /// <param name="country">Two letters of ISO 3166-1 in any case; null for all.</param>
    public static IReadOnlyList<PhotoSpec> Search(string? query, string? country = null)
    {
        SpecSearch search = new(query, country);
        return [.. All.Where(spec => search.Finds(spec.Id, spec.Title, spec.Document, spec.Country))];
    }

    /// <summary>As <see cref="Search"/>, among the documents whose authority takes the photo itself.</summary>
    /// <param name="query">Words; null for all.</param>
    /// <param name="country">Two letters; null for all.</param>
    public static IReadOnlyList<OnSiteDocument> SearchOnSite(string? query, string? country = null)
    {
        SpecSearch search = new(query, country);
        return [.. OnSite.Where(document => search.Finds(document.Id, document.Title, document.Document, document.Country))];
    }

    /// <summary>Reads a record of one's own; the format is that of the files in the specs folder.</summary>
    /// <param name="json">One JSON object. Unknown properties, comments and contradictions are refused.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSpec"/>, naming the field.</exception>
    public static PhotoSpec Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return SpecReader.Read(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Writes a record in the format that <see cref="Parse"/> reads.</summary>
    public static string ToJson(PhotoSpec spec) => SpecReader.Write(spec, SpecJson.Default.PhotoSpec);

    /// <summary>Writes a record in the format of the files in the specs folder.</summary>
    public static string ToJson(OnSiteDocument document) => SpecReader.Write(document, SpecJson.Default.OnSiteDocument);

    /// <summary>The identifiers of <see cref="All"/>, without reading a record.</summary>
    internal static IEnumerable<string> Ids => Names(Folder);

    private static bool Exists(string resource) => typeof(PhotoSpecs).Assembly.GetManifestResourceInfo(resource) is not null;

    private static IEnumerable<string> Names(string folder) => typeof(PhotoSpecs).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Select(name => name[folder.Length..]).Order(StringComparer.Ordinal);

    private static PhotoSpec One(string id) => Read.GetOrAdd(id, wanted => SpecReader.Read(Bytes(Folder + wanted)));

    private static OnSiteDocument OneOnSite(string id) => SpecReader.ReadOnSite(Bytes(OnSiteFolder + id));

    private static byte[] Bytes(string resource)
    {
        using Stream stream = typeof(PhotoSpecs).Assembly.GetManifestResourceStream(resource)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
