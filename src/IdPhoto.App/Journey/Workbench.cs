using IdPhoto.App.Device;
using IdPhoto.App.Words;
using IdPhoto.Browser.Requests;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;

namespace IdPhoto.App.Journey;

/// <summary>Does the work of the screens: opens, checks and makes on this device, and tells how far it is.</summary>
public sealed class Workbench
{
    private readonly EngineLink _engine;
    private readonly Trip _trip;
    private CancellationTokenSource? _stop;
    private ((string Key, int Version, int Editing) Wanted, Task<MadePhotoLine> Photo)? _making;

    public Workbench(EngineLink engine, Trip trip)
    {
        (_engine, _trip) = (engine, trip);
        engine.Download += state =>
        {
            Download = state.Done < state.Bytes ? state : null;
            Changed?.Invoke();
        };
    }

    /// <summary>Told when the stage or the download has moved on.</summary>
    public event Action? Changed;

    /// <summary>What is being done; null where nothing is.</summary>
    public PhotoStage? Stage { get; private set; }

    /// <summary>What is being downloaded; null where nothing is.</summary>
    public DownloadState? Download { get; private set; }

    /// <summary>Stops what is being done, at its next stage.</summary>
    public void Cancel() => _stop?.Cancel();

    /// <summary>Opens the picture that was chosen and checks it for every document.</summary>
    public Task OpenAsync() => RunAsync(async (progress, cancel) =>
    {
        int version = _trip.Version;
        Analysis found = await _engine.OpenAsync(progress, cancel);
        string url = await _engine.PictureAsync(1600);
        RequireSame(version);
        _trip.Opened(new OpenedPicture(found, url));
        await CheckedAsync(progress, cancel);
    });

    /// <summary>Checks the open picture for the documents that it was not checked for.</summary>
    public Task CheckAsync() => RunAsync(CheckedAsync);

    /// <summary>Makes a document's photo as the person wants it; one that is under way already is waited for.</summary>
    internal Task<MadePhotoLine> MakeAsync(ChosenDocument document)
    {
        (string Key, int Version, int Editing) wanted = (document.Key, _trip.Version, _trip.Editing);
        if (_making is { } making && making.Wanted == wanted && !making.Photo.IsCompleted)
            return making.Photo;
        Task<MadePhotoLine> photo = MadeAsync(document);
        _making = (wanted, photo);
        return photo;
    }

    /// <summary>Makes a photo that keeps its background while the person still reads the verdicts.</summary>
    public async Task PrepareAsync(ChosenDocument document)
    {
        if (NeedsLarge(document) || _trip.Made.ContainsKey(document.Key))
            return;
        try
        {
            await MakeAsync(document);
        }
        catch (Exception error) when (error is RefusedException or UnavailableException or OperationCanceledException)
        {
            // Said where the photo is asked for.
        }
    }

    private Task<MadePhotoLine> MadeAsync(ChosenDocument document) => RunAsync(async (progress, cancel) =>
    {
        (int version, int editing) = (_trip.Version, _trip.Editing);
        EngineRequest request = _trip.EditsOf(document).Fill(document.Request());
        (request.Check, request.Age) = (true, AgeOf(_trip.Subject));
        MadePhotoLine made = await _engine.MakeAsync(document.Key, request, progress, cancel);
        RequireSame(version);
        if (editing != _trip.Editing)
            throw new OperationCanceledException();
        if (made.Refusal is { } refusal)
            throw new RefusedException(refusal.Code, refusal.Sentence);
        _trip.Made[document.Key] = new MadeDocument(made.File!, made.Report!, made.Placement, ByServer: false);
        _trip.Tell();
        return made;
    });

    /// <summary>Whether a document as it is wanted needs the large network.</summary>
    public bool NeedsLarge(ChosenDocument document) => _trip.EditsOf(document).Background is not null;

    internal static double? AgeOf(Subject subject) => subject switch
    {
        Subject.Infant => 1,
        Subject.Child => 9,
        _ => null,
    };

    private async Task CheckedAsync(IProgress<PhotoStage> progress, CancellationToken cancel)
    {
        foreach (ChosenDocument document in _trip.Documents.Where(document => !_trip.Verdicts.ContainsKey(document.Key)).ToArray())
        {
            EngineRequest request = document.Request();
            request.Age = AgeOf(_trip.Subject);
            int version = _trip.Version;
            ComplianceLine verdicts = await _engine.CheckAsync(request, progress, cancel);
            RequireSame(version);
            _trip.Verdicts[document.Key] = verdicts;
        }
        _trip.Tell();
    }

    private Task<bool> RunAsync(Func<IProgress<PhotoStage>, CancellationToken, Task> work) => RunAsync(async (progress, cancel) =>
    {
        await work(progress, cancel);
        return true;
    });

    private async Task<T> RunAsync<T>(Func<IProgress<PhotoStage>, CancellationToken, Task<T>> work)
    {
        _stop?.Cancel();
        using CancellationTokenSource stop = new();
        _stop = stop;
        Reach(PhotoStage.Decode);
        try
        {
            return await work(new Progress<PhotoStage>(stage => Reach(stage)), stop.Token);
        }
        finally
        {
            if (_stop == stop)
            {
                _stop = null;
                Download = null;
                Reach(null);
            }
        }
    }

    // What was worked out for another picture, person or language must not stand under this one.
    private void RequireSame(int version)
    {
        if (version != _trip.Version)
            throw new OperationCanceledException();
    }

    private void Reach(PhotoStage? stage)
    {
        Stage = stage;
        Changed?.Invoke();
    }
}
