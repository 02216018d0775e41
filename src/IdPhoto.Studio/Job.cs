using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Exporting;
using IdPhoto.Networks;
using IdPhoto.Portraits;
using IdPhoto.Ports;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Studio;

/// <summary>Turns pages into files, for one request.</summary>
internal sealed record Job(IdPhotoOptions Options, INetworks Networks, IPictureCodec Codec)
{
    /// <summary>Composes and writes one of several pages.</summary>
    public async ValueTask<DocumentResult> TryFinishAsync(Source source, PreparedPage page, CancellationToken cancel)
    {
        try
        {
            return new DocumentResult(page.Spec, await FinishAsync(source, page, cancel).ConfigureAwait(false), null);
        }
        catch (PhotoException refusal)
        {
            return new DocumentResult(page.Spec, null, refusal);
        }
    }

    /// <summary>Composes and writes a page.</summary>
    /// <exception cref="PhotoException">The portrait cannot become this photo, or its file cannot be as large or small as it must.</exception>
    public async ValueTask<IdPhotoFile> FinishAsync(Source source, PreparedPage page, CancellationToken cancel)
    {
        PhotoSpec spec = page.Spec;
        MadePhoto photo = page.Compose(cancel);
        FileTarget target = Options.Target(spec);
        EncodedFile file = photo.Alpha is { } alpha
            ? await Codec.EncodeAsync(photo.Picture, alpha, target, cancel).ConfigureAwait(false)
            : await Codec.EncodeAsync(photo.Picture, target, cancel).ConfigureAwait(false);
        Network[] used = [.. Enum.GetValues<Network>().Where(network => IsUsed(network, photo))];
        IdPhotoFile made = new()
        {
            Spec = spec,
            File = file,
            Target = target,
            Photo = photo,
            SourceSize = source.Portrait.Pixels.Size,
            SourceBorder = source.Portrait.Border.Turned(source.Portrait.QuarterTurns),
            FaceCount = source.Portrait.Faces.Count,
            Edits = [.. source.Edits.Where(edit => edit.Operation != EditOperations.Flatten || !photo.IsFileMatte), .. photo.Edits, .. file.Edits],
            Networks = used,
            NetworkFiles = [.. used.SelectMany(Networks.FilesOf)],
            Warnings = [],
        };
        ComplianceReport? check = Options.ChecksSource ? ComplianceChecker.CheckSource(source.Exam, spec, photo, Options.Check) : null;
        return made with { SourceCheck = check, Warnings = Options.Warn ? [.. PhotoWarnings.Of(made, Options), .. CheckWarnings.Of(check!, photo)] : [] };
    }

    private bool IsUsed(Network network, MadePhoto photo)
        => network != Network.Salient || (photo.Background is not null && !photo.IsFileMatte && Options.Make.Scene.UseSalient && Networks.Has(network));
}
