using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Matting;
using IdPhoto.Networks;
using IdPhoto.Onnx;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Words;

namespace IdPhoto.Studio;

/// <summary>ID photos in one call: a file in, a file out, on this machine's CPU and without a network.</summary>
/// <remarks>
/// Open one per process and share it: every method is thread-safe and keeps nothing of the pictures it sees.
/// The stages behind it (<see cref="PictureDecoder"/>, <see cref="PortraitReader"/>, <see cref="IdPhotoMaker"/>,
/// <see cref="PortraitCutter"/>, <see cref="PictureEncoder"/>) can be called alone.
/// </remarks>
public sealed partial class PhotoStudio : IDisposable
{
    private readonly PhotoStudioOptions _options;
    private readonly OnnxNetworks _networks;

    private PhotoStudio(PhotoStudioOptions options)
    {
        _options = options;
        Words = Sentences.In(options.Language);
        _networks = new OnnxNetworks(new OnnxNetworksOptions
        {
            Threads = options.Threads ?? Environment.ProcessorCount,
            Folder = options.ModelFolder,
            Allowed = options.UseSalient ? null : Enum.GetValues<Network>().Where(network => network != Network.Salient).ToHashSet(),
        });
    }

    /// <summary>The networks that this studio runs, for calling stages alone.</summary>
    public INetworks Networks => _networks;

    /// <summary>Says a refusal or another message to a person: <c>studio.Words.Say(refusal)</c>.</summary>
    public Sentences Words { get; }

    /// <summary>Opens a studio. Networks are loaded when first used, or ahead of it by <see cref="Warm"/>.</summary>
    public static PhotoStudio Open(PhotoStudioOptions? options = null) => new(options ?? new PhotoStudioOptions());

    /// <summary>Loads the networks of a job in the background, so that decoding and loading overlap.</summary>
    /// <param name="cutOut">Whether the job cuts a person out.</param>
    public void Warm(bool cutOut)
    {
        Network[] wanted = [Network.FaceFullRange, Network.FaceShortRange, Network.FaceMesh, Network.Person];
        _networks.Preload([.. cutOut && _options.UseSalient ? [Network.Salient, .. wanted] : wanted]);
    }

    /// <summary>Makes a document's photo.</summary>
    /// <param name="file">A JPEG, PNG, WebP, AVIF, TIFF or HEIC file.</param>
    /// <param name="spec">The document, such as <c>PhotoSpecs.Find("two-inch")</c>.</param>
    /// <param name="options">Null for the document's own background and resolution.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <exception cref="PhotoException">The file or the portrait was refused; the code and the message tell why.</exception>
    public async Task<IdPhotoFile> MakeAsync(
        ReadOnlyMemory<byte> file, PhotoSpec spec, IdPhotoOptions? options = null, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Job job = JobOf(options);
        // Refused before the photo is looked at, where that is possible.
        EditPlan.Of(spec, job.Options.Make);
        job.Options.Target(spec);
        Source source = await ReadAsync(file, mostHeads: 1, progress, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.CutOut);
        MadePhoto photo = await IdPhotoMaker.MakeAsync(_networks, source.Portrait, spec, job.Options.Make, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.Export);
        IdPhotoFile made = job.Finish(source, spec, photo, cancel);
        return job.Options.Check is CheckOptions check ? await WithComplianceAsync(made, check, cancel).ConfigureAwait(false) : made;
    }

    /// <summary>Makes the photos of several documents from one picture, which is decoded, searched and cut out once.</summary>
    /// <param name="file">As for <see cref="MakeAsync"/>.</param>
    /// <param name="specs">The documents.</param>
    /// <param name="options">The same for each; null for each document's own background and resolution.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="finished">Told each document as it is done, in any order and from several threads.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <returns>A photo or a refusal for each document, in their order.</returns>
    /// <exception cref="PhotoException">The file was refused. A document that cannot be made is no exception but its result.</exception>
    public async Task<IReadOnlyList<DocumentResult>> MakeManyAsync(
        ReadOnlyMemory<byte> file, IReadOnlyList<PhotoSpec> specs, IdPhotoOptions? options = null, IProgress<PhotoStage>? progress = null,
        IProgress<DocumentResult>? finished = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(specs);
        Job job = JobOf(options);
        Source source = await ReadAsync(file, mostHeads: 1, progress, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.CutOut);
        IReadOnlyList<PreparedPage> pages = await IdPhotoMaker.PrepareAsync(_networks, source.Portrait, specs, job.Options.Make, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.Export);
        DocumentResult[] results = new DocumentResult[pages.Count];
        ParallelOptions cores = new() { MaxDegreeOfParallelism = _options.Threads ?? Environment.ProcessorCount, CancellationToken = cancel };
        await Task.Run(
            () => Parallel.For(0, pages.Count, cores, i =>
            {
                results[i] = job.TryFinish(source, pages[i], cancel);
                finished?.Report(results[i]);
            }),
            cancel).ConfigureAwait(false);
        if (job.Options.Check is CheckOptions check)
            for (int i = 0; i < results.Length; i++)
                if (results[i].Photo is IdPhotoFile made)
                    results[i] = results[i] with { Photo = await WithComplianceAsync(made, check, cancel).ConfigureAwait(false) };
        return results;
    }

    /// <summary>Finds and measures the faces of a picture.</summary>
    /// <param name="file">The picture's file.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <exception cref="PhotoException">The file was refused.</exception>
    public async Task<Portrait> AnalyzeAsync(ReadOnlyMemory<byte> file, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
        => (await ReadAsync(file, mostHeads: int.MaxValue, progress, cancel).ConfigureAwait(false)).Portrait;

    /// <summary>Cuts the person out of a picture, at its full size.</summary>
    /// <param name="file">The picture's file.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <returns>As large as the upright picture; works without a visible face too.</returns>
    /// <exception cref="PhotoException">The file was refused, or shows no person.</exception>
    public async Task<Cutout> CutOutAsync(ReadOnlyMemory<byte> file, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
    {
        Portrait portrait = (await ReadAsync(file, mostHeads: 0, progress, cancel).ConfigureAwait(false)).Portrait;
        progress?.Report(PhotoStage.CutOut);
        SceneOptions options = new() { UseSalient = _options.UseSalient };
        return await PortraitCutter.CutAsync(_networks, portrait, options, cancel).ConfigureAwait(false);
    }

    /// <summary>Releases the networks.</summary>
    public void Dispose() => _networks.Dispose();

    private async Task<Source> ReadAsync(ReadOnlyMemory<byte> file, int mostHeads, IProgress<PhotoStage>? progress, CancellationToken cancel)
    {
        progress?.Report(PhotoStage.Decode);
        Decoded decoded = PictureDecoder.Decode(file, _options.Limits, cancel);
        progress?.Report(PhotoStage.FindFace);
        Portrait portrait = await PortraitReader.ReadAsync(_networks, decoded.Picture, mostHeads, cancel).ConfigureAwait(false);
        return new Source(portrait, decoded.Header, decoded.Edits);
    }

    private Job JobOf(IdPhotoOptions? options)
    {
        options ??= new IdPhotoOptions();
        MakeOptions make = options.Make with { Scene = options.Make.Scene with { UseSalient = _options.UseSalient } };
        return new Job(options with { Make = make }, _networks);
    }
}
