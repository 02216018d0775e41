using System.Globalization;
using System.Runtime.InteropServices;
using IdPhoto.Codecs;
using IdPhoto.Documents;
using IdPhoto.Drawing;
using IdPhoto.Networks;
using IdPhoto.Onnx;
using IdPhoto.Studio;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>What the networks make of a photo: faces, hair, skin and clothes, in numbers. The same photo gives the same numbers in a server.</summary>
internal sealed class WatchedNetworks(OnnxNetworks networks) : INetworks, IDisposable
{
    /// <summary>Of fewer values an output is no picture of anybody, and other memory may well hold them.</summary>
    private const int FewestValues = 100;

    private readonly List<(byte[] Seen, string Network)> _seen = [];

    /// <summary>Shows a photo to the networks as a server does that cuts it out, makes a document of it and checks it.</summary>
    /// <returns>The outputs of each run, as they lie in memory.</returns>
    public static async Task<IReadOnlyList<(byte[] Seen, string Network)>> SeeAsync(byte[] photo, string spec)
    {
        using WatchedNetworks networks = new(new OnnxNetworks());
        using PhotoStudio studio = new(networks, new PictureCodec(1), new SheetRenderer());
        await studio.PreviewAsync(photo, 640);
        await studio.MakeAsync(photo, PhotoSpecs.Find(spec));
        await studio.CheckAsync(photo, PhotoSpecs.Find(spec));
        return networks._seen;
    }

    /// <inheritdoc />
    public void Dispose() => networks.Dispose();

    /// <inheritdoc />
    public bool Has(Network network) => networks.Has(network);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<float[]>> RunAsync(Network network, float[] input, ReadOnlyMemory<int> shape, CancellationToken cancel)
    {
        IReadOnlyList<float[]> outputs = await networks.RunAsync(network, input, shape, cancel);
        lock (_seen)
            for (int i = 0; i < outputs.Count; i++)
                if (outputs[i].Length >= FewestValues)
                    _seen.Add((MemoryMarshal.AsBytes<float>(outputs[i]).ToArray(), string.Create(CultureInfo.InvariantCulture, $"output {i} of {network}")));
        return outputs;
    }
}
