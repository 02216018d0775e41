using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Matting;
using IdPhoto.Messages;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Server.Settings;
using IdPhoto.Studio;

namespace IdPhoto.Server.Compatibility;

/// <summary>Opens pictures, finds faces and cuts people out, with the server's studio.</summary>
internal sealed class PictureDesk(PhotoStudio studio, ServerSettings settings)
{
    /// <summary>A person is cut out at no more than this long side.</summary>
    private const int LongestSide = 2000;

    /// <summary>Pixels of what is cut out at most.</summary>
    public const long MostPixels = (long)LongestSide * LongestSide;

    /// <summary>Threads that one picture may use.</summary>
    public int Threads { get; } = Math.Max(1, Environment.ProcessorCount / settings.Workers);

    /// <summary>A picture without transparency: upright, but where v1 does not look at what the file says of that.</summary>
    public Picture Open(SentPicture sent, CancellationToken cancel)
    {
        Decoded decoded = PictureDecoder.Decode(sent.File, settings.Limits, cancel);
        return (sent.IsBase64 ? AsV1Sees(decoded) : decoded).Picture;
    }

    /// <summary>A picture with transparency, of which v1 never looks at what the file says of its orientation.</summary>
    /// <exception cref="PhotoException"><see cref="CompatibilityCodes.TransparencyNeeded"/>: it has none.</exception>
    public Decoded OpenCutout(SentPicture sent, CancellationToken cancel)
    {
        Decoded decoded = AsV1Sees(PictureDecoder.Decode(sent.File, settings.Limits, cancel));
        if (decoded.Alpha is not null)
            return decoded;
        return IsPngWithAlpha(sent.File, decoded.Kind)
            ? decoded with { Alpha = [.. Enumerable.Repeat(byte.MaxValue, (int)decoded.Pixels.Size.Area)] }
            : throw new PhotoException(CompatibilityCodes.TransparencyNeeded, Message.Of("compatibility.transparency-needed"));
    }

    /// <summary>The faces of a picture, reduced to where people are cut out.</summary>
    public async Task<Portrait> PortraitAsync(PhotoPixels picture, CancellationToken cancel)
        => await PortraitReader.ReadAsync(studio.Networks, Reduced(picture), mostHeads: 0, cancel);

    /// <summary>Cuts the person out, as large as the portrait and turned as it was sent.</summary>
    public async Task<Cutout> CutOutAsync(Portrait portrait, CancellationToken cancel)
        => await PortraitCutter.CutAsync(studio.Networks, portrait, new SceneOptions(), cancel);

    private Decoded AsV1Sees(Decoded upright) => settings.Compatibility == CompatibilityMode.Strict ? StoredOrder.Of(upright) : upright;

    private static PhotoPixels Reduced(PhotoPixels picture)
    {
        double scale = (double)LongestSide / picture.Size.LongSide;
        return scale >= 1 ? picture : picture.Reduced(new PixelSize(Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale))));
    }

    // Decoding passes over a channel that is opaque all over.
    private static bool IsPngWithAlpha(byte[] file, FileKind kind) => kind == FileKind.Png && file[25] is 4 or 6;
}
