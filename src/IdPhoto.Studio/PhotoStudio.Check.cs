using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Portraits;

namespace IdPhoto.Studio;

/// <content>Checking, which changes nothing.</content>
public sealed partial class PhotoStudio
{
    /// <summary>Checks a picture as it is against a document's rules.</summary>
    /// <param name="file">A finished photo, or a picture from which one is to be cut.</param>
    /// <param name="spec">The document.</param>
    /// <param name="options">Age and other things that no picture shows; null for an adult.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <exception cref="PhotoException">The file was refused. A picture without a face is no exception but a failed rule.</exception>
    public async Task<CheckedPhoto> CheckAsync(
        ReadOnlyMemory<byte> file, PhotoSpec spec, CheckOptions? options = null, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        progress?.Report(PhotoStage.Decode);
        Decoded decoded = PictureDecoder.Decode(file, _options.Limits, cancel);
        progress?.Report(PhotoStage.FindFace);
        Portrait portrait = await PortraitReader.ReadAsync(_networks, decoded.Picture, mostHeads: 1, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.Check);
        CheckOptions known = (options ?? new CheckOptions()) with { Header = decoded.Header };
        return new CheckedPhoto(ComplianceChecker.Check(portrait, spec, known), portrait);
    }

    // The result is looked at as a stranger would: from its pixels, not from what making it has known.
    private async Task<IdPhotoFile> WithComplianceAsync(IdPhotoFile made, CheckOptions options, CancellationToken cancel)
    {
        Decoded written = PictureDecoder.Decode(made.Bytes, _options.Limits, cancel);
        Portrait result = await PortraitReader.ReadAsync(_networks, written.Picture, mostHeads: 1, cancel).ConfigureAwait(false);
        CheckOptions finished = options with { Kind = PhotoKind.Finished, Header = written.Header };
        return made with { Compliance = new MadeCompliance(made.SourceCheck!, ComplianceChecker.Check(result, made.Spec, finished)) };
    }
}
