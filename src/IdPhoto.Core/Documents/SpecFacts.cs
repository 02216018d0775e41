using System.Globalization;
using IdPhoto.Messages;

namespace IdPhoto.Documents;

/// <summary>One rule of a document, to be said to a person.</summary>
/// <param name="Field">The property it comes from, such as 'head'.</param>
/// <param name="Label">What it is about.</param>
/// <param name="Text">What is required.</param>
/// <param name="Confidence">What its sources are worth; null where there are none.</param>
/// <param name="Basis">
/// The same in a few words: official, official but read through a restatement, secondary, unverified; chosen by this product, nothing read, or no source in a
/// record of the user's own.
/// </param>
public sealed record SpecFact(string Field, Message Label, Argument Text, SourceConfidence? Confidence, Message Basis);

/// <summary>Where rules were read: one page, with all that was read there.</summary>
/// <param name="Url">The page.</param>
/// <param name="Read">The day.</param>
/// <param name="Confidence">What the page is worth.</param>
/// <param name="Fields">The properties that it supports.</param>
public sealed record SpecPage(Uri Url, DateOnly Read, SourceConfidence Confidence, IReadOnlyList<string> Fields);

/// <summary>A document's rules, to be said to people.</summary>
public static class SpecFacts
{
    private static readonly string[] Numbers = ["print", "pixels", "head", "headShare", "eyes", "topMargin", "chinMargin", "headWidth", "background", "file"];

    private const string NothingSeen = "facts.edit-nothing-seen";

    /// <summary>Every rule that the record has, in the order of the page.</summary>
    public static IReadOnlyList<SpecFact> Of(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        (string Field, string Label, Argument? Text)[] facts =
        [
            ("print", "print", Print(spec.Print)),
            ("pixels", "pixels", Pixels(spec.Pixels)),
            ("pixels", "shape", Shape(spec.Pixels)),
            ("print", "trim", spec.Print?.Trim is { } trim ? (Argument)Message.Of("facts.cut-out", ("size", Argument.Size(trim.WidthMm, trim.HeightMm))) : null),
            ("print.copies", "copies", spec.Print?.Copies is int copies ? (Argument)copies : null),
            ("print.finish", "finish", spec.Print?.Finish switch { PaperFinish.Glossy => (Argument)Message.Of("facts.paper-glossy"), PaperFinish.Matt => (Argument)Message.Of("facts.paper-matt"), _ => null }),
            ("dpi", "dpi", spec.Dpi != 300 || spec.Confidence("dpi") is not null ? Argument.Quantity(spec.Dpi, Units.DotsPerInch, 0) : null),
            ("head", "head", Length(spec.Head)),
            ("head.target", "head-target", Aim(spec)),
            ("head.top", "head-top", Message.Of(spec.Head.Top == HeadTop.Crown ? "facts.to-crown" : "facts.to-hair")),
            ("headShare", "head-share", Length(spec.HeadShare)),
            ("eyes", "eyes", Length(spec.Eyes)),
            ("topMargin", "top-margin", spec.TopMargin is { } above && Length(above) is { } room ? (Argument)Message.Of(above.From == HeadTop.Crown ? "facts.from-crown" : "facts.from-hair", ("room", room)) : null),
            ("chinMargin", "chin-margin", Length(spec.ChinMargin)),
            ("headWidth", "head-width", Length(spec.HeadWidth)),
            .. spec.Children.Select(child => ("children", "children", (Argument?)Message.Of("facts.below-age", ("years", child.BelowYears), ("range", Length(child.Head)!)))),
            ("background", "background", Background(spec.Background)),
            ("file", "file", File(spec.File)),
            ("file", "compression", spec.File.MaxCompression is double most ? (Argument)Message.Of("facts.compression-at-most", ("ratio", Argument.Rounded(most, 1))) : null),
            ("file", "quality", spec.File.MinQuality is int least ? (Argument)Message.Of("units.at-least", ("min", least)) : null),
            ("file.originalOnly", "original-only", spec.File.OriginalOnly ? (Argument)Message.Of("facts.as-the-camera-saved-it") : null),
            ("file.colourSpace", "colour-space", spec.File.ColourSpace switch { ColourSpace.Srgb => (Argument)"sRGB", ColourSpace.Grey => (Argument)Message.Of("colours.grey"), _ => null }),
            ("edit", "edited-photos", Edit(spec.Edit.Alteration)),
            ("edit", "edited-background", Edit(spec.Edit.Background)),
            ("edit", "edited-by-ai", spec.Edit.Ai == EditRule.NotSeen ? null : (Argument)Edit(spec.Edit.Ai)),
            ("edit", "cropping", spec.Edit.Crop == EditRule.NotSeen ? null : (Argument)Edit(spec.Edit.Crop)),
            .. Capture(spec.Capture),
            .. spec.Companions.Select(companion => ("companions", "companion", (Argument?)CompanionFacts.Of(companion))),
            ("validity", "valid-from", spec.Validity?.From is { } from ? Day(from) : null),
            ("validity", "valid-until", spec.Validity?.Until is { } until ? Day(until) : null),
            ("validity", "superseded-by", spec.Validity?.SupersededBy is { } other ? (Argument)other : null),
        ];
        return [.. facts.Where(fact => fact.Text is not null).Select(fact => new SpecFact(
            fact.Field, Message.Of($"facts.label-{fact.Label}"), fact.Text!, spec.Confidence(fact.Field), Basis(spec, fact.Field, fact.Text!)))];
    }

    /// <summary>What must be said of a record's numbers before they are relied on; null where the authority's own were read.</summary>
    public static Message? Doubt(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string[] hints = [.. Numbers.Where(field => spec.Confidence(field) == SourceConfidence.Lead)];
        if (hints.Length > 0)
            return Message.Of("documents.only-hints", ("fields", Argument.Row(hints.Select(field => (Argument)field))));
        return spec.Country is not null && spec.Sources.Count > 0 && spec.Confidence("head") is null && spec.Confidence("head.target") is null && spec.Confidence("headShare") is null
            ? Message.Of("documents.no-head-rule")
            : null;
    }

    /// <summary>The pages that a record rests on, in the order of its sources.</summary>
    public static IReadOnlyList<SpecPage> Pages(IEnumerable<SpecSource> sources) =>
    [
        .. sources.GroupBy(source => (source.Url, source.Read, source.Confidence))
            .Select(page => new SpecPage(page.Key.Url, page.Key.Read, page.Key.Confidence, [.. page.Select(source => source.Field)])),
    ];

    /// <summary>What must be said before anything else: that the photo cannot be made at home; null where it can.</summary>
    public static Message? Notice(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Capture?.By switch
        {
            Photographer.Professional => Message.Of("documents.taken-by-professional"),
            Photographer.OnSite => Message.Of("documents.usually-not-needed"),
            _ => null,
        };
    }

    /// <summary>
    /// What a person must know in one line, each a sentence: who may take the photo, whether edits are accepted, what else
    /// must be handed in, and whether the rules still hold.
    /// </summary>
    public static IReadOnlyList<Message> Summary(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Message? taken = Notice(spec) ?? (spec.Country is null ? null : Message.Of("documents.self-made"));
        Message? prints = spec.Print?.Copies is int copies and > 1 ? Message.Of("documents.prints", ("count", copies)) : null;
        return [.. new[] { taken, Edits(spec), prints }.OfType<Message>(), .. Extras(spec)];
    }

    /// <summary>What must be known beside who takes the photo and what may be edited: that other rules took these ones' place, that the camera's own file is wanted, what else is handed in.</summary>
    public static IReadOnlyList<Message> Extras(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Message?[] all =
        [
            Replaced(spec.Validity),
            spec.File.OriginalOnly ? Message.Of("documents.original-only") : null,
            Needed(spec.Companions),
        ];
        return [.. all.OfType<Message>()];
    }

    /// <summary>What must be handed in for a document that no photo is brought for; null for nothing.</summary>
    public static Message? Extras(OnSiteDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Companions.Count == 0 ? null : Message.Of("documents.also-needed", ("things", Argument.Row(document.Companions.Select(CompanionFacts.Of))));
    }

    /// <summary>A confidence as a phrase.</summary>
    public static Message Word(SourceConfidence confidence) => confidence switch
    {
        SourceConfidence.Official => Message.Of("facts.official"),
        SourceConfidence.Restated => Message.Of("facts.restated"),
        SourceConfidence.Secondary => Message.Of("facts.secondary"),
        _ => Message.Of("facts.unverified"),
    };

    private static Message? Needed(IReadOnlyList<Companion> companions) => companions.Count > 0
        ? Message.Of("documents.also-needed", ("things", Argument.Row(companions.Select(companion => (Argument)CompanionFacts.Name(companion.Kind)).Distinct())))
        : null;

    private static Message? Replaced(SpecValidity? validity) => validity switch
    {
        { Until: { } until, SupersededBy: { } other } => Message.Of("documents.superseded-since", ("until", Day(until)), ("document", other)),
        { SupersededBy: { } other } => Message.Of("documents.superseded", ("document", other)),
        { Until: { } until } => Message.Of("documents.valid-until", ("until", Day(until))),
        _ => null,
    };

    private static Message Edits(PhotoSpec spec) => spec.Edit switch
    {
        { Permitted: EditLevel.Untouched, OnBackground: EditRule.NotSeen } => Message.Of("documents.edits-refused-background-unknown"),
        { Permitted: EditLevel.Untouched } => Message.Of("documents.edits-refused"),
        { Alteration: EditRule.NotApplicable } => Message.Of("documents.edits-nobody"),
        { Unasked: >= EditLevel.Background } => Message.Of("documents.edits-allowed"),
        { Alteration: EditRule.Allowed, OnBackground: EditRule.NotSeen } => Message.Of("documents.edits-allowed-background-unknown"),
        { OnBackground: EditRule.Discouraged } => Message.Of("documents.edits-discouraged"),
        _ => Message.Of("documents.edits-unclear"),
    };

    private static Message Basis(PhotoSpec spec, string field, Argument text)
    {
        if (text is PhraseArgument { Value.Id: NothingSeen })
            return Message.Of("facts.nothing-read");
        if (spec.Confidence(field) is SourceConfidence confidence)
            return Word(confidence);
        return Message.Of(spec.Sources.Count == 0 ? "facts.no-source" : "facts.chosen-here");
    }

    private static IEnumerable<(string Field, string Label, Argument? Text)> Capture(CaptureRule? rule) => rule is null ? [] :
    [
        ("capture.by", "taken-by", rule.By switch { Photographer.Professional => (Argument)Message.Of("facts.by-professional"), Photographer.OnSite => (Argument)Message.Of("facts.by-office"), _ => null }),
        ("capture.maxAgeMonths", "oldest", rule.MaxAgeMonths is int months ? Argument.Quantity(months, Units.Months, 0) : null),
        ("capture.glasses", "glasses", Wear(rule.Glasses)),
        ("capture.headCovering", "head-covering", Wear(rule.HeadCovering)),
        ("capture.expression", "expression", Expression(rule.Expression)),
    ];

    private static Argument? Print(PrintSize? size)
    {
        if (size is null)
            return null;
        Argument made = Argument.Size(size.WidthMm, size.HeightMm);
        return !size.IsRange ? Message.Of("units.size-mm", ("size", made)) : Message.Of(
            "facts.print-range", ("widths", Span(size.MinWidthMm ?? size.WidthMm, size.MaxWidthMm ?? size.WidthMm)),
            ("heights", Span(size.MinHeightMm ?? size.HeightMm, size.MaxHeightMm ?? size.HeightMm)), ("preferred", made));
    }

    // Where the sizes are free and the shape is not.
    private static Argument? Shape(PixelRule? rule) => rule switch
    {
        { ExactShape: true } => (Argument)Message.Of("facts.shape-exactly", ("size", Argument.Size(rule.Width, rule.Height))),
        { Ratio: { } ratio } => (Argument)Message.Of("facts.shape-between", ("least", Argument.Rounded(ratio.Min, 3)), ("most", Argument.Rounded(ratio.Max, 3))),
        _ => null,
    };

    internal static Argument? Pixels(PixelRule? rule)
    {
        if (rule is null)
            return null;
        Argument size = Argument.Size(rule.Width, rule.Height);
        Argument? least = rule is { MinWidth: int minWidth, MinHeight: int minHeight } ? Argument.Size(minWidth, minHeight) : null;
        Argument? most = rule is { MaxWidth: int maxWidth, MaxHeight: int maxHeight } ? Argument.Size(maxWidth, maxHeight) : null;
        return (least, most) switch
        {
            (_, not null) when least == most => Message.Of("facts.pixels-exactly", ("size", size)),
            (not null, not null) => Message.Of("facts.pixels-between", ("size", size), ("least", least), ("most", most)),
            (not null, null) => Message.Of("facts.pixels-at-least", ("size", size), ("least", least)),
            (null, not null) => Message.Of("facts.pixels-at-most", ("size", size), ("most", most)),
            _ when rule.Recommended => Message.Of("facts.pixels-recommended", ("size", size)),
            _ => size,
        };
    }

    private static Argument? Length(LengthRange? range) => range is null ? null : Argument.Within(range.Min, range.Max, UnitOf(range.Unit), 2);

    // Where the authority says 'about 75 %', the range around it is a choice of this product.
    private static Argument? Aim(PhotoSpec spec) => spec.Head.Target is double target && spec.SourcesOf("head.target").Any()
        ? Argument.RoundedQuantity(target, UnitOf(spec.Head.Unit), 2)
        : null;

    private static string UnitOf(LengthUnit unit) => unit == LengthUnit.Mm ? Units.Millimetres : Units.Percent;

    private static Argument Background(BackgroundRule rule)
    {
        Argument allowed = rule.Allowed.Count > 0 ? Names(rule.Allowed) : Message.Of("facts.by-default", ("colour", ColourNames.Of(rule.Default.Name)));
        if (rule.Examples)
            allowed = Message.Of("facts.light-such-as", ("examples", allowed));
        return rule.Forbidden.Count > 0 ? Message.Of("facts.allowed-not", ("allowed", allowed), ("forbidden", Names(rule.Forbidden))) : allowed;
    }

    private static Argument Names(IEnumerable<NamedColour> colours) => Argument.Row(colours.Select(colour => (Argument)ColourNames.Of(colour.Name)));

    internal static Argument? File(FileRule rule)
    {
        Argument formats = FormatNames.Accepted(rule);
        return (rule.MinKb, rule.MaxKb) switch
        {
            (int min, int max) => Message.Of("facts.file-between", ("formats", formats), ("min", min), ("max", max)),
            (int min, null) => Message.Of("facts.file-at-least", ("formats", formats), ("min", min)),
            (null, int max) => Message.Of("facts.file-at-most", ("formats", formats), ("max", max)),
            _ => rule.Format == FileFormat.Jpeg && rule.Formats.Count == 0 && rule.Others.Count == 0 ? null : formats,
        };
    }

    private static Argument Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Message Edit(EditRule rule) => rule switch
    {
        EditRule.Forbidden => Message.Of("facts.edit-forbidden"),
        EditRule.Implied => Message.Of("facts.edit-implied"),
        EditRule.Discouraged => Message.Of("facts.edit-discouraged"),
        EditRule.Silent => Message.Of("facts.edit-silent"),
        EditRule.Allowed => Message.Of("facts.edit-allowed"),
        EditRule.NotApplicable => Message.Of("facts.edit-no-authority"),
        _ => Message.Of(NothingSeen),
    };

    private static Argument? Wear(WearRule? rule) => rule is null ? null : Noted(Message.Of(rule.Rule switch
    {
        Documents.Wear.Forbidden => "facts.wear-forbidden",
        Documents.Wear.Excepted => "facts.wear-by-exception",
        Documents.Wear.Discouraged => "facts.wear-discouraged",
        _ => "facts.wear-allowed",
    }), rule.Note);

    private static Argument? Expression(ExpressionRule? rule) => rule is null ? null : Noted(Message.Of(rule.Rule switch
    {
        ExpressionWord.Neutral => "facts.expression-neutral",
        ExpressionWord.ClosedSmile => "facts.expression-closed-smile",
        _ => "facts.expression-natural",
    }), rule.Note);

    // The note is the record's own, in English.
    internal static Argument Noted(Argument phrase, string? note) => note is null ? phrase : Message.Of("facts.noted", ("phrase", phrase), ("note", note));

    private static Argument Span(double min, double max) => min == max
        ? Argument.Rounded(min, 2)
        : Message.Of("units.range", ("min", Argument.Rounded(min, 2)), ("max", Argument.Rounded(max, 2)));
}
