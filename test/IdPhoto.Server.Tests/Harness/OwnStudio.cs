using IdPhoto.Studio;
using IdPhoto.Tests;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A studio that no server knows of, to compare with; opened once, as loading the networks is what costs.</summary>
internal static class OwnStudio
{
    private static readonly Lazy<PhotoStudio> Opened = new(() => RememberedNetworks.Studio());

    /// <summary>The studio; not to be disposed.</summary>
    public static PhotoStudio Value => Opened.Value;
}
