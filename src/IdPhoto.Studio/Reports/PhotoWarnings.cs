using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Messages;
using IdPhoto.Networks;
using IdPhoto.Portraits;

namespace IdPhoto.Studio.Reports;

/// <summary>What a person should know before handing the photo in.</summary>
public static class PhotoWarnings
{
    internal static IReadOnlyList<Message> Of(IdPhotoFile file, IdPhotoOptions options)
    {
        PhotoSpec spec = file.Spec;
        List<Message?> warnings = [SpecFacts.Notice(spec), .. SpecFacts.Extras(spec), .. EditWarnings.Of(file.Photo.Plan, file.Photo.Level, spec, options.Make), SpecFacts.Doubt(spec)];
        warnings.AddRange(Worst(file.Photo.Placement.Broken).Select(rule => Broken(rule, file.Photo.Plan)));
        warnings.AddRange(PortraitNotes.Of(file.Photo));
        warnings.Add(BeyondPicture(file.Photo));
        warnings.Add(file.Photo.Alpha is null ? Background(file.Photo.Background, spec) : Transparent(spec));
        warnings.Add(Coarse(file, options));
        warnings.AddRange([Format(file), FileSize(file), Kilobytes(file)]);
        warnings.Add(file.FaceCount > 1 ? Message.Of("warnings.several-faces", ("count", file.FaceCount)) : null);
        return [.. warnings.OfType<Message>()];
    }

    /// <summary>What can be said before any photo is looked at: how this document treats edits, and who must take the photo.</summary>
    /// <param name="spec">The document.</param>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.EditForbidden"/>.</exception>
    public static IReadOnlyList<Message> Before(PhotoSpec spec, MakeOptions options)
    {
        ArgumentNullException.ThrowIfNull(spec);
        EditPlan plan = EditPlan.Of(spec, options);
        EditLevel done = plan.Background is null && !plan.Overrides ? EditLevel.Untouched : EditLevel.Background;
        bool transparent = options.Transparent && plan.Background is not null;
        Message?[] all = [SpecFacts.Notice(spec), .. SpecFacts.Extras(spec), .. EditWarnings.Of(plan, done, spec, options), SpecFacts.Doubt(spec), transparent ? Transparent(spec) : null];
        return [.. all.OfType<Message>()];
    }

    /// <summary>A grey of this level has a lightness of 70 of 100.</summary>
    private const byte LightFrom = 0xab;

    // Too much enlargement is also too little sharpness: once is enough.
    private static IEnumerable<RuleOutcome> Worst(IEnumerable<RuleOutcome> broken)
    {
        bool enlarged = broken.Any(rule => rule.Rule == FramingRules.Enlargement);
        return broken.Where(rule => !enlarged || rule.Rule != FramingRules.Sharpness);
    }

    private static Message Broken(RuleOutcome rule, EditPlan plan) => rule.Rule switch
    {
        FramingRules.Sharpness => Message.Of("warnings.enlarged", ("factor", Argument.Number(rule.Value, 2))),
        FramingRules.InterEyeDistance => Message.Of("warnings.inter-eye-distance", ("distance", Argument.Quantity(rule.Value, Units.Pixels, 0)), ("least", Argument.Quantity(rule.Min ?? 0, Units.Pixels, 0))),
        FramingRules.Roll => Roll(Argument.Quantity(Math.Abs(rule.Value), Units.Degrees, 0), Argument.Quantity(rule.Max ?? 0, Units.Degrees, 0), plan),
        FramingRules.HairInside => Message.Of("warnings.hair-outside"),
        _ => Message.Of(rule.Required ? "warnings.rule-broken" : "warnings.advice-broken", ("rule", RuleText.Name(rule)), ("value", RuleText.Value(rule)), ("range", RuleText.Range(rule) ?? "")),
    };

    // Where the document permits levelling, a tilted head is what was wanted.
    private static Message Roll(Argument angle, Argument most, EditPlan plan)
        => plan.MayTurn ? Message.Of("warnings.roll-by-hand", ("angle", angle), ("most", most)) : Message.Of("warnings.roll", ("angle", angle), ("most", most));

    private static Message? BeyondPicture(MadePhoto photo)
    {
        PictureExcess excess = photo.Placement.Excess;
        Argument[] sides = [.. Side(excess.Left, "left"), .. Side(excess.Top, "top"), .. Side(excess.Right, "right"), .. Side(excess.Bottom, "bottom")];
        return sides.Length == 0 ? null : Message.Of("warnings.beyond-picture", ("sides", Argument.Row(sides)));
    }

    private static IEnumerable<Argument> Side(double excess, string name)
        => excess >= 0.5 ? [Message.Of($"warnings.side-{name}", ("excess", Argument.Quantity(excess, Units.Pixels, 0)))] : [];

    private static Message? Background(Colour? used, PhotoSpec spec)
    {
        BackgroundRule rule = spec.Background;
        // A kept background is measured: the check says what is wrong with it.
        if (used is not Colour colour)
            return null;
        if (rule.Forbidden.FirstOrDefault(other => other.Colour == colour) is { } forbidden)
            return Message.Of("warnings.background-forbidden", ("colour", ColourNames.Of(forbidden.Name)), ("accepted", Accepted(rule)));
        bool known = rule.Default.Colour == colour || rule.Allowed.Any(other => other.Colour == colour);
        // Where the authority says only 'light', its colours here are examples of ours, and any light one will do.
        if (rule.Examples)
            return known || Math.Min(colour.R, Math.Min(colour.G, colour.B)) >= LightFrom ? null : Message.Of("warnings.background-not-light");
        return known || rule.Allowed.Count == 0 ? null : Message.Of("warnings.background-other", ("accepted", Accepted(rule)));
    }

    private static Message? Transparent(PhotoSpec spec) => spec.Background switch
    {
        { Examples: true } => Message.Of("warnings.background-transparent-light"),
        { Allowed.Count: > 0 } rule => Message.Of("warnings.background-transparent", ("accepted", Accepted(rule))),
        _ => null,
    };

    private static Argument Accepted(BackgroundRule rule)
        => Argument.Any((rule.Allowed.Count > 0 ? rule.Allowed : [rule.Default]).Select(colour => (Argument)ColourNames.Of(colour.Name)));

    private static Message? Coarse(IdPhotoFile file, IdPhotoOptions options)
        => options.Make.Scene.UseSalient && file.Photo.Background is not null && !file.Photo.IsFileMatte && !file.Networks.Contains(Network.Salient)
            ? Message.Of("warnings.coarse-edges")
            : null;

    private static Message? Format(IdPhotoFile file) => IsUploaded(file.Spec) && !file.Spec.File.Accepts(file.Format)
        ? Message.Of(file.Format == FileFormat.Png ? "warnings.not-a-jpeg" : "warnings.not-a-png")
        : null;

    // Beside a print: where the authority says how many pixels or what kind of file it takes.
    private static bool IsUploaded(PhotoSpec spec)
        => spec.Print is null || spec.Confidence("file") is not null || (spec.Country is not null && spec.Confidence("pixels") is not null);

    // Only where other limits were asked for than the document's.
    private static Message? FileSize(IdPhotoFile file)
    {
        FileRule rule = file.Spec.File;
        if (rule.MinKb is int min && file.Bytes.Length < min * 1000)
            return Message.Of("warnings.file-too-small", ("bytes", file.Bytes.Length), ("least", Argument.Quantity(min, Units.Kilobytes, 0)));
        return rule.MaxKb is int max && file.Bytes.Length > max * 1024L
            ? Message.Of("warnings.file-too-large", ("bytes", file.Bytes.Length), ("most", Argument.Quantity(max, Units.Kilobytes, 0)))
            : null;
    }

    private static Message? Kilobytes(IdPhotoFile file) => file.Target.Size.FitsBothKilobytes ? null : Message.Of("warnings.only-binary-kilobytes");
}
