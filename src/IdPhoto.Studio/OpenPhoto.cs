using IdPhoto.Compliance;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Matting;
using IdPhoto.Persons;
using IdPhoto.Portraits;

namespace IdPhoto.Studio;

/// <summary>A picture that was decoded and searched once: each check and each photo of it begins there.</summary>
/// <remarks>Holds the picture until nobody holds it. One call at a time.</remarks>
public sealed class OpenPhoto
{
    private readonly PhotoStudio _studio;
    private readonly Source _source;

    internal OpenPhoto(PhotoStudio studio, Source source) => (_studio, _source) = (studio, source);

    /// <summary>The picture, its faces and the main head.</summary>
    public Portrait Portrait => _source.Portrait;

    /// <summary>What its file declared.</summary>
    public PictureHeader Header => _source.Header;

    /// <summary>Checks the picture as it is against a document's rules; what does not depend on the document is measured once.</summary>
    /// <param name="spec">The document.</param>
    /// <param name="options">Age and other things that no picture shows; null for an adult.</param>
    public CheckedPhoto Check(PhotoSpec spec, CheckOptions? options = null)
        => new(ComplianceChecker.Check(_source.Exam, spec, options), Portrait);

    /// <summary>Cuts the person with the largest face out, at the picture's full size.</summary>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <returns>As large as <see cref="Portrait.Pixels"/>, and as upright.</returns>
    /// <exception cref="PhotoException">The picture shows no person.</exception>
    public Task<Cutout> CutOutAsync(IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
        => _studio.CutOutAsync(_source, People.Main, progress, cancel);

    /// <summary>Cuts the person out around a document's page, to correct the page by hand on; the scene is the one that the document's photo is made of.</summary>
    /// <param name="spec">The document.</param>
    /// <param name="make">As for the photo; null for the document's own background. Strokes are not applied.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <returns>The page widened on each side by 12 % of its width, as far as the picture goes; its long side at most <see cref="EditorLayer.LongestSide"/>.</returns>
    /// <exception cref="PhotoException">The portrait cannot become this photo; the code tells why.</exception>
    public Task<EditorLayer> LayerAsync(PhotoSpec spec, MakeOptions? make = null, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return _studio.LayerAsync(_source, spec, make ?? new MakeOptions(), progress, cancel);
    }

    /// <summary>Makes the photos of one or several documents. The same document with another background is not searched again.</summary>
    /// <param name="specs">The documents.</param>
    /// <param name="options">The same for each; null for each document's own background and resolution.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="finished">Told each document as it is done, in any order and from several threads.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <returns>A photo or a refusal for each document, in their order.</returns>
    public Task<IReadOnlyList<DocumentResult>> MakeManyAsync(
        IReadOnlyList<PhotoSpec> specs, IdPhotoOptions? options = null, IProgress<PhotoStage>? progress = null,
        IProgress<DocumentResult>? finished = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(specs);
        return _studio.MakeManyAsync(_source, specs, options, progress, finished, cancel);
    }
}
