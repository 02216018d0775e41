using System.Globalization;
using System.Text;
using IdPhoto.Documents;

namespace IdPhoto.SpecPages;

/// <summary>The list of all documents as Markdown.</summary>
internal static class SpecIndex
{
    public static string Write(IReadOnlyList<PhotoSpec> specs, IReadOnlyList<OnSiteDocument> onSite)
    {
        int countries = specs.Select(spec => spec.Country).Concat(onSite.Select(document => document.Country)).OfType<string>().Distinct().Count();
        StringBuilder page = new();
        page.Append("# Documents\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{specs.Count} documents that a photo can be made for and {onSite.Count} whose authority takes it itself, of {countries} countries.\n");
        page.Append("Rules change: each page says where and when every number was read. The pages are written from\n");
        page.Append("[the records](../../specs/README.md) by `dotnet run --project tools/IdPhoto.SpecPages`.\n");
        Trust(page, specs);
        foreach (IGrouping<string, PhotoSpec> country in specs.Where(spec => spec.Country is not null).GroupBy(spec => Countries.NameOf(spec.Country!)!).OrderBy(group => group.Key, StringComparer.Ordinal))
            Table(page, country.Key, country);
        Table(page, "Sizes that no state owns", specs.Where(spec => spec.Country is null));
        OnSite(page, onSite);
        return page.ToString();
    }

    private static void Trust(StringBuilder page, IReadOnlyList<PhotoSpec> specs)
    {
        page.Append("\n## How far they can be trusted\n\n| Sources | Meaning | Documents |\n|---|---|---|\n");
        foreach (SpecTrust trust in Enum.GetValues<SpecTrust>())
            page.Append(CultureInfo.InvariantCulture, $"| {Word(trust)} | {Meaning(trust)} | {specs.Count(spec => SpecTrusts.Of(spec) == trust)} |\n");
    }

    private static void Table(StringBuilder page, string heading, IEnumerable<PhotoSpec> specs)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n| Identifier | Document | Made as | Edited photos | Taken by | Sources |\n|---|---|---|---|---|---|\n");
        foreach (PhotoSpec spec in specs)
            page.Append(CultureInfo.InvariantCulture, $"| [`{spec.Id}`]({SpecSite.FileOf(spec.Id)}) | {spec.Title} | {Size(spec)} | {Edited(spec)} | {TakenBy(spec)} | {Word(SpecTrusts.Of(spec))} |\n");
    }

    private static void OnSite(StringBuilder page, IReadOnlyList<OnSiteDocument> documents)
    {
        page.Append("\n## Taken on site\n\n| Identifier | Document | Who takes the photo |\n|---|---|---|\n");
        foreach (OnSiteDocument document in documents)
            page.Append(CultureInfo.InvariantCulture, $"| [`{document.Id}`]({SpecSite.FileOf(document.Id)}) | {document.Title} | {document.Reason} |\n");
    }

    private static string Size(PhotoSpec spec)
    {
        PageGeometry page = spec.Resolve();
        string pixels = string.Create(CultureInfo.InvariantCulture, $"{page.Size.Width} x {page.Size.Height} px");
        return page.WidthMm is null ? pixels : string.Create(CultureInfo.InvariantCulture, $"{page.WidthMm} x {page.HeightMm} mm, {pixels}");
    }

    private static string Edited(PhotoSpec spec) => spec.Edit.Alteration switch
    {
        EditRule.Forbidden or EditRule.Implied => "refused",
        EditRule.Discouraged => "better not",
        EditRule.Allowed => "allowed in part",
        EditRule.NotApplicable => "no authority",
        EditRule.Silent => "not mentioned",
        _ => "nothing seen",
    };

    private static string TakenBy(PhotoSpec spec) => spec.Capture?.By switch
    {
        Photographer.Professional => "a professional",
        Photographer.OnSite => "the office",
        _ => "anyone",
    };

    private static string Word(SpecTrust trust) => trust.ToString().ToLowerInvariant();

    private static string Meaning(SpecTrust trust) => trust switch
    {
        SpecTrust.Official => "every rule that was found was read on a page of the authority",
        SpecTrust.Mixed => "some rules there, others only on sites that restate them",
        SpecTrust.Restated => "every rule with the authority's address, read there through a restatement: to be read again",
        SpecTrust.Secondary => "only on sites that restate the rules",
        _ => "at least one number rests on an unverified hint",
    };
}
