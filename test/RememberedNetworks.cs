using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using IdPhoto.Codecs;
using IdPhoto.Drawing;
using IdPhoto.Networks;
using IdPhoto.Onnx;
using IdPhoto.Studio;

namespace IdPhoto.Tests;

/// <summary>
/// The real networks, each run once for the same input in a test process: tests look at the same few portraits again and again, and networks are
/// what costs. That one input gives one output, whatever the threads, is what the tests of <see cref="OnnxNetworks"/> see to; those of threads,
/// loading and memory use it as it is.
/// </summary>
internal sealed class RememberedNetworks(OnnxNetworks networks) : INetworks, IDisposable
{
    private const long MostBytes = 512L * 1024 * 1024;

    private static readonly ConcurrentDictionary<(Network, string, string), float[][]> Outputs = new();
    private static long _bytes;

    /// <summary>What <c>DesktopStudio.Open</c> opens, on remembered networks.</summary>
    public static PhotoStudio Studio(PhotoStudioOptions? options = null)
    {
        options ??= new PhotoStudioOptions();
        OnnxNetworks networks = new(new OnnxNetworksOptions
        {
            Threads = options.MostThreads,
            Allowed = options.UseSalient ? null : Enum.GetValues<Network>().Where(network => network != Network.Salient).ToHashSet(),
        });
        return new PhotoStudio(new RememberedNetworks(networks), new PictureCodec(options.MostThreads), new SheetRenderer(), options);
    }

    /// <inheritdoc />
    public void Dispose() => networks.Dispose();

    /// <inheritdoc />
    public bool Has(Network network) => networks.Has(network);

    /// <inheritdoc />
    public IReadOnlyList<NetworkFile> FilesOf(Network network) => networks.FilesOf(network);

    /// <inheritdoc />
    public void Preload(IReadOnlyList<Network> wanted) => networks.Preload(wanted);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<float[]>> RunAsync(Network network, float[] input, ReadOnlyMemory<int> shape, CancellationToken cancel)
    {
        // What is refused without a run is refused here, too.
        if (!networks.Has(network) || cancel.IsCancellationRequested)
            return await networks.RunAsync(network, input, shape, cancel).ConfigureAwait(false);
        (Network, string, string) key = (network, string.Join(',', shape.ToArray()), Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(input))));
        if (!Outputs.TryGetValue(key, out float[][]? outputs))
        {
            outputs = [.. await networks.RunAsync(network, input, shape, cancel).ConfigureAwait(false)];
            if (Interlocked.Add(ref _bytes, outputs.Sum(output => sizeof(float) * (long)output.Length)) < MostBytes)
                Outputs.TryAdd(key, [.. outputs.Select(Copy)]);
            return outputs;
        }
        return [.. outputs.Select(Copy)];
    }

    // The caller owns what it gets, and may write into it.
    private static float[] Copy(float[] output) => [.. output];
}
