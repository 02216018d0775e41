using IdPhoto.Documents;

namespace IdPhoto.Cli.Reports;

/// <summary>A document in the list. Sizes are null where the authority takes the photo itself.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Title">Name to show.</param>
/// <param name="Country">Two letters, or null for a size that no state owns.</param>
/// <param name="Document">Which document.</param>
/// <param name="WidthMm">Null for a file that is never printed.</param>
/// <param name="HeightMm">Likewise.</param>
/// <param name="WidthPx">Columns that are made.</param>
/// <param name="HeightPx">Rows that are made.</param>
/// <param name="Dpi">Dots per inch.</param>
/// <param name="Head">Head height.</param>
/// <param name="Background">Name of the default background.</param>
/// <param name="BackgroundHex">Its number.</param>
/// <param name="BackgroundIsExample">Whether the authority asks for a light background only, so that this colour is an example of ours.</param>
/// <param name="TakenBy">anyone, professional or onSite; of a photo that nobody brings also studio or live.</param>
/// <param name="Trust">official, mixed, restated, secondary or unverified: what the record's sources are worth.</param>
/// <param name="Unverified">The fields whose numbers rest on hints alone.</param>
/// <param name="Ours">The fields that no rule was read for, so that the numbers are decisions of ours.</param>
/// <param name="Notice">What must be known first, such as who takes the photo; null for nothing.</param>
/// <param name="ValidUntil">The last day of these rules; null where they hold, or none was read.</param>
/// <param name="SupersededBy">The document that has taken this one's place; null for none.</param>
internal sealed record SpecLine(
    string Id, string Title, string? Country, string Document, double? WidthMm, double? HeightMm, int? WidthPx, int? HeightPx, int? Dpi,
    HeadRangeLine? Head, string? Background, string? BackgroundHex, bool? BackgroundIsExample, string TakenBy, string Trust,
    IReadOnlyList<string> Unverified, IReadOnlyList<string> Ours, string? Notice, DateOnly? ValidUntil, string? SupersededBy)
{
    private static readonly string[] Shown = ["print", "pixels", "head", "background"];

    public static SpecLine Of(PhotoSpec spec)
    {
        PageGeometry page = spec.Resolve();
        IEnumerable<string> fields = Shown.Where(field => (field != "print" || spec.Print is not null) && (field != "pixels" || spec.Print is null || spec.Confidence("pixels") is not null));
        return new SpecLine(
            spec.Id, spec.Title, spec.Country, spec.Document, page.WidthMm, page.HeightMm, page.Size.Width, page.Size.Height, page.Dpi,
            HeadRangeLine.Of(spec.Head), spec.Background.Default.Name, spec.Background.Default.Hex, spec.Background.Examples,
            spec.Capture?.By switch { Photographer.Professional => "professional", Photographer.OnSite => "onSite", _ => "anyone" },
            Word(SpecTrusts.Of(spec)),
            [.. fields.Where(field => spec.Confidence(field) == SourceConfidence.Lead)],
            [.. fields.Where(field => spec.Confidence(field) is null)],
            SpecFacts.Notice(spec) is { } notice ? Speech.Say(notice) : null, spec.Validity?.Until, spec.Validity?.SupersededBy);
    }

    public static SpecLine Of(OnSiteDocument document) => new(
        document.Id, document.Title, document.Country, document.Document, null, null, null, null, null, null, null, null, null,
        document.By switch { OnSiteTaker.Studio => "studio", OnSiteTaker.Live => "live", _ => "onSite" },
        Word(SpecTrusts.Of(document)), [], [], document.Reason, null, null);

    private static string Word(SpecTrust trust) => trust.ToString().ToLowerInvariant();
}

/// <summary>A document's head height.</summary>
internal sealed record HeadRangeLine(double Min, double Max, string Unit, string Top)
{
    public static HeadRangeLine Of(HeadRule rule) => new(
        rule.Min!.Value, rule.Max!.Value, rule.Unit == LengthUnit.Mm ? "mm" : "%", rule.Top == HeadTop.Crown ? "crown" : "hair");
}
