using IdPhoto.Codecs;
using IdPhoto.Drawing;
using IdPhoto.Networks;
using IdPhoto.Onnx;
using IdPhoto.Studio;

namespace IdPhoto.Desktop;

/// <summary>Opens the one call on a desktop or server: networks on ONNX Runtime, pictures by libvips and ImageMagick, sheets by Skia.</summary>
public static class DesktopStudio
{
    /// <summary>Opens a studio. Networks are loaded when first used, or ahead of it by <see cref="PhotoStudio.Warm"/>.</summary>
    /// <param name="options">Null for the usual ones. libvips and ImageMagick have one bound on threads per process: the studio opened last sets it.</param>
    /// <param name="modelFolder">The folder with the networks' files; null looks where <see cref="ModelFolder.Locate"/> does.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public static PhotoStudio Open(PhotoStudioOptions? options = null, string? modelFolder = null)
    {
        options ??= new PhotoStudioOptions();
        OnnxNetworks networks = new(new OnnxNetworksOptions
        {
            Threads = options.MostThreads,
            Folder = modelFolder,
            Allowed = options.UseSalient ? null : Enum.GetValues<Network>().Where(network => network != Network.Salient).ToHashSet(),
        });
        return new PhotoStudio(networks, new PictureCodec(options.MostThreads), new SheetRenderer(), options);
    }
}
