using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Preflight;

namespace IdPhoto.Studio;

/// <content>Checking a picture, and checking and mending a finished file.</content>
public sealed partial class PhotoStudio
{
    /// <summary>Checks a picture as it is against a document's rules. Changes nothing.</summary>
    /// <param name="file">A finished photo, or a picture from which one is to be cut.</param>
    /// <param name="spec">The document.</param>
    /// <param name="options">Age and other things that no picture shows; null for an adult.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <exception cref="PhotoException">The file was refused. A picture without a face is no exception but a failed rule.</exception>
    public Task<CheckedPhoto> CheckAsync(
        ReadOnlyMemory<byte> file, PhotoSpec spec, CheckOptions? options = null, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        CheckOptions check = options ?? new CheckOptions();
        return OffloadAsync(
            async () =>
            {
                Source source = await _stages.ReadAsync(file, mostHeads: 1, progress, cancel, size => ComplianceChecker.KeepsBorder(size, spec, check)).ConfigureAwait(false);
                progress?.Report(PhotoStage.Check);
                return Stages.Check(source, spec, check);
            },
            cancel);
    }

    /// <summary>Finds out whether a portal would accept a finished file. Needs no network and does not judge the picture.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="spec">The document.</param>
    /// <param name="extension">The name's extension with its dot; null where there is no name.</param>
    /// <param name="cancel">Stops decoding.</param>
    /// <exception cref="PhotoException">The file is no picture that can be read at all, by the codes of decoding.</exception>
    public Task<PreflightReport> PreflightAsync(ReadOnlyMemory<byte> file, PhotoSpec spec, string? extension = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return OffloadAsync(() => new PhotoPreflight(_codec, _options.Limits).CheckAsync(file, spec, extension, cancel).AsTask(), cancel);
    }

    /// <summary>Mends a finished file: the coded pixels are kept where only what surrounds them is wrong; otherwise the picture is written anew, turned by its tag, converted to sRGB and reduced, but never enlarged, stretched or cropped by more than a pixel. Needs no network.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="spec">The document.</param>
    /// <param name="format">The format that is wanted; null for the file's own where the document accepts it, and otherwise the document's.</param>
    /// <param name="cancel">Stops decoding and encoding.</param>
    /// <returns>A file that passes.</returns>
    /// <exception cref="PhotoException">
    /// <see cref="Refusals.CannotRepair"/>: the photo must be made anew; <see cref="Refusals.FileSizeUnreachable"/>; or the codes of decoding.
    /// </exception>
    public Task<RepairedFile> RepairAsync(ReadOnlyMemory<byte> file, PhotoSpec spec, FileFormat? format = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return OffloadAsync(() => new PhotoPreflight(_codec, _options.Limits).RepairAsync(file, spec, format, cancel).AsTask(), cancel);
    }
}
