using IdPhoto.Decoding;
using IdPhoto.Persons;
using IdPhoto.Words;

namespace IdPhoto.Studio;

/// <summary>How a studio works.</summary>
public sealed record PhotoStudioOptions
{
    /// <summary>
    /// Threads that one call may use, from 1; null for all cores. It bounds the networks, the codec, every stage of the library
    /// (<see cref="Pictures.Parallelism"/>) and the documents that are finished at once. For many photos at once, 1 and one photo
    /// per core is best.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>Uses IS-Net beside the person network. Default true; without it the cut-out is coarser at hair.</summary>
    public bool UseSalient { get; init; } = true;

    /// <summary>IS-Net's input has as many pixels as a square of this side, 128..1024; see <see cref="SceneOptions.SalientSide"/>. Default 512.</summary>
    public int SalientSide { get; init; } = new SceneOptions().SalientSide;

    internal SceneOptions Scene => new() { UseSalient = UseSalient, SalientSide = SalientSide };

    /// <summary>The largest files and pictures that are decoded.</summary>
    public DecodeLimits Limits { get; init; } = new();

    /// <summary>The language of <see cref="PhotoStudio.Words"/>. Default English.</summary>
    public Language Language { get; init; } = Languages.English;

    /// <summary>The bound in force: <see cref="Threads"/>, or as many as there are cores.</summary>
    public int MostThreads => Threads ?? Environment.ProcessorCount;
}
