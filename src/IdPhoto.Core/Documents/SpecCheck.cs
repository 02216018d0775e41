using System.Globalization;
using System.Text.RegularExpressions;
using IdPhoto.Messages;

namespace IdPhoto.Documents;

/// <summary>Refuses a record that contradicts itself, by the name of the field.</summary>
internal static partial class SpecCheck
{
    private const int MaxMm = 1000;
    private const int MaxPixels = 20_000;
    private const string Area = "records.";
    private const string FieldName = "field";

    /// <summary>File and print may differ this much in shape or resolution: 600 px for 51 mm at 300 dpi is 0.4 % off.</summary>
    private const double Rounding = 0.02;

    private static readonly HashSet<string> SourcedFields =
        ["print", "pixels", "dpi", "head", "headShare", "eyes", "topMargin", "chinMargin", "headWidth", "centring", "children", "background", "file", "edit", "capture", "companions", "validity"];

    /// <summary>A refusal that names the field.</summary>
    /// <param name="field">The field, with its path.</param>
    /// <param name="problem">What is wrong with it: the end of the sentence's identifier.</param>
    /// <param name="facts">What the sentence needs beside the field.</param>
    public static PhotoException Invalid(string field, string problem, params ReadOnlySpan<(string Name, Argument Value)> facts)
        => new(Refusals.InvalidSpec, Message.Of($"records.{problem}", [(FieldName, field), .. facts]));

    /// <summary>What a refusal of <see cref="Invalid"/> is about; null for another one.</summary>
    public static (string Field, string Problem)? Parts(PhotoException refusal)
        => refusal.Said.Id.StartsWith(Area, StringComparison.Ordinal) && refusal.Said.Find(FieldName) is TextArgument field ? (field.Value, refusal.Said.Id[Area.Length..]) : null;

    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSpec"/>.</exception>
    public static void Check(PhotoSpec spec)
    {
        CheckNames(spec.Id, spec.Title, spec.Document, spec.Country);
        Require(spec.Centring is >= 0 and <= 0.05, "centring", "interval", ("min", 0), ("max", Argument.Rounded(0.05, 2)));
        Require(spec.Dpi is >= PhotoSpec.LowestDpi and <= PhotoSpec.HighestDpi, "dpi", "interval", ("min", Typed(PhotoSpec.LowestDpi)), ("max", Typed(PhotoSpec.HighestDpi)));
        CheckSizes(spec);
        CheckLengths(spec);
        CheckBackground(spec.Background);
        CheckFile(spec.File, "file");
        Require(spec.Capture?.MaxAgeMonths is null or > 0, "capture.maxAgeMonths", "above-zero");
        CheckEdit(spec.Edit);
        CheckChildren(spec);
        foreach (Companion companion in spec.Companions)
            CheckCompanion(companion);
        CheckValidity(spec);
        foreach (SpecSource source in spec.Sources)
            CheckSource(source);
        foreach (SpecContradiction contradiction in spec.Contradictions)
        {
            Require(IsSourced(contradiction.Field), "contradictions.field", "source-field");
            Require(!string.IsNullOrWhiteSpace(contradiction.Text), "contradictions.text", "empty");
        }
    }

    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSpec"/>.</exception>
    public static void Check(OnSiteDocument document)
    {
        CheckNames(document.Id, document.Title, document.Document, document.Country);
        Require(!string.IsNullOrWhiteSpace(document.Reason), "reason", "empty");
        foreach (Companion companion in document.Companions)
            CheckCompanion(companion);
        Require(document.Sources.Count > 0, "sources", "empty");
        foreach (SpecSource source in document.Sources)
            CheckSource(source);
    }

    private static void Require(bool holds, string field, string problem, params ReadOnlySpan<(string Name, Argument Value)> facts)
    {
        if (!holds)
            throw Invalid(field, problem, facts);
    }

    // As JSON writes it: a separator of thousands would be refused.
    private static string Typed(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void CheckNames(string id, string title, string document, string? country)
    {
        Require(IdPattern().IsMatch(id), "id", "id-form");
        Require(!string.IsNullOrWhiteSpace(title), "title", "empty");
        Require(!string.IsNullOrWhiteSpace(document), "document", "empty");
        Require(country is null || CountryPattern().IsMatch(country), "country", "country");
    }

    private static void CheckSizes(PhotoSpec spec)
    {
        Require(spec.Print is not null || spec.Pixels is not null, "print", "size-missing");
        if (spec.Print is { } print)
            CheckPrint(print, spec.Pixels);
        if (spec.Pixels is { } pixels)
            CheckPixels(pixels, "pixels");
        if (spec is { Print: { } paper, Pixels: { } file })
        {
            Require(Agree(file.Width * paper.HeightMm, file.Height * paper.WidthMm), "pixels", "shape");
            Require(Agree(file.Height * 25.4, paper.HeightMm * spec.Dpi), "dpi", "resolution");
        }
    }

    private static void CheckPrint(PrintSize print, PixelRule? pixels)
    {
        foreach ((double? length, string field) in new (double?, string)[]
        {
            (print.WidthMm, "widthMm"), (print.HeightMm, "heightMm"), (print.MinWidthMm, "minWidthMm"),
            (print.MinHeightMm, "minHeightMm"), (print.MaxWidthMm, "maxWidthMm"), (print.MaxHeightMm, "maxHeightMm"),
        })
            Require(length is null or (> 0 and <= MaxMm), $"print.{field}", "above-zero-to", ("max", Typed(MaxMm)));
        Require(!(print.WidthMm < print.MinWidthMm || print.WidthMm > print.MaxWidthMm), "print.widthMm", "outside", ("min", "minWidthMm"), ("max", "maxWidthMm"));
        Require(!(print.HeightMm < print.MinHeightMm || print.HeightMm > print.MaxHeightMm), "print.heightMm", "outside", ("min", "minHeightMm"), ("max", "maxHeightMm"));
        Require(!print.IsRange || pixels is null, "pixels", "fixed-in-range");
        CheckPaper(print);
    }

    private static void CheckPaper(PrintSize print)
    {
        Require(print.Copies is null or > 0, "print.copies", "above-zero");
        if (print.Trim is not { } trim)
            return;
        Require(trim.WidthMm > 0 && trim.WidthMm <= print.WidthMm, "print.trim.widthMm", "above-zero-to", ("max", Argument.Rounded(print.WidthMm, 2)));
        Require(trim.HeightMm > 0 && trim.HeightMm <= print.HeightMm, "print.trim.heightMm", "above-zero-to", ("max", Argument.Rounded(print.HeightMm, 2)));
    }

    private static bool Agree(double a, double b) => Math.Abs(a - b) <= Rounding * b;

    private static void CheckPixels(PixelRule pixels, string path)
    {
        Require(pixels.Width is > 0 and <= MaxPixels, $"{path}.width", "interval", ("min", 1), ("max", Typed(MaxPixels)));
        Require(pixels.Height is > 0 and <= MaxPixels, $"{path}.height", "interval", ("min", 1), ("max", Typed(MaxPixels)));
        CheckLimits(pixels.MinWidth, pixels.MaxWidth, $"{path}.minWidth", $"{path}.maxWidth");
        CheckLimits(pixels.MinHeight, pixels.MaxHeight, $"{path}.minHeight", $"{path}.maxHeight");
        Require(!(pixels.Width < pixels.MinWidth || pixels.Width > pixels.MaxWidth), $"{path}.width", "outside", ("min", "minWidth"), ("max", "maxWidth"));
        Require(!(pixels.Height < pixels.MinHeight || pixels.Height > pixels.MaxHeight), $"{path}.height", "outside", ("min", "minHeight"), ("max", "maxHeight"));
        Require(!pixels.Recommended || pixels is { ExactShape: false, Ratio: null, MinWidth: null, MinHeight: null, MaxWidth: null, MaxHeight: null }, $"{path}.recommended", "recommended-limits");
        CheckRatio(pixels, path);
    }

    private static void CheckRatio(PixelRule pixels, string path)
    {
        if (pixels.Ratio is not { } ratio)
            return;
        Require(ratio.Min > 0, $"{path}.ratio.min", "above-zero");
        Require(ratio.Min <= ratio.Max, $"{path}.ratio.min", "above-other", ("other", "max"));
        Require(ratio.Holds(pixels.Width, pixels.Height), $"{path}.width", "outside", ("min", "ratio.min"), ("max", "ratio.max"));
        Require(!pixels.ExactShape, $"{path}.exactShape", "shape-twice");
    }

    private static void CheckLimits(int? min, int? max, string minField, string maxField)
    {
        Require(min is null or > 0, minField, "above-zero");
        Require(max is null or > 0, maxField, "above-zero");
        Require(!(min > max), minField, "above-other", ("other", maxField[(maxField.LastIndexOf('.') + 1)..]));
    }

    private static void CheckLengths(PhotoSpec spec)
    {
        Require(spec.Head is { Min: > 0, Max: > 0 }, "head", "needs-both");
        CheckLength(spec, spec.Head, "head");
        CheckLength(spec, spec.HeadShare, "headShare");
        Require(spec.HeadShare is null or { Unit: LengthUnit.Percent }, "headShare.unit", "percent");
        CheckLength(spec, spec.Eyes, "eyes");
        CheckLength(spec, spec.TopMargin, "topMargin");
        CheckLength(spec, spec.ChinMargin, "chinMargin");
        CheckLength(spec, spec.HeadWidth, "headWidth");
        double least = PageResolver.Share(spec, spec.Head.Min!.Value, spec.Head.Unit)
            + (spec.ChinMargin is { } chin ? PageResolver.Share(spec, chin.Min ?? 0, chin.Unit) : 0)
            + (spec.TopMargin is { } top ? PageResolver.Share(spec, top.Min ?? 0, top.Unit) : 0);
        Require(least <= 1, spec.TopMargin is null ? "chinMargin.min" : "topMargin.min", "no-room");
        Require(SizeSolver.Height(spec) is not null, "print", "impossible");
    }

    private static void CheckLength(PhotoSpec spec, LengthRange? range, string field)
    {
        if (range is null)
            return;
        Require(range.Unit != LengthUnit.Mm || spec.Print is not null, $"{field}.unit", "mm-without-print");
        Require(range.Min is not null || range.Max is not null, field, "needs-limit");
        Require(!(range.Min < 0), $"{field}.min", "negative");
        Require(!(range.Min > range.Max), $"{field}.min", "above-other", ("other", "max"));
        Require(!(range.Target < range.Min || range.Target > range.Max), $"{field}.target", "outside", ("min", "min"), ("max", "max"));
        double largest = range.Max ?? range.Target ?? range.Min!.Value;
        Require(PageResolver.Share(spec, largest, range.Unit) <= 1, $"{field}.max", "higher-than-photo");
    }

    private static void CheckBackground(BackgroundRule rule)
    {
        CheckColour(rule.Default, "background.default");
        foreach (NamedColour colour in rule.Allowed)
            CheckColour(colour, "background.allowed");
        foreach (NamedColour colour in rule.Forbidden)
            CheckColour(colour, "background.forbidden");
        Require(!rule.Examples || rule.Allowed.Count > 0, "background.examples", "needs-allowed");
        Require(!rule.Forbidden.Any(other => other.Colour == rule.Default.Colour), "background.default", "colour-forbidden");
        Require(rule.Allowed.Count == 0 || rule.Allowed.Any(other => other.Colour == rule.Default.Colour), "background.default", "colour-not-allowed");
    }

    private static void CheckColour(NamedColour colour, string field)
    {
        Require(!string.IsNullOrWhiteSpace(colour.Name), $"{field}.name", "empty");
        Require(colour.Hex.StartsWith('#') && Colours.TryParse(colour.Hex, out _), $"{field}.hex", "colour");
    }

    private static void CheckFile(FileRule file, string path)
    {
        Require(file.MaxCompression is null or >= 1, $"{path}.maxCompression", "at-least-one");
        Require(file.MinQuality is null or (>= 1 and <= 100), $"{path}.minQuality", "interval", ("min", 1), ("max", 100));
        CheckLimits(file.MinKb, file.MaxKb, $"{path}.minKb", $"{path}.maxKb");
        Require(file.MinKb is null or <= FileRule.HighestMinKb, $"{path}.minKb", "interval", ("min", 1), ("max", Typed(FileRule.HighestMinKb)));
        Require(file.MaxKb is null or <= FileRule.HighestMaxKb, $"{path}.maxKb", "interval", ("min", 1), ("max", Typed(FileRule.HighestMaxKb)));
        Require(file.Formats.Count == 0 || file.Formats.Contains(file.Format), $"{path}.format", "format-not-accepted");
    }

    private static void CheckChildren(PhotoSpec spec)
    {
        Require(spec.OnlyBelowYears is null or (>= 1 and <= 18), "onlyBelowYears", "interval", ("min", 1), ("max", 18));
        int younger = 0;
        foreach (ChildRule child in spec.Children)
        {
            Require(child.BelowYears is >= 1 and <= 18, "children.belowYears", "interval", ("min", 1), ("max", 18));
            Require(child.BelowYears > younger, "children.belowYears", "youngest-first");
            Require(child.Head is { Min: > 0, Max: > 0 }, "children.head", "needs-both");
            CheckLength(spec, child.Head, "children.head");
            Require(SizeSolver.Height(spec.ForAge(younger)) is not null, "children.head", "impossible");
            younger = child.BelowYears;
        }
    }

    private static void CheckCompanion(Companion companion)
    {
        if (companion.Pixels is { } pixels)
            CheckPixels(pixels, "companions.pixels");
        if (companion.File is { } file)
            CheckFile(file, "companions.file");
        Require(companion.Note is null || !string.IsNullOrWhiteSpace(companion.Note), "companions.note", "empty");
    }

    private static void CheckValidity(PhotoSpec spec)
    {
        if (spec.Validity is not { } validity)
            return;
        Require((validity.From ?? validity.Until) is not null || validity.SupersededBy is not null, "validity", "says-nothing");
        Require(!(validity.From > validity.Until), "validity.from", "above-other", ("other", "until"));
        Require(validity.SupersededBy is null || (IdPattern().IsMatch(validity.SupersededBy) && validity.SupersededBy != spec.Id), "validity.supersededBy", "other-id");
    }

    private static void CheckEdit(EditPolicy edit)
    {
        bool warn = edit.Alteration is EditRule.Forbidden or EditRule.Implied || edit.Background is EditRule.Forbidden or EditRule.Implied;
        Require(!warn || !string.IsNullOrWhiteSpace(edit.Warning), "edit.warning", "edit-warning");
    }

    private static bool IsSourced(string field) => SourcedFields.Contains(field.Split('.')[0]);

    private static void CheckSource(SpecSource source)
    {
        Require(IsSourced(source.Field), "sources.field", "source-field");
        Require(source.Url is { IsAbsoluteUri: true, Scheme: "http" or "https" }, "sources.url", "source-address");
        Require(source.Read.Year >= 2000, "sources.read", "source-day");
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CountryPattern();
}
