using System.Globalization;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Networks;
using IdPhoto.Portraits;

namespace IdPhoto.Studio.Reports;

/// <summary>What a person should know before handing the photo in, each a sentence.</summary>
public static class PhotoWarnings
{
    internal static IReadOnlyList<string> Of(IdPhotoFile file, IdPhotoOptions options)
    {
        PhotoSpec spec = file.Spec;
        List<string?> warnings = [SpecFacts.Notice(spec), .. EditWarnings.Of(file.Photo.Plan, file.Photo.Level, spec, options.Make), SpecFacts.Doubt(spec)];
        warnings.AddRange(Worst(file.Photo.Placement.Broken).Select(Broken));
        warnings.Add(BeyondPicture(file.Photo));
        warnings.Add(Background(file.Photo.Background, spec));
        warnings.Add(Coarse(file, options));
        warnings.AddRange([Format(file), FileSize(file), Kilobytes(file)]);
        warnings.Add(file.FaceCount > 1 ? Text($"{file.FaceCount} faces were found; the photo shows the largest.") : null);
        return [.. warnings.OfType<string>()];
    }

    /// <summary>What can be said before any photo is looked at: how this document treats edits, and who must take the photo.</summary>
    /// <param name="spec">The document.</param>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.EditForbidden"/>.</exception>
    public static IReadOnlyList<string> Before(PhotoSpec spec, MakeOptions options)
    {
        ArgumentNullException.ThrowIfNull(spec);
        EditPlan plan = EditPlan.Of(spec, options);
        EditLevel done = plan.Background is null && !plan.Overrides ? EditLevel.Untouched : EditLevel.Background;
        string?[] all = [SpecFacts.Notice(spec), .. EditWarnings.Of(plan, done, spec, options), SpecFacts.Doubt(spec)];
        return [.. all.OfType<string>()];
    }

    /// <summary>A grey of this level has a lightness of 70 of 100.</summary>
    private const byte LightFrom = 0xab;

    // Too much enlargement is also too little sharpness: once is enough.
    private static IEnumerable<RuleOutcome> Worst(IEnumerable<RuleOutcome> broken)
    {
        bool enlarged = broken.Any(rule => rule.Rule == FramingRules.Enlargement);
        return broken.Where(rule => !enlarged || rule.Rule != FramingRules.Sharpness);
    }

    private static string Broken(RuleOutcome rule) => rule.Rule switch
    {
        FramingRules.Sharpness => Text($"The picture is enlarged {rule.Value:0.00} times: the photo is softer than its size promises."),
        FramingRules.InterEyeDistance => Text($"The eyes are {rule.Value:0} px apart in the picture; ICAO asks for {rule.Min:0}."),
        FramingRules.Roll => Text($"The head leans by {Math.Abs(rule.Value):0} degrees, and this document forbids to turn it level; {rule.Max:0} degrees are usually accepted. Take the photo again with an upright head."),
        FramingRules.HairInside => "The hair reaches beyond the photo's upper edge.",
        _ when rule.Required => $"The document's rule on {RuleText.Name(rule)} is broken: {RuleText.Value(rule)} instead of {RuleText.Range(rule)}.",
        _ => $"The {RuleText.Name(rule)} is {RuleText.Value(rule)} instead of {RuleText.Range(rule)}.",
    };

    private static string? BeyondPicture(MadePhoto photo)
    {
        PictureExcess excess = photo.Placement.Excess;
        string[] sides = [.. Side(excess.Left, "left"), .. Side(excess.Top, "top"), .. Side(excess.Right, "right"), .. Side(excess.Bottom, "bottom")];
        return sides.Length == 0 ? null : $"The photo reaches beyond the picture ({string.Join(", ", sides)}); the new background is there.";
    }

    private static IEnumerable<string> Side(double excess, string name) => excess >= 0.5 ? [Text($"{name} {excess:0} px")] : [];

    private static string? Background(Colour? used, PhotoSpec spec)
    {
        BackgroundRule rule = spec.Background;
        string asked = string.Join(", ", (rule.Allowed.Count > 0 ? rule.Allowed : [rule.Default]).Select(colour => colour.Name));
        // A kept background is measured: what is wrong with it is told by the check.
        if (used is not Colour colour)
            return null;
        if (rule.Forbidden.FirstOrDefault(other => other.Colour == colour) is { } forbidden)
            return $"The document does not accept a background in {forbidden.Name}; it asks for: {asked}.";
        bool known = rule.Default.Colour == colour || rule.Allowed.Any(other => other.Colour == colour);
        // Where the authority says only 'light', its colours here are our examples, and any light one will do.
        if (rule.Examples)
            return known || Math.Min(colour.R, Math.Min(colour.G, colour.B)) >= LightFrom ? null : "The document asks for a light background.";
        return known || rule.Allowed.Count == 0 ? null : $"The document asks for another background: {asked}.";
    }

    private static string? Coarse(IdPhotoFile file, IdPhotoOptions options)
        => options.Make.Scene.UseSalient && file.Photo.Background is not null && !file.Networks.Contains(Network.Salient)
            ? "The network for fine edges is not installed: the cut-out is coarser at hair. 'idphoto models' tells more."
            : null;

    private static string? Format(IdPhotoFile file) => file.Spec.Print is null && !file.Spec.File.Accepts(file.Format)
        ? $"The document asks for a {(file.Format == FileFormat.Png ? "JPEG, and this is a PNG" : "PNG, and this is a JPEG")}."
        : null;

    // Only where other limits were asked for than the document's.
    private static string? FileSize(IdPhotoFile file)
    {
        FileRule rule = file.Spec.File;
        if (file.Bytes.Length < rule.MinKb * 1000)
            return Text($"The file has {file.Bytes.Length} bytes; the document asks for at least {rule.MinKb} KB.");
        return file.Bytes.Length > rule.MaxKb * 1024 ? Text($"The file has {file.Bytes.Length} bytes; the document accepts at most {rule.MaxKb} KB.") : null;
    }

    private static string? Kilobytes(IdPhotoFile file) => file.Target.Size.FitsBothKilobytes
        ? null
        : "Floor and ceiling are so close that the file keeps them only where a kilobyte is 1024 bytes.";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
