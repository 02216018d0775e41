using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>A decoded photo: upright, sRGB, full resolution, flattened on white where it was transparent.</summary>
/// <param name="Pixels">The pixels, wherever they lie.</param>
/// <param name="Header">What the file declared.</param>
public sealed record Decoded(PhotoPixels Pixels, PictureHeader Header)
{
    /// <summary>Some programs leave an alpha channel that is all but opaque: from this on everywhere, nothing is to be seen of it.</summary>
    internal const byte AsGoodAsOpaque = 250;

    /// <summary>The pixels as a whole in memory.</summary>
    public Picture Picture => Pixels.Whole();

    /// <summary>The file's format.</summary>
    public FileKind Kind => Header.Kind;

    /// <summary>Straight alpha, one byte per upright pixel, 0 transparent .. 255 opaque; null where the photo is opaque, or so nearly that nothing was laid on white.</summary>
    public byte[]? Alpha { get; init; }

    /// <summary>Whether pixels were not opaque and were laid on white.</summary>
    public bool HadTransparency => Alpha is not null;

    /// <summary>The embedded profile's description, such as 'Display P3'; null without a profile. Text from the file: not for messages.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The colour space of the stored values, in words of ours: see <see cref="ColourSpaceName"/>.</summary>
    public required string ColourSpace { get; init; }

    /// <summary>Whether colours were converted to sRGB; false means that every stored value is kept.</summary>
    public bool WasConverted { get; init; }

    /// <summary>Whether the file stored one grey channel instead of three.</summary>
    public bool WasGrey { get; init; }

    /// <summary>Bits a channel as stored, most often 8.</summary>
    public int BitsPerChannel => Header.BitsPerChannel;
}
