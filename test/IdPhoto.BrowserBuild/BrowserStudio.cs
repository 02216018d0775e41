using IdPhoto.Networks;
using IdPhoto.Ports;
using IdPhoto.Studio;

namespace IdPhoto.BrowserBuild;

/// <summary>The one call as a browser composes it: of ports that its page brings, on one thread.</summary>
internal static class BrowserStudio
{
    public static PhotoStudio Open(INetworks networks, IPictureCodec codec, ISheetRenderer sheets)
        => new(networks, codec, sheets, new PhotoStudioOptions { Threads = 1 });
}
