using IdPhoto.Compliance;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Matting;
using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Ports;

namespace IdPhoto.Studio;

/// <summary>The stages before a file is written, each with a studio's ports, limits and threads. Runs on the caller's thread.</summary>
internal sealed class Stages(INetworks networks, IPictureCodec codec, PhotoStudioOptions options)
{
    public async ValueTask<Source> ReadAsync(
        ReadOnlyMemory<byte> file, int mostHeads, IProgress<PhotoStage>? progress, CancellationToken cancel, Func<PixelSize, bool>? keepsBorder = null)
    {
        progress?.Report(PhotoStage.Decode);
        Decoded decoded = await codec.DecodeAsync(file, options.Limits, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.FindFace);
        Portrait portrait = await PortraitReader.ReadPhotoAsync(networks, decoded, mostHeads, keepsBorder?.Invoke(decoded.Pixels.Size) == true, cancel).ConfigureAwait(false);
        return new Source(portrait, decoded.Header, [.. EditLedger.OfDecoding(decoded), .. EditLedger.OfBorder(portrait.Border)]);
    }

    public ValueTask<IReadOnlyList<PreparedPage>> PrepareAsync(Source source, IReadOnlyList<PhotoSpec> specs, MakeOptions make, CancellationToken cancel)
        => IdPhotoMaker.PrepareAsync(networks, source.Portrait, specs, make, source.Person, cancel);

    public ValueTask<EditorLayer> LayerAsync(Source source, PhotoSpec spec, MakeOptions make, CancellationToken cancel)
        => IdPhotoMaker.LayerAsync(networks, source.Portrait, spec, make, source.Person, cancel);

    public ValueTask<Cutout> CutOutAsync(Portrait portrait, People people, CancellationToken cancel)
        => PortraitCutter.CutAsync(networks, portrait, options.Scene with { People = people }, cancel);

    public async ValueTask<PreviewCutout> PreviewAsync(Portrait portrait, int longSide, CancellationToken cancel)
    {
        Portrait small = PortraitShrinker.Shrink(portrait, longSide);
        Cutout cutout = await CutOutAsync(small, People.Main, cancel).ConfigureAwait(false);
        return new PreviewCutout(cutout, small.Heads.Count > 0 ? small.Heads[0] : null, portrait.Pixels.Size);
    }

    public static CheckedPhoto Check(Source source, PhotoSpec spec, CheckOptions check)
        => new(ComplianceChecker.Check(source.Portrait, spec, check with { Header = source.Header }), source.Portrait);

    // The result is looked at as a stranger would: from its pixels, not from what making it has known.
    public async ValueTask<IdPhotoFile> WithComplianceAsync(IdPhotoFile made, CheckOptions check, CancellationToken cancel)
    {
        Source written = await ReadAsync(made.Bytes, mostHeads: 1, progress: null, cancel, _ => true).ConfigureAwait(false);
        CheckedPhoto result = Check(written, made.Spec, check with { Kind = PhotoKind.Finished });
        return made with { Compliance = new MadeCompliance(made.SourceCheck!, result.Report) };
    }
}
