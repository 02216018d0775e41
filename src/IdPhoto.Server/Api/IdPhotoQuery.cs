using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Api;

/// <summary>What is asked of an ID photo: the options of the command line, by the same names.</summary>
/// <param name="Spec">The document.</param>
/// <param name="Options">Background, resolution and file.</param>
internal sealed record IdPhotoQuery(PhotoSpec Spec, IdPhotoOptions Options)
{
    private const string Keep = "keep";
    private const string Jpeg = "jpeg";
    private const string Png = "png";

    /// <summary>The document.</summary>
    public static readonly TextOption SpecOption = new("spec", "The document's identifier, one of GET /v1/specs.", "us-passport") { Required = true };
    /// <summary>The person's age.</summary>
    public static readonly DecimalOption Age = new("age", "Age of the person in years; below 11, 6 and 1 rules are relaxed. Default: an adult.", 0, 120);

    private static readonly TextOption Background = new(
        "background", "keep, a name such as white, or a number such as #d3d3d3 (in an address: %23d3d3d3). Default: what the document permits.", "white");
    private static readonly FlagOption AllowEdits = new("allowEdits", "Replaces the background and levels the head even where the document forbids it; the report says so.");
    private static readonly NumberOption Dpi = new("dpi", "Dots per inch. Default: the document's.", PhotoSpec.LowestDpi, PhotoSpec.HighestDpi);
    private static readonly NumberOption MinKb = new("minKb", "Smallest file, in kilobytes. Default: the document's.", 1, 20_000);
    private static readonly NumberOption MaxKb = new("maxKb", "Largest file, in kilobytes. Default: the document's.", 1, 2_000_000);
    private static readonly ChoiceOption Format = new("format", "The file's format. Default: the document's.", Jpeg, Png);
    private static readonly FlagOption Force = new("force", "Makes the best possible photo where framing, resolution or several faces would be refused.");

    /// <summary>All options.</summary>
    public static IReadOnlyList<QueryOption> Known { get; } = [SpecOption, Background, AllowEdits, Dpi, MinKb, MaxKb, Format, Force, Age];

    /// <summary>Reads and checks them, as far as that goes without the photo.</summary>
    /// <exception cref="PhotoException">No such document or colour, or one that cannot be made like this.</exception>
    public static IdPhotoQuery Read(HttpRequest request)
    {
        QueryReader query = new(request, Known);
        PhotoSpec spec = PhotoSpecs.Find(query.Text(SpecOption)!);
        string? background = query.Text(Background);
        bool keep = string.Equals(background, Keep, StringComparison.OrdinalIgnoreCase);
        IdPhotoOptions options = new()
        {
            Make = new MakeOptions
            {
                KeepBackground = keep,
                Background = background is null || keep ? null : Colours.Parse(background),
                AllowEdits = query.Flag(AllowEdits),
                Dpi = query.Number(Dpi),
                Force = query.Flag(Force),
            },
            // Only the report tells what was found.
            Warn = FileAnswer.WantsJson(request),
            Check = FileAnswer.WantsJson(request) ? new CheckOptions { AgeYears = query.Decimal(Age) } : null,
            MinKb = query.Number(MinKb),
            MaxKb = query.Number(MaxKb),
            Format = query.Choice(Format) switch { Jpeg => FileFormat.Jpeg, Png => FileFormat.Png, _ => null },
        };
        EditPlan.Of(spec, options.Make);
        options.Target(spec);
        return new IdPhotoQuery(spec, options);
    }
}
