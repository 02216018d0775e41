using IdPhoto.Networks;

namespace IdPhoto.Onnx;

/// <summary>How networks are run.</summary>
public sealed record OnnxNetworksOptions
{
    /// <summary>Threads that one run may use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The folder with the networks' files; null looks in the usual places.</summary>
    public string? Folder { get; init; }

    /// <summary>The networks that may be used; null means all. Without <see cref="Network.Salient"/> the cut-out is coarser.</summary>
    public IReadOnlySet<Network>? Allowed { get; init; }
}
