using System.Runtime.InteropServices;
using IdPhoto.Messages;
using IdPhoto.Networks;

namespace IdPhoto.Browser.Ports;

/// <summary>Runs the networks with onnxruntime-web.</summary>
internal sealed class BrowserNetworks : INetworks
{
    /// <inheritdoc />
    public bool Has(Network network) => Page.Has(network.ToString());

    /// <inheritdoc />
    public IReadOnlyList<NetworkFile> FilesOf(Network network)
        => [.. Page.FilesOf(network.ToString()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(part => new NetworkFile(part[0], part[1]))];

    /// <inheritdoc />
    public void Preload(IReadOnlyList<Network> networks) => Page.Preload([.. networks.Select(network => network.ToString())]);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<float[]>> RunAsync(Network network, float[] input, ReadOnlyMemory<int> shape, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Page.SetInput(MemoryMarshal.AsBytes(input.AsSpan()));
        int outputs = await Page.RunAsync(network.ToString(), shape.ToArray()).ConfigureAwait(true);
        cancel.ThrowIfCancellationRequested();
        if (outputs == 0)
            throw new PhotoException(Refusals.ModelMissing, Message.Of("models.not-downloaded", ("network", network.ToString())));
        return [.. Enumerable.Range(0, outputs).Select(Taken)];
    }

    private static float[] Taken(int output)
    {
        float[] values = new float[Page.LengthOf(output)];
        Page.TakeOutput(output, MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
