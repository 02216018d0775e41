using System.Text.Json.Serialization;

namespace IdPhoto.Documents;

/// <summary>Who takes a photo that nobody brings.</summary>
[JsonConverter(typeof(CamelCaseWords<OnSiteTaker>))]
public enum OnSiteTaker
{
    /// <summary>The office, at an appointment or a counter.</summary>
    Office,

    /// <summary>A studio that the authority has authorised, which sends the photo in.</summary>
    Studio,

    /// <summary>The applicants themselves, with a camera that the portal opens while the form is filled in.</summary>
    Live,
}

/// <summary>A document whose authority takes the photo itself, so that there is no photo to make. One JSON file each.</summary>
public sealed record OnSiteDocument
{
    /// <summary>Unique among all documents: lower-case letters and digits, words joined by hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What to show in a list.</summary>
    public required string Title { get; init; }

    /// <summary>Two letters of ISO 3166-1.</summary>
    public required string Country { get; init; }

    /// <summary>Which document.</summary>
    public required string Document { get; init; }

    /// <summary>Who takes the photo. Default: the office.</summary>
    public OnSiteTaker By { get; init; }

    /// <summary>Who takes the photo, in a sentence to show.</summary>
    public required string Reason { get; init; }

    /// <summary>What must be handed in all the same, such as a picture of the signature.</summary>
    public IReadOnlyList<Companion> Companions { get => field ?? []; init; }

    /// <summary>Decisions of ours and doubts, each a sentence to show.</summary>
    public IReadOnlyList<string> Notes { get => field ?? []; init; }

    /// <summary>Where it was read: the field 'capture' for who takes the photo; others for what is said against it.</summary>
    public required IReadOnlyList<SpecSource> Sources { get; init; }

    /// <summary>The best of the sources for who takes the photo.</summary>
    [JsonIgnore]
    public SourceConfidence? Confidence => Sources.Where(source => source.Field == "capture").Select(source => (SourceConfidence?)source.Confidence).Max();
}
