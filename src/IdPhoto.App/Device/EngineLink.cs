using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IdPhoto.App.Journey;
using IdPhoto.Browser.Requests;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IdPhoto.App.Device;

/// <summary>The engine in its worker. Pictures and files stay on the scripts' side; here are requests and what was found.</summary>
public sealed class EngineLink : JsPart
{
    private readonly DotNetObjectReference<EngineLink> _self;
    private readonly Dictionary<int, IProgress<PhotoStage>> _running = [];
    private int _last;
    private bool _attached;

    public EngineLink(IJSRuntime js)
        : base(js, "studio.js") => _self = DotNetObjectReference.Create(this);

    /// <summary>Told that a picture was dropped on the page or pasted; its name.</summary>
    public event Action<string>? PictureOffered;

    /// <summary>Told how far a network's download is.</summary>
    public event Action<DownloadState>? Download;

    public async Task AttachAsync()
    {
        if (!_attached)
            await DoAsync("attach", _self);
        _attached = true;
    }

    public Task SpeakAsync(string language) => DoAsync("speak", language);

    /// <returns>The file's name, or null where nothing was chosen.</returns>
    public Task<string?> ChooseFromAsync(ElementReference input) => AskAsync<string?>("chooseFrom", input);

    public Task OpenInputAsync(ElementReference input) => DoAsync("openInput", input);

    public Task<string> PictureAsync(int longSide) => AskAsync<string>("picture", longSide);

    /// <summary>Loads the networks that every photo needs.</summary>
    public Task WarmAsync() => CallAsync("warm", null, AppJson.Default.JsonElement);

    /// <summary>Loads the network that replaces backgrounds.</summary>
    public Task WarmSalientAsync() => CallAsync("warmSalient", null, AppJson.Default.JsonElement);

    /// <summary>How many bytes some networks still have to download.</summary>
    public async Task<long> MissingAsync(params string[] networks) => (await CallAsync("missing", null, AppJson.Default.JsonElement, CancellationToken.None, [networks])).GetInt64();

    public Task AllowSalientAsync(bool allowed) => CallAsync("allowSalient", null, AppJson.Default.JsonElement, CancellationToken.None, allowed);

    internal Task<Analysis> OpenAsync(IProgress<PhotoStage>? progress, CancellationToken cancel)
        => CallAsync("open", progress, EngineJson.Default.Analysis, cancel);

    internal Task<ComplianceLine> CheckAsync(EngineRequest request, IProgress<PhotoStage>? progress, CancellationToken cancel)
        => CallAsync("check", progress, EngineJson.Default.ComplianceLine, cancel, Written(request));

    /// <summary>Makes one document's photo; its file is known by a name from then on.</summary>
    internal async Task<MadePhotoLine> MakeAsync(string name, EngineRequest request, IProgress<PhotoStage>? progress, CancellationToken cancel)
        => MadePhotoLine.Read(await CallAsync("make", progress, AppJson.Default.JsonElement, cancel, name, Written(request)));

    internal async Task<MadeSheetLine> PrintAsync(SheetAsked request, CancellationToken cancel)
        => MadeSheetLine.Read(await CallAsync("print", null, AppJson.Default.JsonElement, cancel, JsonSerializer.Serialize(request, EngineJson.Default.SheetAsked)));

    internal Task<PreflightAnswer> PreflightAsync(string made, EngineRequest request, CancellationToken cancel)
        => CallAsync("preflight", null, EngineJson.Default.PreflightAnswer, cancel, made, Written(request));

    /// <summary>Forgets the picture and all that was made of it.</summary>
    public Task CloseAsync() => DoAsync("close");

    [JSInvokable]
    public void Offered(string name) => PictureOffered?.Invoke(name);

    [JSInvokable]
    public void Downloading(string network, long done, long bytes) => Download?.Invoke(new DownloadState(network, done, bytes));

    [JSInvokable]
    public void Reached(int job, string stage)
    {
        if (_running.TryGetValue(job, out IProgress<PhotoStage>? progress) && Enum.TryParse(stage, out PhotoStage reached))
            progress.Report(reached);
    }

    internal static string Written(EngineRequest request) => JsonSerializer.Serialize(request, EngineJson.Default.EngineRequest);

    private async Task<T> CallAsync<T>(
        string function, IProgress<PhotoStage>? progress, JsonTypeInfo<T> type, CancellationToken cancel = default, params object?[] arguments)
    {
        cancel.ThrowIfCancellationRequested();
        int job = ++_last;
        if (progress is not null)
            _running[job] = progress;
        await using CancellationTokenRegistration stops = cancel.Register(() => _ = DoAsync("cancel", job));
        try
        {
            return Answers.Read(await AskAsync<string>(function, [job, .. arguments]), type);
        }
        finally
        {
            _running.Remove(job);
        }
    }
}

/// <summary>How far a download is.</summary>
/// <param name="Network">Which.</param>
/// <param name="Done">Bytes that are there.</param>
/// <param name="Bytes">Bytes in all.</param>
public sealed record DownloadState(string Network, long Done, long Bytes);
