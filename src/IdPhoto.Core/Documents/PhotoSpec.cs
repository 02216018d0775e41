using System.Text.Json.Serialization;

namespace IdPhoto.Documents;

/// <summary>What one authority asks of one photo, with the page each number was read on. One JSON file each.</summary>
/// <remarks>
/// A record is data: what the geometry means in pixels is worked out in one place, <see cref="Resolve"/>.
/// Where the sources do not say something that is needed, the record decides and <see cref="Notes"/> say so and why.
/// </remarks>
public sealed record PhotoSpec
{
    /// <summary>Tags and prints are not made below this resolution.</summary>
    public const int LowestDpi = 72;

    /// <summary>Tags and prints are not made above this resolution.</summary>
    public const int HighestDpi = 1200;

    /// <summary>A record to be filled in; these two have defaults that are not zero.</summary>
    /// <remarks>Parameters, because generated readers keep a parameter's default but set an absent init property to nothing.</remarks>
    [JsonConstructor]
    public PhotoSpec(int dpi = 300, double centring = 0.02) => (Dpi, Centring) = (dpi, centring);

    /// <summary>Unique and stable: lower-case letters and digits, words joined by hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What to show in a list.</summary>
    public required string Title { get; init; }

    /// <summary>Two letters of ISO 3166-1 ('EU' for the union), or null for a size that no state owns.</summary>
    public string? Country { get; init; }

    /// <summary>Which document, and whether the photo is printed or uploaded.</summary>
    public required string Document { get; init; }

    /// <summary>Size on paper; null when the photo is only ever a file.</summary>
    public PrintSize? Print { get; init; }

    /// <summary>Size of the file; null to follow from <see cref="Print"/> and <see cref="Dpi"/>.</summary>
    public PixelRule? Pixels { get; init; }

    /// <summary>Dots per inch, 72..1200: of the print, or only the density tag of a file. Default 300.</summary>
    public int Dpi { get; init; }

    /// <summary>Chin to the top of the head.</summary>
    public required HeadRule Head { get; init; }

    /// <summary>The same height as a share of the photo's, where the authority gives both: both must hold. In per cent.</summary>
    public LengthRange? HeadShare { get; init; }

    /// <summary>The eye line above the photo's lower edge.</summary>
    public LengthRange? Eyes { get; init; }

    /// <summary>Room above the head.</summary>
    public TopMarginRule? TopMargin { get; init; }

    /// <summary>Room between the chin and the photo's lower edge.</summary>
    public LengthRange? ChinMargin { get; init; }

    /// <summary>Width of the head without ears. Measured to several per cent only, so it is reported and never refused.</summary>
    public LengthRange? HeadWidth { get; init; }

    /// <summary>How far the face's midline may lie from the middle, as a fraction of the photo's width, 0..0.05.</summary>
    /// <remarks>
    /// The default is ours. ICAO allows 0.45..0.55 of the width, that is 0.05 to either side; 0.02 is not seen as
    /// off-centre and leaves the rest for errors of measurement.
    /// </remarks>
    public double Centring { get; init; }

    /// <summary>Heads of children, where the authority has another range for them, the youngest first.</summary>
    public IReadOnlyList<ChildRule> Children { get => field ?? []; init; }

    /// <summary>The age in years, 1..18, below which the document is for children alone; null where it is not. Such a photo is a child's, whatever else is said of it.</summary>
    public int? OnlyBelowYears { get; init; }

    /// <summary>What may be behind the head.</summary>
    public required BackgroundRule Background { get; init; }

    /// <summary>The file to hand in. Default: JPEG of any size.</summary>
    public FileRule File { get => field ?? new FileRule(); init; }

    /// <summary>What the authority says about edited photos.</summary>
    public required EditPolicy Edit { get; init; }

    /// <summary>What the authority says about taking the photo.</summary>
    public CaptureRule? Capture { get; init; }

    /// <summary>What must be handed in beside the photo, such as a picture of the signature.</summary>
    public IReadOnlyList<Companion> Companions { get => field ?? []; init; }

    /// <summary>Since when and until when these rules hold, and what replaces them; null where nothing was read.</summary>
    public SpecValidity? Validity { get; init; }

    /// <summary>Decisions of ours and doubts, each a sentence to show.</summary>
    public IReadOnlyList<string> Notes { get => field ?? []; init; }

    /// <summary>Where the sources do not agree.</summary>
    public IReadOnlyList<SpecContradiction> Contradictions { get => field ?? []; init; }

    /// <summary>Where each rule was read. A rule without a source is a decision of ours.</summary>
    public IReadOnlyList<SpecSource> Sources { get => field ?? []; init; }

    /// <summary>What a rule is worth: the best of its sources, or null where none was read and the rule is a decision of ours.</summary>
    /// <param name="field">
    /// A property such as 'head' or 'capture.glasses'; what was read for 'capture' counts for the latter where nothing was read
    /// for it alone. Not so for 'head.top': pages that give a height seldom say where it ends.
    /// </param>
    public SourceConfidence? Confidence(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        SourceConfidence? best = SourcesOf(field).Select(source => (SourceConfidence?)source.Confidence).Max();
        int dot = field.LastIndexOf('.');
        return best is null && dot > 0 && field != "head.top" ? Confidence(field[..dot]) : best;
    }

    /// <summary>The sources that were read for exactly this property.</summary>
    public IEnumerable<SpecSource> SourcesOf(string field) => Sources.Where(source => source.Field == field);

    /// <summary>The rules as they hold for a person of this age; what is made keeps the range that has no age.</summary>
    /// <param name="years">Years, from 0; null where the age is not known, which changes nothing.</param>
    public PhotoSpec ForAge(double? years)
        => Children.FirstOrDefault(child => years < child.BelowYears) is { } rule ? this with { Head = rule.Head, HeadShare = null } : this;

    /// <summary>The geometry in output pixels, the one form that framing and checking use.</summary>
    /// <param name="dpi">Another resolution, 72..1200: rescales a printed photo; for a file-only photo it only sets the tag.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is outside that range.</exception>
    /// <exception cref="PhotoException">
    /// <see cref="Refusals.InvalidSpec"/>: the rescaled photo breaks the document's own pixel limits, or no size that the
    /// document accepts lets all of its rules hold.
    /// </exception>
    public PageGeometry Resolve(int? dpi = null) => PageResolver.Resolve(this, dpi ?? Dpi);

    /// <summary>What users must be told before they edit a photo for this document, or null.</summary>
    [JsonIgnore]
    public string? Warning => Edit.Warning;
}
