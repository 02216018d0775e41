using IdPhoto.Documents;
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

    private static readonly TextOption SpecOption = new("spec", "the document's identifier, one of GET /v1/specs.", "us-passport") { Required = true };
    private static readonly TextOption Background = new("background", "keep, a name such as white, or a number such as #d3d3d3 (written %23d3d3d3). Default: the document's.", "white");
    private static readonly NumberOption Dpi = new("dpi", "Dots per inch. Default: the document's.", PhotoSpec.LowestDpi, PhotoSpec.HighestDpi);
    private static readonly NumberOption MaxKb = new("maxKb", "Largest file, in kilobytes of 1000 bytes. Default: the document's.", 1, 2_000_000);
    private static readonly ChoiceOption Format = new("format", "The file's format. Default: the document's.", "jpeg", "png");
    private static readonly FlagOption Force = new("force", "Makes the best possible photo where framing, resolution or several faces would be refused.");

    /// <summary>All options.</summary>
    public static IReadOnlyList<QueryOption> Known { get; } = [SpecOption, Background, Dpi, MaxKb, Format, Force];

    /// <summary>Reads and checks them, as far as that goes without the photo.</summary>
    /// <exception cref="PhotoException">No such document, colour or resolution.</exception>
    public static IdPhotoQuery Read(HttpRequest request)
    {
        QueryReader query = new(request, Known);
        PhotoSpec spec = PhotoSpecs.Find(query.Text(SpecOption)!);
        int? dpi = query.Number(Dpi);
        spec.Resolve(dpi);
        string? background = query.Text(Background);
        bool keep = string.Equals(background, Keep, StringComparison.OrdinalIgnoreCase);
        return new IdPhotoQuery(spec, new IdPhotoOptions
        {
            Make = new MakeOptions
            {
                KeepBackground = keep,
                Background = background is null || keep ? null : Colours.Parse(background),
                Dpi = dpi,
                Force = query.Flag(Force),
            },
            MaxKb = query.Number(MaxKb),
            Format = query.Choice(Format) switch { "jpeg" => FileFormat.Jpeg, "png" => FileFormat.Png, _ => null },
        });
    }
}
