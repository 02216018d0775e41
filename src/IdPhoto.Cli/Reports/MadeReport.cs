using IdPhoto.Cli.Commands;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Networks;
using IdPhoto.Onnx;
using IdPhoto.Portraits;
using IdPhoto.Studio;

namespace IdPhoto.Cli.Reports;

/// <summary>What is known of a made photo: the measures that were asked for and nothing else about the person or the file's origin.</summary>
internal sealed record MadeReport(
    string Spec, SourceLine Source, ResultLine Result, BackgroundLine Background,
    IReadOnlyList<Edit> Edits, IReadOnlyList<string> Warnings, VersionsLine Versions)
{
    public static MadeReport Of(IdPhotoFile file, PhotoSpec spec, MakeRequest request, INetworks networks) => new(
        spec.Id,
        new SourceLine(file.SourceSize.Width, file.SourceSize.Height, file.FaceCount, HeadLine.Of(file.Photo.SourceHead)),
        ResultLine.Of(file, spec),
        BackgroundLine.Of(file.Photo.Background),
        file.Photo.Edits,
        PhotoWarnings.Of(file, spec, request, networks),
        VersionsLine.Of(request));
}

/// <summary>The upright picture, in its pixels.</summary>
internal sealed record SourceLine(int Width, int Height, int Faces, HeadLine Head);

/// <summary>The page and its file. Millimetres are null for a photo that is never printed.</summary>
internal sealed record ResultLine(
    int WidthPx, int HeightPx, double? WidthMm, double? HeightMm, int Dpi, string Format, int Bytes,
    double RollUndone, double SourcePixelsPerPixel, HeadLine HeadPx, HeadLine? HeadMm, IReadOnlyList<RuleLine> Rules)
{
    public static ResultLine Of(IdPhotoFile file, PhotoSpec spec)
    {
        PageGeometry page = file.Photo.Page;
        Placement placement = file.Photo.Placement;
        return new ResultLine(
            page.Size.Width, page.Size.Height, page.WidthMm, page.HeightMm, page.Dpi,
            file.Format == FileFormat.Png ? "png" : "jpeg", file.Bytes.Length,
            JsonOutput.Short(placement.RollDegrees), Math.Round(placement.Scale, 4), HeadLine.Of(file.Photo.Head),
            page.PixelsPerMm is double perMm ? HeadLine.Of(file.Photo.Head, 1 / perMm) : null,
            [.. placement.Rules.Select(RuleLine.Of)]);
    }
}

/// <summary>One rule and how it is kept.</summary>
internal sealed record RuleLine(
    string Rule, double Value, double? Min, double? Max, string Unit, bool Holds, bool Required, double Uncertainty)
{
    public static RuleLine Of(RuleOutcome outcome) => new(
        outcome.Rule, JsonOutput.Short(outcome.Value), Short(outcome.Min), Short(outcome.Max), outcome.Unit,
        outcome.Holds, outcome.Required, JsonOutput.Short(outcome.Uncertainty));

    private static double? Short(double? limit) => limit is double value ? JsonOutput.Short(value) : null;
}

/// <summary>What is behind the person; the colour is null where the picture's own was kept.</summary>
internal sealed record BackgroundLine(bool Kept, string? Colour)
{
    public static BackgroundLine Of(Colour? colour) => new(colour is null, colour?.Hex);
}

/// <summary>What made the photo.</summary>
internal sealed record VersionsLine(string Tool, IReadOnlyList<ModelVersion> Models)
{
    public static VersionsLine Of(MakeRequest request) => new(
        typeof(VersionsLine).Assembly.GetName().Version!.ToString(3),
        [.. ModelCatalogue.Models.Where(model => IsUsed(model.Network, request)).SelectMany(ModelVersion.Of)]);

    private static bool IsUsed(Network network, MakeRequest request)
        => network != Network.Salient || (request.UseSalient && !request.KeepBackground);
}

/// <summary>A network's file.</summary>
internal sealed record ModelVersion(string File, string Sha256)
{
    public static IEnumerable<ModelVersion> Of(ModelRecord model) => model.Files.Select(file => new ModelVersion(file.File, file.Sha256));
}
