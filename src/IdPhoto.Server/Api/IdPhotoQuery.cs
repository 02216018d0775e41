using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Messages;
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
    private const string Transparent = "transparent";
    private const string Jpeg = "jpeg";
    private const string Png = "png";

    /// <summary>The document.</summary>
    public static readonly TextOption SpecOption = new("spec", Message.Of("openapi.option-spec"), "us-passport") { Required = true };
    /// <summary>The person's age.</summary>
    public static readonly DecimalOption Age = new("age", Message.Of("openapi.option-age"), 0, 120);

    private static readonly TextOption Background = new("background", Message.Of("openapi.option-background"), "white");
    private static readonly FlagOption AllowEdits = new("allowEdits", Message.Of("openapi.option-allow-edits"));
    private static readonly FlagOption Mirror = new("mirror", Message.Of("openapi.option-mirror"));
    private static readonly NumberOption Dpi = new("dpi", Message.Of("openapi.option-dpi"), PhotoSpec.LowestDpi, PhotoSpec.HighestDpi);
    private static readonly NumberOption MinKb = new("minKb", Message.Of("openapi.option-min-kb"), 1, FileRule.HighestMinKb);
    private static readonly NumberOption MaxKb = new("maxKb", Message.Of("openapi.option-max-kb"), 1, FileRule.HighestMaxKb);
    private static readonly ChoiceOption Format = new("format", Message.Of("openapi.option-format"), Jpeg, Png);
    private static readonly FlagOption Force = new("force", Message.Of("openapi.option-force"));

    /// <summary>All options.</summary>
    public static IReadOnlyList<QueryOption> Known { get; } = [SpecOption, Background, AllowEdits, Mirror, Dpi, MinKb, MaxKb, Format, Force, Age];

    /// <summary>Reads and checks them, as far as that goes without the photo.</summary>
    /// <exception cref="PhotoException">No such document or colour, or one that cannot be made like this.</exception>
    public static IdPhotoQuery Read(HttpRequest request)
    {
        QueryReader query = new(request, Known);
        PhotoSpec spec = PhotoSpecs.Find(query.Text(SpecOption)!);
        string? background = query.Text(Background);
        bool keep = string.Equals(background, Keep, StringComparison.OrdinalIgnoreCase), transparent = string.Equals(background, Transparent, StringComparison.OrdinalIgnoreCase);
        IdPhotoOptions options = new()
        {
            Make = new MakeOptions
            {
                KeepBackground = keep,
                Transparent = transparent,
                Background = background is null || keep || transparent ? null : Colours.Parse(background),
                AllowEdits = query.Flag(AllowEdits),
                Mirror = query.Flag(Mirror),
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
