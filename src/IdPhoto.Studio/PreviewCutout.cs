using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Heads;
using IdPhoto.Matting;
using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Studio;

/// <summary>A small cut-out to try documents and backgrounds on, upright, with the head's measures in its pixels.</summary>
/// <param name="Cutout">The person.</param>
/// <param name="Head">The main head; null where no face was found.</param>
/// <param name="SourceSize">Size of the upright source.</param>
public sealed record PreviewCutout(Cutout Cutout, HeadMeasure? Head, PixelSize SourceSize)
{
    /// <summary>Makes it: measured on the whole picture, cut out at the size that is asked for.</summary>
    /// <param name="networks">Runs the networks.</param>
    /// <param name="file">The picture's file.</param>
    /// <param name="limits">The largest files and pictures that are decoded.</param>
    /// <param name="longSide">Longest side of the cut-out, in pixels; not below 1280, and never larger than the picture.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="PhotoException">The file was refused, or shows no person.</exception>
    public static async Task<PreviewCutout> MakeAsync(
        INetworks networks, ReadOnlyMemory<byte> file, DecodeLimits limits, int longSide, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(networks);
        Picture picture = PictureDecoder.Decode(file, limits, cancel).Picture;
        Portrait portrait = await PortraitReader.ReadAsync(networks, picture, mostHeads: 1, cancel).ConfigureAwait(false);
        Portrait small = PortraitShrinker.Shrink(portrait, longSide);
        Cutout cutout = await PortraitCutter.CutAsync(networks, small, new SceneOptions(), cancel).ConfigureAwait(false);
        return new PreviewCutout(cutout, small.Heads.Count > 0 ? small.Heads[0] : null, portrait.Picture.Size);
    }
}
