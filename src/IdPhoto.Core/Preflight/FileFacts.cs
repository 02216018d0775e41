using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Preflight;

/// <summary>What a finished photo's file is by its own bytes, read without decoding a pixel. Every word in it is ours, none the file's.</summary>
public sealed record FileFacts
{
    /// <summary>The format, told by the first bytes.</summary>
    public required FileKind Kind { get; init; }

    /// <summary>Columns and rows as stored.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required int Bytes { get; init; }

    /// <summary>Bits a channel.</summary>
    public required int BitsPerChannel { get; init; }

    /// <summary>1 grey, 3 colour, 4 inks (JPEG) or colour with transparency (PNG); 0 where this format is not looked into.</summary>
    public int Channels { get; init; }

    /// <summary>How the pixels are coded, such as 'baseline', 'progressive', 'interlaced', 'palette'; empty where this format is not looked into.</summary>
    public string Coding { get; init; } = "";

    /// <summary>The colour space that the file declares, in the words of <see cref="ColourSpaceName"/>; null where it declares none.</summary>
    public string? Profile { get; init; }

    /// <summary>Dots per inch across and down; null where the file has no density with a unit.</summary>
    public (double X, double Y)? Dpi { get; init; }

    /// <summary>EXIF's orientation, 1..8; 1 where there is none.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>Columns and rows once the picture stands as its orientation tag says.</summary>
    internal PixelSize Upright => Orientation >= 5 ? new PixelSize(Size.Height, Size.Width) : Size;

    /// <summary>What the file carries beside the picture: 'EXIF', 'GPS', 'XMP', 'IPTC', 'comment', 'text', 'other data'.</summary>
    public IReadOnlyList<string> Metadata { get; init; } = [];

    /// <summary>Where the picture ends; what follows is no part of it.</summary>
    public required int End { get; init; }

    /// <summary>Bytes that are no part of the picture: comments, texts and other metadata with their headers, and what follows the end.</summary>
    public int Surplus { get; init; }

    /// <summary>The setting that a JPEG was saved at, as its tables tell, 1..100; null for other formats.</summary>
    public int? JpegQuality { get; init; }

    /// <summary>A JPEG whose colours are stored as RGB, which few programs write and some misread.</summary>
    internal bool StoresRgb { get; init; }

    /// <summary>The format, where it is one that can be written.</summary>
    public FileFormat? Format => Kind switch
    {
        FileKind.Jpeg => FileFormat.Jpeg,
        FileKind.Png => FileFormat.Png,
        _ => null,
    };

    /// <summary>Bytes of the picture itself, with what is needed to read it.</summary>
    public int PictureBytes => Bytes - Surplus;

    /// <summary>Bytes behind the picture's end.</summary>
    public int Trailing => Bytes - End;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">What is refused; null for <see cref="DecodeLimits.Default"/>.</param>
    /// <exception cref="PhotoException">As <see cref="PictureHeader.Read"/>: no picture, truncated, too large.</exception>
    public static FileFacts Read(ReadOnlySpan<byte> file, DecodeLimits? limits = null)
    {
        PictureHeader header = PictureHeader.Read(file, limits ?? DecodeLimits.Default);
        FileFacts facts = new()
        {
            Kind = header.Kind,
            Size = header.Stored,
            Bytes = file.Length,
            BitsPerChannel = header.BitsPerChannel,
            Orientation = header.ExifOrientation,
            JpegQuality = header.JpegQuality,
            End = file.Length,
        };
        facts = header.Kind switch
        {
            FileKind.Jpeg => JpegFacts.Read(file, facts),
            FileKind.Png => PngFacts.Read(file, facts),
            _ => facts,
        };
        // A PNG's 'cICP' counts before a profile, all else only where there is none.
        facts = facts with { Profile = header.Stated is { OutranksProfile: true } coded ? coded.Name : facts.Profile ?? header.Stated?.Name };
        return facts with { Surplus = facts.Surplus + facts.Trailing };
    }
}
