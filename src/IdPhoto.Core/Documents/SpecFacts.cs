using System.Globalization;

namespace IdPhoto.Documents;

/// <summary>One rule of a document in words.</summary>
/// <param name="Field">The property it comes from, such as 'head'.</param>
/// <param name="Label">What it is about.</param>
/// <param name="Text">What is asked for.</param>
/// <param name="Confidence">What its sources are worth; null where there are none.</param>
/// <param name="Basis">
/// The same in a word or two: 'official', 'secondary', 'unverified'; 'ours' for a decision, 'nothing read', or 'no source' in a
/// record of the user's own.
/// </param>
public sealed record SpecFact(string Field, string Label, string Text, SourceConfidence? Confidence, string Basis);

/// <summary>Where rules were read: one page, with all that was read there.</summary>
/// <param name="Url">The page.</param>
/// <param name="Read">The day.</param>
/// <param name="Confidence">What the page is worth.</param>
/// <param name="Fields">The properties that it supports.</param>
public sealed record SpecPage(Uri Url, DateOnly Read, SourceConfidence Confidence, IReadOnlyList<string> Fields);

/// <summary>A document's rules in words, for people.</summary>
public static class SpecFacts
{
    private static readonly string[] Numbers = ["print", "pixels", "head", "headShare", "eyes", "topMargin", "chinMargin", "headWidth", "background", "file"];

    private const string NothingSeen = "nothing seen, which is no permission";

    /// <summary>Every rule that the record has, in the order of the page.</summary>
    public static IReadOnlyList<SpecFact> Of(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        (string Field, string Label, string? Text)[] facts =
        [
            ("print", "Size on paper", Print(spec.Print)),
            ("pixels", "Size in pixels", Pixels(spec.Pixels)),
            ("dpi", "Resolution", spec.Dpi != 300 || spec.Confidence("dpi") is not null ? Text($"{spec.Dpi} dpi") : null),
            ("head", "Head height", Length(spec.Head)),
            ("head.target", "Head height, about", Aim(spec)),
            ("head.top", "Head measured to", Top(spec.Head.Top)),
            ("headShare", "Head height, share of the photo", Length(spec.HeadShare)),
            ("eyes", "Eye line above the lower edge", Length(spec.Eyes)),
            ("topMargin", "Room above the head", spec.TopMargin is { } above ? $"{Length(above)}, from the {(above.From == HeadTop.Crown ? "crown" : "hair")}" : null),
            ("chinMargin", "Room below the chin", Length(spec.ChinMargin)),
            ("headWidth", "Width of the head", Length(spec.HeadWidth)),
            ("background", "Background", Background(spec.Background)),
            ("file", "File", File(spec.File)),
            ("file", "Compression", spec.File.MaxCompression is double most ? Text($"at most {most}:1") : null),
            ("file.colourSpace", "Colours", spec.File.ColourSpace switch { ColourSpace.Srgb => "sRGB", ColourSpace.Grey => "grey", _ => null }),
            ("edit", "Edited photos", Edit(spec.Edit.Alteration)),
            ("edit", "Replaced background", Edit(spec.Edit.Background)),
            ("edit", "AI, filters, apps", spec.Edit.Ai == EditRule.NotSeen ? null : Edit(spec.Edit.Ai)),
            ("edit", "Cropping by oneself", spec.Edit.Crop == EditRule.NotSeen ? null : Edit(spec.Edit.Crop)),
            .. Capture(spec.Capture),
        ];
        return [.. facts.Where(fact => fact.Text is not null).Select(fact => new SpecFact(
            fact.Field, fact.Label, fact.Text!, spec.Confidence(fact.Field), Basis(spec, fact.Field, fact.Text!)))];
    }

    /// <summary>What must be said of a record's numbers before they are relied on; null where the authority's own were read.</summary>
    public static string? Doubt(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string[] hints = [.. Numbers.Where(field => spec.Confidence(field) == SourceConfidence.Lead)];
        if (hints.Length > 0)
            return $"Not verified for this document, only found as a hint: {string.Join(", ", hints)}. Ask whoever wants the photo.";
        return spec.Country is not null && spec.Sources.Count > 0 && spec.Confidence("head") is null && spec.Confidence("head.target") is null && spec.Confidence("headShare") is null
            ? "No rule on the size of the head was read for this document: the range is ours. Ask the authority."
            : null;
    }

    /// <summary>The pages that a record rests on, in the order of its sources.</summary>
    public static IReadOnlyList<SpecPage> Pages(IEnumerable<SpecSource> sources) =>
    [
        .. sources.GroupBy(source => (source.Url, source.Read, source.Confidence))
            .Select(page => new SpecPage(page.Key.Url, page.Key.Read, page.Key.Confidence, [.. page.Select(source => source.Field)])),
    ];

    /// <summary>What must be said before anything else: that the photo cannot be made at home; null where it can.</summary>
    public static string? Notice(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Capture?.By switch
        {
            Photographer.Professional => "This photo cannot be made at home: the authority accepts only photos by a professional photographer.",
            Photographer.OnSite => "This photo is usually not needed: the authority takes it itself, and one that is brought along is for special cases.",
            _ => null,
        };
    }

    /// <summary>A confidence in a word.</summary>
    public static string Word(SourceConfidence confidence) => confidence switch
    {
        SourceConfidence.Official => "official",
        SourceConfidence.Secondary => "secondary",
        _ => "unverified",
    };

    private static string Basis(PhotoSpec spec, string field, string text)
    {
        if (text == NothingSeen)
            return "nothing read";
        if (spec.Confidence(field) is SourceConfidence confidence)
            return Word(confidence);
        return spec.Sources.Count == 0 ? "no source" : "ours";
    }

    private static IEnumerable<(string Field, string Label, string? Text)> Capture(CaptureRule? rule) => rule is null ? [] :
    [
        ("capture.by", "Taken by", rule.By switch { Photographer.Professional => "a professional photographer", Photographer.OnSite => "the office", _ => null }),
        ("capture.maxAgeMonths", "Oldest photo", rule.MaxAgeMonths is int months ? Text($"{months} month{(months == 1 ? "" : "s")}") : null),
        ("capture.glasses", "Glasses", Wear(rule.Glasses)),
        ("capture.headCovering", "Head covering", Wear(rule.HeadCovering)),
        ("capture.expression", "Expression", Expression(rule.Expression)),
    ];

    private static string? Print(PrintSize? size)
    {
        if (size is null)
            return null;
        string made = Text($"{size.WidthMm} x {size.HeightMm} mm");
        return !size.IsRange ? made : Text(
            $"{Span(size.MinWidthMm ?? size.WidthMm, size.MaxWidthMm ?? size.WidthMm)} x {Span(size.MinHeightMm ?? size.HeightMm, size.MaxHeightMm ?? size.HeightMm)} mm; {made} by preference");
    }

    private static string? Pixels(PixelRule? rule)
    {
        if (rule is null)
            return null;
        string least = rule is { MinWidth: int minWidth, MinHeight: int minHeight } ? Text($"at least {minWidth} x {minHeight}") : "";
        string most = rule is { MaxWidth: int maxWidth, MaxHeight: int maxHeight } ? Text($"at most {maxWidth} x {maxHeight}") : "";
        bool exact = rule.MinWidth == rule.MaxWidth && rule.MinHeight == rule.MaxHeight && most.Length > 0;
        string limits = exact ? "exactly" : string.Join(", ", new[] { least, most }.Where(limit => limit.Length > 0));
        return Text($"{rule.Width} x {rule.Height}") + (limits.Length > 0 ? $" ({limits})" : "");
    }

    private static string? Length(LengthRange? range)
    {
        if (range is null)
            return null;
        string unit = range.Unit == LengthUnit.Mm ? "mm" : "%";
        return (range.Min, range.Max) switch
        {
            (double min, double max) => Text($"{Span(min, max)} {unit}"),
            (double min, null) => Text($"at least {min} {unit}"),
            (_, double max) => Text($"at most {max} {unit}"),
            _ => null,
        };
    }

    // Where the authority says 'about 75 %', the range around it is ours.
    private static string? Aim(PhotoSpec spec) => spec.Head.Target is double target && spec.SourcesOf("head.target").Any()
        ? Text($"{target} {(spec.Head.Unit == LengthUnit.Mm ? "mm" : "%")}")
        : null;

    private static string Top(HeadTop top) => top == HeadTop.Crown ? "crown, without hair" : "top of the hair";

    private static string Background(BackgroundRule rule)
    {
        string allowed = rule.Allowed.Count > 0 ? string.Join(", ", rule.Allowed.Select(colour => colour.Name)) : $"{rule.Default.Name} by default";
        if (rule.Examples)
            allowed = $"light; our examples: {allowed}";
        return rule.Forbidden.Count > 0 ? $"{allowed}; not {string.Join(", ", rule.Forbidden.Select(colour => colour.Name))}" : allowed;
    }

    private static string? File(FileRule rule)
    {
        string formats = string.Join(" or ", (rule.Formats.Count > 0 ? rule.Formats : [rule.Format]).Select(format => format == FileFormat.Png ? "PNG" : "JPEG"));
        string? size = (rule.MinKb, rule.MaxKb) switch
        {
            (int min, int max) => Text($"{min} to {max} KB"),
            (int min, null) => Text($"at least {min} KB"),
            (null, int max) => Text($"at most {max} KB"),
            _ => null,
        };
        if (size is null)
            return rule.Format == FileFormat.Jpeg && rule.Formats.Count == 0 ? null : formats;
        return $"{formats}, {size}";
    }

    private static string Edit(EditRule rule) => rule switch
    {
        EditRule.Forbidden => "forbidden",
        EditRule.Implied => "covered by the ban on changes",
        EditRule.Discouraged => "to be avoided",
        EditRule.Silent => "not mentioned in the rules",
        EditRule.Allowed => "allowed",
        EditRule.NotApplicable => "no authority",
        _ => NothingSeen,
    };

    private static string? Wear(WearRule? rule) => rule is null ? null : Noted(rule.Rule switch
    {
        Documents.Wear.Forbidden => "not allowed",
        Documents.Wear.Excepted => "only by exception",
        Documents.Wear.Discouraged => "better not",
        _ => "allowed",
    }, rule.Note);

    private static string? Expression(ExpressionRule? rule) => rule is null ? null : Noted(rule.Rule switch
    {
        ExpressionWord.Neutral => "neutral, mouth closed",
        ExpressionWord.ClosedSmile => "neutral or a natural smile, mouth closed",
        _ => "any natural one",
    }, rule.Note);

    private static string Noted(string word, string? note) => note is null ? word : $"{word}: {note}";

    private static string Span(double min, double max) => min == max ? Text($"{min}") : Text($"{min} to {max}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
