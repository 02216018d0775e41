using System.Text.RegularExpressions;

namespace IdPhoto.Documents;

/// <summary>Refuses a record that contradicts itself, by the name of the field.</summary>
internal static partial class SpecCheck
{
    private const double MaxMm = 1000;
    private const int MaxPixels = 20_000;
    private const string FieldKey = "field";
    private const string WhatKey = "what";

    /// <summary>File and print may differ this much in shape or resolution: 600 px for 51 mm at 300 dpi is 0.4 % off.</summary>
    private const double Rounding = 0.02;

    private static readonly HashSet<string> SourcedFields =
        ["print", "pixels", "dpi", "head", "headShare", "eyes", "topMargin", "chinMargin", "headWidth", "centring", "background", "file", "edit", "capture"];

    /// <summary>A refusal that names the field.</summary>
    public static PhotoException Invalid(string field, string what)
    {
        PhotoException refusal = new(Refusals.InvalidSpec, $"The document record's field '{field}' {what}.");
        (refusal.Data[FieldKey], refusal.Data[WhatKey]) = (field, what);
        return refusal;
    }

    /// <summary>What a refusal of <see cref="Invalid"/> is about; null for another one.</summary>
    public static (string Field, string What)? Parts(PhotoException refusal)
        => refusal.Data[FieldKey] is string field && refusal.Data[WhatKey] is string what ? (field, what) : null;

    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSpec"/>.</exception>
    public static void Check(PhotoSpec spec)
    {
        CheckNames(spec.Id, spec.Title, spec.Document, spec.Country);
        Require(spec.Centring is >= 0 and <= 0.05, "centring", "must lie in 0..0.05");
        Require(spec.Dpi is >= PhotoSpec.LowestDpi and <= PhotoSpec.HighestDpi, "dpi", $"must lie in {PhotoSpec.LowestDpi}..{PhotoSpec.HighestDpi}");
        CheckSizes(spec);
        CheckLengths(spec);
        CheckBackground(spec.Background);
        CheckFile(spec.File);
        Require(spec.Capture?.MaxAgeMonths is null or > 0, "capture.maxAgeMonths", "must be above 0");
        CheckEdit(spec.Edit);
        foreach (SpecSource source in spec.Sources)
            CheckSource(source);
        foreach (SpecContradiction contradiction in spec.Contradictions)
        {
            Require(IsSourced(contradiction.Field), "contradictions.field", "names no property of the record that needs a source");
            Require(!string.IsNullOrWhiteSpace(contradiction.Text), "contradictions.text", "must not be empty");
        }
    }

    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSpec"/>.</exception>
    public static void Check(OnSiteDocument document)
    {
        CheckNames(document.Id, document.Title, document.Document, document.Country);
        Require(!string.IsNullOrWhiteSpace(document.Reason), "reason", "must not be empty");
        Require(document.Sources.Count > 0, "sources", "must not be empty");
        foreach (SpecSource source in document.Sources)
            CheckSource(source);
    }

    private static void Require(bool holds, string field, string what)
    {
        if (!holds)
            throw Invalid(field, what);
    }

    private static void CheckNames(string id, string title, string document, string? country)
    {
        Require(IdPattern().IsMatch(id), "id", "must be lower-case letters and digits, words joined by single hyphens");
        Require(!string.IsNullOrWhiteSpace(title), "title", "must not be empty");
        Require(!string.IsNullOrWhiteSpace(document), "document", "must not be empty");
        Require(country is null || CountryPattern().IsMatch(country), "country", "must be two capital letters or null");
    }

    private static void CheckSizes(PhotoSpec spec)
    {
        Require(spec.Print is not null || spec.Pixels is not null, "print", "or 'pixels' must give the photo's size");
        if (spec.Print is { } print)
            CheckPrint(print, spec.Pixels);
        if (spec.Pixels is { } pixels)
            CheckPixels(pixels);
        if (spec is { Print: { } paper, Pixels: { } file })
        {
            Require(Agree(file.Width * paper.HeightMm, file.Height * paper.WidthMm), "pixels", "has another shape than 'print'");
            Require(Agree(file.Height * 25.4, paper.HeightMm * spec.Dpi), "dpi", "does not lead from 'print' to 'pixels'");
        }
    }

    private static void CheckPrint(PrintSize print, PixelRule? pixels)
    {
        foreach ((double? length, string field) in new (double?, string)[]
        {
            (print.WidthMm, "widthMm"), (print.HeightMm, "heightMm"), (print.MinWidthMm, "minWidthMm"),
            (print.MinHeightMm, "minHeightMm"), (print.MaxWidthMm, "maxWidthMm"), (print.MaxHeightMm, "maxHeightMm"),
        })
            Require(length is null or (> 0 and <= MaxMm), $"print.{field}", $"must be above 0 and at most {MaxMm}");
        Require(!(print.WidthMm < print.MinWidthMm || print.WidthMm > print.MaxWidthMm), "print.widthMm", "lies outside 'minWidthMm'..'maxWidthMm'");
        Require(!(print.HeightMm < print.MinHeightMm || print.HeightMm > print.MaxHeightMm), "print.heightMm", "lies outside 'minHeightMm'..'maxHeightMm'");
        Require(!print.IsRange || pixels is null, "pixels", "cannot be fixed where the print size is a range");
    }

    private static bool Agree(double a, double b) => Math.Abs(a - b) <= Rounding * b;

    private static void CheckPixels(PixelRule pixels)
    {
        Require(pixels.Width is > 0 and <= MaxPixels, "pixels.width", $"must lie in 1..{MaxPixels}");
        Require(pixels.Height is > 0 and <= MaxPixels, "pixels.height", $"must lie in 1..{MaxPixels}");
        CheckLimits(pixels.MinWidth, pixels.MaxWidth, "pixels.minWidth", "pixels.maxWidth");
        CheckLimits(pixels.MinHeight, pixels.MaxHeight, "pixels.minHeight", "pixels.maxHeight");
        Require(!(pixels.Width < pixels.MinWidth || pixels.Width > pixels.MaxWidth), "pixels.width", "lies outside 'minWidth'..'maxWidth'");
        Require(!(pixels.Height < pixels.MinHeight || pixels.Height > pixels.MaxHeight), "pixels.height", "lies outside 'minHeight'..'maxHeight'");
    }

    private static void CheckLimits(int? min, int? max, string minField, string maxField)
    {
        Require(min is null or > 0, minField, "must be above 0");
        Require(max is null or > 0, maxField, "must be above 0");
        Require(!(min > max), minField, $"is above '{maxField[(maxField.LastIndexOf('.') + 1)..]}'");
    }

    private static void CheckLengths(PhotoSpec spec)
    {
        Require(spec.Head is { Min: > 0, Max: > 0 }, "head", "needs both 'min' and 'max', above 0");
        CheckLength(spec, spec.Head, "head");
        CheckLength(spec, spec.HeadShare, "headShare");
        Require(spec.HeadShare is null or { Unit: LengthUnit.Percent }, "headShare.unit", "must be percent");
        CheckLength(spec, spec.Eyes, "eyes");
        CheckLength(spec, spec.TopMargin, "topMargin");
        CheckLength(spec, spec.ChinMargin, "chinMargin");
        CheckLength(spec, spec.HeadWidth, "headWidth");
        double least = PageResolver.Share(spec, spec.Head.Min!.Value, spec.Head.Unit)
            + (spec.ChinMargin is { } chin ? PageResolver.Share(spec, chin.Min ?? 0, chin.Unit) : 0)
            + (spec.TopMargin is { } top ? PageResolver.Share(spec, top.Min ?? 0, top.Unit) : 0);
        Require(least <= 1, spec.TopMargin is null ? "chinMargin.min" : "topMargin.min", "leaves no room for the smallest head");
        Require(SizeSolver.Height(spec) is not null, "print", "accepts no size at which the rules on the head and the room around it hold together");
    }

    private static void CheckLength(PhotoSpec spec, LengthRange? range, string field)
    {
        if (range is null)
            return;
        Require(range.Unit != LengthUnit.Mm || spec.Print is not null, $"{field}.unit", "is mm, but the record has no 'print' size");
        Require(range.Min is not null || range.Max is not null, field, "needs 'min' or 'max'");
        Require(!(range.Min < 0), $"{field}.min", "must not be negative");
        Require(!(range.Min > range.Max), $"{field}.min", "is above 'max'");
        Require(!(range.Target < range.Min || range.Target > range.Max), $"{field}.target", "lies outside 'min'..'max'");
        double largest = range.Max ?? range.Target ?? range.Min!.Value;
        Require(PageResolver.Share(spec, largest, range.Unit) <= 1, $"{field}.max", "is higher than the photo");
    }

    private static void CheckBackground(BackgroundRule rule)
    {
        CheckColour(rule.Default, "background.default");
        foreach (NamedColour colour in rule.Allowed)
            CheckColour(colour, "background.allowed");
        foreach (NamedColour colour in rule.Forbidden)
            CheckColour(colour, "background.forbidden");
        Require(!rule.Examples || rule.Allowed.Count > 0, "background.examples", "needs colours in 'allowed'");
        Require(!rule.Forbidden.Any(other => other.Colour == rule.Default.Colour), "background.default", "is among the forbidden colours");
        Require(rule.Allowed.Count == 0 || rule.Allowed.Any(other => other.Colour == rule.Default.Colour), "background.default", "is not among the allowed colours");
    }

    private static void CheckColour(NamedColour colour, string field)
    {
        Require(!string.IsNullOrWhiteSpace(colour.Name), $"{field}.name", "must not be empty");
        Require(colour.Hex.StartsWith('#') && Colours.TryParse(colour.Hex, out _), $"{field}.hex", "must be a colour such as #d3d3d3");
    }

    private static void CheckFile(FileRule file)
    {
        Require(file.MaxCompression is null or >= 1, "file.maxCompression", "must be at least 1");
        CheckLimits(file.MinKb, file.MaxKb, "file.minKb", "file.maxKb");
        Require(file.Formats.Count == 0 || file.Formats.Contains(file.Format), "file.format", "is not among the 'formats' accepted");
    }

    private static void CheckEdit(EditPolicy edit)
    {
        bool warn = edit.Alteration is EditRule.Forbidden or EditRule.Implied || edit.Background is EditRule.Forbidden or EditRule.Implied;
        Require(!warn || !string.IsNullOrWhiteSpace(edit.Warning), "edit.warning", "must tell users that the authority refuses edited photos");
    }

    private static bool IsSourced(string field) => SourcedFields.Contains(field.Split('.')[0]);

    private static void CheckSource(SpecSource source)
    {
        Require(IsSourced(source.Field), "sources.field", "names no property of the record that needs a source");
        Require(source.Url is { IsAbsoluteUri: true, Scheme: "http" or "https" }, "sources.url", "must be a full web address");
        Require(source.Read.Year >= 2000, "sources.read", "must be the day the page was read");
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CountryPattern();
}
