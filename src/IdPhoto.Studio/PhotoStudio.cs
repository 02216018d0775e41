using IdPhoto.Borders;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Matting;
using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Ports;
using IdPhoto.Words;

namespace IdPhoto.Studio;

/// <summary>ID photos in one call: a file in, a file out, on this device and without a connection.</summary>
/// <remarks>
/// Open one per process and share it: every method is thread-safe and keeps nothing of the pictures it sees.
/// Each call takes seconds of a processor's time and spends them on the thread pool, so that the caller's thread is free at once;
/// in a browser, whose thread pool is its one thread, a worker is the place for a studio. Progress is reported from there, too.
/// The stages behind it (<see cref="PortraitReader"/>, <see cref="IdPhotoMaker"/>, <see cref="PortraitCutter"/>) can be called alone.
/// </remarks>
public sealed partial class PhotoStudio : IDisposable
{
    private readonly PhotoStudioOptions _options;
    private readonly IPictureCodec _codec;
    private readonly ISheetRenderer _sheets;
    private readonly Stages _stages;

    /// <summary>A studio on a platform's own parts. On a desktop or server <c>DesktopStudio.Open()</c> brings them.</summary>
    /// <param name="networks">Runs the networks; disposed with the studio where it can be.</param>
    /// <param name="codec">Reads and writes picture files.</param>
    /// <param name="sheets">Draws print sheets.</param>
    /// <param name="options">Null for the usual ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public PhotoStudio(INetworks networks, IPictureCodec codec, ISheetRenderer sheets, PhotoStudioOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(sheets);
        _options = options ?? new PhotoStudioOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MostThreads, 1, nameof(options));
        (Networks, _codec, _sheets) = (networks, codec, sheets);
        _stages = new Stages(networks, codec, _options);
        Words = Sentences.In(_options.Language);
    }

    /// <summary>The networks that this studio runs, for calling stages alone.</summary>
    public INetworks Networks { get; }

    /// <summary>Says a refusal or another message to a person: <c>studio.Words.Say(refusal)</c>.</summary>
    public Sentences Words { get; }

    /// <summary>Loads the networks of a job in the background, so that decoding and loading overlap. Without it they are loaded when first used.</summary>
    /// <param name="cutOut">Whether the job cuts a person out.</param>
    public void Warm(bool cutOut)
    {
        Network[] wanted = [Network.FaceFullRange, Network.FaceShortRange, Network.FaceMesh, Network.Person, Network.Palm];
        Networks.Preload([.. cutOut && _options.UseSalient ? [Network.Salient, .. wanted] : wanted]);
    }

    /// <summary>Makes a document's photo.</summary>
    /// <param name="file">A JPEG, PNG, WebP, AVIF, TIFF or HEIC file; not to be changed before the call ends.</param>
    /// <param name="spec">The document, such as <c>PhotoSpecs.Find("two-inch")</c>.</param>
    /// <param name="options">Null for the document's own background and resolution.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <exception cref="PhotoException">The file or the portrait was refused; the code and the message tell why.</exception>
    public Task<IdPhotoFile> MakeAsync(
        ReadOnlyMemory<byte> file, PhotoSpec spec, IdPhotoOptions? options = null, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return OffloadAsync(() => MadeAsync(file, spec, JobOf(options), progress, cancel), cancel);
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
    public Task<IReadOnlyList<DocumentResult>> MakeManyAsync(
        ReadOnlyMemory<byte> file, IReadOnlyList<PhotoSpec> specs, IdPhotoOptions? options = null, IProgress<PhotoStage>? progress = null,
        IProgress<DocumentResult>? finished = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(specs);
        return OffloadAsync(() => ManyMadeAsync(file, specs, JobOf(options), progress, finished, cancel), cancel);
    }

    /// <summary>Decodes and searches a picture once, for as many checks and photos of it as are wanted.</summary>
    /// <param name="file">As for <see cref="MakeAsync"/>; not needed afterwards.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <exception cref="PhotoException">The file was refused. A picture without a face is told by what is asked of it.</exception>
    public Task<OpenPhoto> OpenAsync(ReadOnlyMemory<byte> file, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
        => OffloadAsync(async () => new OpenPhoto(this, await _stages.ReadAsync(file, mostHeads: 1, progress, cancel).ConfigureAwait(false)), cancel);

    /// <summary>Finds and measures the faces of a picture.</summary>
    /// <param name="file">The picture's file.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <exception cref="PhotoException">The file was refused.</exception>
    public Task<Portrait> AnalyzeAsync(ReadOnlyMemory<byte> file, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
        => OffloadAsync(async () => (await _stages.ReadAsync(file, mostHeads: int.MaxValue, progress, cancel).ConfigureAwait(false)).Portrait, cancel);

    /// <summary>Cuts all people of similar size out of a picture, at its full size: see <see cref="CutOutPeopleAsync"/>.</summary>
    /// <param name="file">The picture's file.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <returns>As large as the upright picture; works without a visible face too.</returns>
    /// <exception cref="PhotoException">The file was refused, or shows no person.</exception>
    public Task<Cutout> CutOutAsync(ReadOnlyMemory<byte> file, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
        => CutOutPeopleAsync(file, People.All, progress, cancel);

    /// <summary>Cuts people out of a picture, at its full size. Bars and frames around the photo are transparent, and what is cut out already keeps its own transparency.</summary>
    /// <param name="file">The picture's file.</param>
    /// <param name="people">Whom the cut-out shows where the picture shows several.</param>
    /// <param name="progress">Told each stage as it begins.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <returns>As large as the upright picture, with how many people it shows and what a person should know of it; works without a visible face too.</returns>
    /// <exception cref="PhotoException">The file was refused, or shows no person.</exception>
    public Task<Cutout> CutOutPeopleAsync(
        ReadOnlyMemory<byte> file, People people, IProgress<PhotoStage>? progress = null, CancellationToken cancel = default)
        => OffloadAsync(
            async () =>
            {
                Source source = await _stages.ReadAsync(file, mostHeads: 0, progress, cancel).ConfigureAwait(false);
                progress?.Report(PhotoStage.CutOut);
                return await _stages.CutOutAsync(source.Portrait, people, cancel).ConfigureAwait(false);
            },
            cancel);

    /// <summary>Cuts the person out of a reduced copy, to try documents and backgrounds on; measured on the whole picture.</summary>
    /// <param name="file">The picture's file.</param>
    /// <param name="longSide">Longest side of the cut-out, in pixels; not below 1280, and never larger than the picture.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="PhotoException">The file was refused, or shows no person.</exception>
    public Task<PreviewCutout> PreviewAsync(ReadOnlyMemory<byte> file, int longSide, CancellationToken cancel = default)
        => OffloadAsync(
            async () =>
            {
                Source source = await _stages.ReadAsync(file, mostHeads: 1, progress: null, cancel).ConfigureAwait(false);
                return await _stages.PreviewAsync(source.Portrait, longSide, cancel).ConfigureAwait(false);
            },
            cancel);

    /// <summary>Releases the networks.</summary>
    public void Dispose() => (Networks as IDisposable)?.Dispose();

    // What is called here takes processor time: it leaves the caller's thread, and no more threads than it may.
    private Task<T> OffloadAsync<T>(Func<Task<T>> work, CancellationToken cancel) => Task.Run(
        async () =>
        {
            using IDisposable bound = Parallelism.AtMost(_options.MostThreads);
            return await work().ConfigureAwait(false);
        },
        cancel);

    private async Task<IdPhotoFile> MadeAsync(
        ReadOnlyMemory<byte> file, PhotoSpec spec, Job job, IProgress<PhotoStage>? progress, CancellationToken cancel)
    {
        // Refused before the photo is looked at, where that is possible.
        EditPlan.Of(spec, job.Options.Make);
        job.Options.Target(spec);
        Source source = await _stages.ReadAsync(file, mostHeads: 1, progress, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.CutOut);
        IReadOnlyList<PreparedPage> pages = await _stages.PrepareAsync(source, [spec], job.Options.Make, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.Export);
        IdPhotoFile made = await job.FinishAsync(source, pages[0], cancel).ConfigureAwait(false);
        return job.Options.Check is { } check ? await _stages.WithComplianceAsync(made, check, cancel).ConfigureAwait(false) : made;
    }

    private async Task<IReadOnlyList<DocumentResult>> ManyMadeAsync(
        ReadOnlyMemory<byte> file, IReadOnlyList<PhotoSpec> specs, Job job, IProgress<PhotoStage>? progress, IProgress<DocumentResult>? finished, CancellationToken cancel)
    {
        Source source = await _stages.ReadAsync(file, mostHeads: 1, progress, cancel).ConfigureAwait(false);
        return await ManyMadeAsync(source, specs, job, progress, finished, cancel).ConfigureAwait(false);
    }

    internal Task<Cutout> CutOutAsync(Source source, People people, IProgress<PhotoStage>? progress, CancellationToken cancel) => OffloadAsync(
        () =>
        {
            progress?.Report(PhotoStage.CutOut);
            // Upright, as everything else that is known of an open photo.
            return _stages.CutOutAsync(source.Portrait with { QuarterTurns = 0, Border = PictureBorder.None }, people, cancel).AsTask();
        },
        cancel);

    internal Task<EditorLayer> LayerAsync(Source source, PhotoSpec spec, MakeOptions make, IProgress<PhotoStage>? progress, CancellationToken cancel) => OffloadAsync(
        () =>
        {
            progress?.Report(PhotoStage.CutOut);
            return _stages.LayerAsync(source, spec, Bound(make), cancel).AsTask();
        },
        cancel);

    internal Task<IReadOnlyList<DocumentResult>> MakeManyAsync(
        Source source, IReadOnlyList<PhotoSpec> specs, IdPhotoOptions? options, IProgress<PhotoStage>? progress, IProgress<DocumentResult>? finished, CancellationToken cancel)
        => OffloadAsync(() => ManyMadeAsync(source, specs, JobOf(options), progress, finished, cancel), cancel);

    private async Task<IReadOnlyList<DocumentResult>> ManyMadeAsync(
        Source source, IReadOnlyList<PhotoSpec> specs, Job job, IProgress<PhotoStage>? progress, IProgress<DocumentResult>? finished, CancellationToken cancel)
    {
        progress?.Report(PhotoStage.CutOut);
        IReadOnlyList<PreparedPage> pages = await _stages.PrepareAsync(source, specs, job.Options.Make, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.Export);
        DocumentResult[] results = new DocumentResult[pages.Count];
        ParallelOptions bound = new() { MaxDegreeOfParallelism = _options.MostThreads, CancellationToken = cancel };
#pragma warning disable RS0030 // Documents, not rows: each has its share of the bound.
        await Parallel.ForAsync(0, pages.Count, bound, async (i, stop) =>
#pragma warning restore RS0030
        {
            using IDisposable share = Parallelism.AtMost(Math.Max(1, _options.MostThreads / pages.Count));
            results[i] = await job.TryFinishAsync(source, pages[i], stop).ConfigureAwait(false);
            finished?.Report(results[i]);
        }).ConfigureAwait(false);
        if (job.Options.Check is { } check)
            for (int i = 0; i < results.Length; i++)
                if (results[i].Photo is { } made)
                    results[i] = results[i] with { Photo = await _stages.WithComplianceAsync(made, check, cancel).ConfigureAwait(false) };
        return results;
    }

    private MakeOptions Bound(MakeOptions make)
        => make with { Scene = _options.Scene with { UseSalient = make.Scene.UseSalient && _options.UseSalient } };

    private Job JobOf(IdPhotoOptions? options)
    {
        options ??= new IdPhotoOptions();
        return new Job(options with { Make = Bound(options.Make) }, Networks, _codec);
    }
}
