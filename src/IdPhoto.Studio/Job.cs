using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Exporting;
using IdPhoto.Messages;
using IdPhoto.Networks;
using IdPhoto.Portraits;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Studio;

/// <summary>A picture whose faces are found, what its file declared, and what decoding did to it.</summary>
internal sealed record Source(Portrait Portrait, PictureHeader Header, IReadOnlyList<Edit> Edits)
{
    private readonly Lazy<FaceMeasurements> _exam = new(() => FaceMeasurements.Of(Portrait, Header));

    /// <summary>What the check measures on it, once for all documents.</summary>
    public FaceMeasurements Exam => _exam.Value;
}

/// <summary>Turns pages into files, for one request.</summary>
internal sealed record Job(IdPhotoOptions Options, INetworks Networks)
{
    /// <summary>Composes and writes one of several pages.</summary>
    public DocumentResult TryFinish(Source source, PreparedPage page, CancellationToken cancel)
    {
        try
        {
            return new DocumentResult(page.Spec, Finish(source, page.Spec, page.Compose(cancel), cancel), null);
        }
        catch (PhotoException refusal)
        {
            return new DocumentResult(page.Spec, null, refusal);
        }
    }

    /// <exception cref="PhotoException">The file cannot be as large or small as it must.</exception>
    public IdPhotoFile Finish(Source source, PhotoSpec spec, MadePhoto photo, CancellationToken cancel)
    {
        FileTarget target = Options.Target(spec);
        EncodedFile file = PictureEncoder.Encode(photo.Picture, target, cancel);
        IdPhotoFile made = new()
        {
            Spec = spec,
            File = file,
            Target = target,
            Photo = photo,
            SourceSize = source.Portrait.Picture.Size,
            FaceCount = source.Portrait.Faces.Count,
            Edits = [.. source.Edits, .. photo.Edits, .. file.Edits],
            Networks = [.. Enum.GetValues<Network>().Where(network => IsUsed(network, photo))],
            Warnings = [],
        };
        ComplianceReport check = ComplianceChecker.CheckSource(source.Exam, spec, photo, Options.Check);
        return made with { SourceCheck = check, Warnings = [.. PhotoWarnings.Of(made, Options).Select(text => Message.Of("general.verbatim", ("text", text))), .. CheckWarnings.Of(check, photo)] };
    }

    private bool IsUsed(Network network, MadePhoto photo)
        => network != Network.Salient || (photo.Background is not null && Options.Make.Scene.UseSalient && Networks.Has(network));
}
