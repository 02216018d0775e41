namespace IdPhoto.Networks;

/// <summary>The neural networks that the pipeline uses. Shapes are the contract between this library and whatever runs them.</summary>
public enum Network
{
    /// <summary>
    /// BlazeFace full range (MediaPipe). Input [1, 192, 192, 3] NHWC RGB in -1..1;
    /// outputs: [1, 2304, 16] box and keypoint offsets, [1, 2304, 1] logits.
    /// </summary>
    FaceFullRange,

    /// <summary>
    /// BlazeFace short range (MediaPipe). Input [1, 128, 128, 3] NHWC RGB in -1..1;
    /// outputs: [1, 896, 16] box and keypoint offsets, [1, 896, 1] logits.
    /// </summary>
    FaceShortRange,

    /// <summary>
    /// Face mesh with attention (MediaPipe). Input [1, 192, 192, 3] NHWC RGB in 0..1; outputs in pixels of that input:
    /// [1, 1404] mesh of 468 x (x, y, z), [1, 160] lips, [1, 142] left eye, [1, 142] right eye,
    /// [1, 10] left iris, [1, 10] right iris, [1, 1] face logit.
    /// </summary>
    FaceMesh,

    /// <summary>
    /// Selfie multiclass segmenter (MediaPipe). Input [1, 256, 256, 3] NHWC RGB in -1..1; output [1, 256, 256, 6]
    /// probabilities: background, hair, body skin, face skin, clothes, others.
    /// </summary>
    Person,

    /// <summary>
    /// IS-Net, general use. Input [1, 3, H, W] NCHW RGB, (v - 128) / 256, H and W multiples of 32;
    /// output [1, 1, H, W], 0..1.
    /// </summary>
    Salient,

    /// <summary>
    /// Palm detection (MediaPipe, full). Input [1, 192, 192, 3] NHWC RGB in 0..1;
    /// outputs: [1, 2016, 18] box and seven keypoint offsets in pixels of that input, [1, 2016, 1] logits.
    /// </summary>
    Palm,
}

/// <summary>A file that a network was loaded from.</summary>
/// <param name="File">Its name.</param>
/// <param name="Sha256">Its hash, in lower-case hexadecimal.</param>
public sealed record NetworkFile(string File, string Sha256);

/// <summary>Runs networks; an implementation per platform: native ONNX Runtime on a desktop or server, onnxruntime-web in a browser.</summary>
public interface INetworks
{
    /// <summary>Whether the network is installed and may be run.</summary>
    bool Has(Network network);

    /// <summary>The files that a network consists of, for reports; empty where nothing is known of them.</summary>
    IReadOnlyList<NetworkFile> FilesOf(Network network) => [];

    /// <summary>Begins to load networks, so that they are ready sooner; those that are missing are left out. A failure shows when one is run.</summary>
    void Preload(IReadOnlyList<Network> networks)
    {
    }

    /// <summary>Runs a network once.</summary>
    /// <param name="network">Which one.</param>
    /// <param name="input">Exactly as many values as <paramref name="shape"/> says; read, never kept.</param>
    /// <param name="shape">The input's shape, as documented at <see cref="Network"/>.</param>
    /// <param name="cancel">Checked before the run.</param>
    /// <returns>One array per output, in the order documented at <see cref="Network"/>; the caller owns them.</returns>
    /// <exception cref="PhotoException"><see cref="Refusals.ModelMissing"/>.</exception>
    ValueTask<IReadOnlyList<float[]>> RunAsync(Network network, float[] input, ReadOnlyMemory<int> shape, CancellationToken cancel);
}
