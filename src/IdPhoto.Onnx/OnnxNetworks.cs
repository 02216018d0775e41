using IdPhoto.Messages;
using IdPhoto.Networks;
using Microsoft.ML.OnnxRuntime;

namespace IdPhoto.Onnx;

/// <summary>
/// Runs the networks on ONNX Runtime, on the processor. A network is loaded when it is first needed, once its files are
/// found to be the pinned ones. Calls from several threads at once are safe; results do not depend on them.
/// </summary>
public sealed class OnnxNetworks : INetworks, IDisposable
{
    private readonly Dictionary<Network, Lazy<LoadedNetwork>> _loaded;
    private readonly OnnxNetworksOptions _options;
    private readonly string? _folder;
    private readonly Lock _lock = new();
    private readonly List<Task> _preloads = [];
    private bool _disposed;

    /// <summary>Networks from the folder that the options name, or that <see cref="ModelFolder.Locate"/> finds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public OnnxNetworks(OnnxNetworksOptions? options = null)
    {
        _options = options ?? new OnnxNetworksOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Threads, 1, nameof(options));
        _folder = _options.Folder ?? ModelFolder.Locate();
        _loaded = Enum.GetValues<Network>().ToDictionary(
            network => network,
            network => new Lazy<LoadedNetwork>(() => LoadedNetwork.Load(ModelCatalogue.Of(network), _folder, _options.Threads)));
    }

    /// <inheritdoc />
    public bool Has(Network network) => IsAllowed(network) && _folder is not null
        && ModelCatalogue.Of(network).Files.All(file => Length(Path.Combine(_folder, file.File)) == file.Bytes);

    /// <inheritdoc />
    public IReadOnlyList<NetworkFile> FilesOf(Network network)
        => [.. ModelCatalogue.Of(network).Files.Select(file => new NetworkFile(file.File, file.Sha256))];

    /// <inheritdoc />
    public void Preload(IReadOnlyList<Network> networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            foreach (Network network in networks.Where(Has))
                _preloads.Add(Task.Run(() => LoadQuietly(_loaded[network])));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<float[]>> RunAsync(Network network, float[] input, ReadOnlyMemory<int> shape, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(input);
        cancel.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!IsAllowed(network))
            throw new PhotoException(Refusals.ModelMissing, Message.Of("models.not-allowed", ("file", ModelCatalogue.Of(network).Files[0].File)));
        return ValueTask.FromResult(_loaded[network].Value.Run(input, shape.Span));
    }

    /// <summary>Frees the networks. No run may be under way.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
        }
        Task.WaitAll(_preloads);
        foreach (Lazy<LoadedNetwork> network in _loaded.Values)
            if (network.IsValueCreated)
                network.Value.Dispose();
    }

    private bool IsAllowed(Network network) => _options.Allowed?.Contains(network) ?? true;

    // Of the file behind a link, which a file's entry in its folder does not tell.
    private static long? Length(string path)
    {
        FileInfo file = new(path);
        return file.LinkTarget is null
            ? file.Exists ? file.Length : null
            : file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target ? target.Length : null;
    }

    private static void LoadQuietly(Lazy<LoadedNetwork> network)
    {
        try
        {
            _ = network.Value;
        }
        catch (PhotoException)
        {
            // Kept by the Lazy: whoever runs the network gets it.
        }
    }
}
