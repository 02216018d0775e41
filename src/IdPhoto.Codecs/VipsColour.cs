using IdPhoto.Decoding;
using NetVips;

namespace IdPhoto.Codecs;

/// <summary>How a picture's colours become sRGB: by our curves where what the file declares is that simple, else by the native colour engine.</summary>
internal sealed class VipsColour
{
    private const string ProfileField = "icc-profile-data";

    /// <summary>Floating-point pictures without a profile hold light (libvips calls them scRGB): the primaries are those of sRGB.</summary>
    private static readonly StatedColour Light = new(ColourSpaceName.AnotherRgb, Chromaticities.Srgb, 1);

    private readonly bool _native;
    private readonly bool _plain;

    private VipsColour(Image image, PictureHeader header, FileColour colour)
    {
        _plain = IsPlain(image) || IsFloating(image);
        Curves = !_plain ? null : IsFloating(image) && colour.Profile is null ? (header.Stated ?? Light).Curves() : colour.Curves;
        ProfileName = colour.Profile?.Description;
        ColourSpace = NameOf(image, colour);
        WasGrey = IsGrey(image);
        _native = image.Interpretation == Enums.Interpretation.Cmyk || colour.NeedsEngine;
    }

    /// <summary>The conversion that the writer applies; null for none.</summary>
    public ColourCurves? Curves { get; }

    /// <summary>The profile's description; null without a profile.</summary>
    public string? ProfileName { get; }

    /// <summary>The colour space of the stored values, in words of ours.</summary>
    public string ColourSpace { get; }

    /// <summary>Whether the file has one grey channel.</summary>
    public bool WasGrey { get; }

    /// <summary>Whether values change.</summary>
    public bool Converts => Curves is not null || _native || !_plain;

    public static VipsColour Of(Image image, PictureHeader header)
    {
        IccProfile? profile = image.Contains(ProfileField) && image.Get(ProfileField) is byte[] bytes ? IccProfile.Parse(bytes) : null;
        return new VipsColour(image, header, FileColour.Of(header, profile is not null && Fits(profile, image) ? profile : null));
    }

    /// <summary>The image as 8- or 16-bit grey or RGB, with alpha where it has one.</summary>
    public Image Apply(Image image)
    {
        if (IsFloating(image))
        {
            using Image whole = Whole(image);
            return Known(whole);
        }
        return Known(image);
    }

    private Image Known(Image image)
    {
        if (_native)
        {
            using Image converted = image.IccTransform("srgb", embedded: true, inputProfile: Fallback(image), intent: Enums.Intent.Relative, blackPointCompensation: true, depth: 8);
            return Narrowed(converted);
        }
        if (_plain)
            return image.Copy();
        using Image srgb = image.Colourspace(Enums.Interpretation.Srgb);
        return Narrowed(srgb);
    }

    /// <summary>Floating-point values 0..1, which neither the writer nor the colour engine takes, as 16 bits.</summary>
    private static Image Whole(Image image)
    {
        using Image scaled = image * 65535.0;
        using Image rounded = scaled.Rint();
        using Image wide = rounded.Cast(Enums.BandFormat.Ushort);
        return wide.Copy(interpretation: image.Bands <= 2 ? Enums.Interpretation.Grey16 : Enums.Interpretation.Rgb16);
    }

    private static string NameOf(Image image, FileColour colour) => image.Interpretation switch
    {
        Enums.Interpretation.Cmyk => ColourSpaceName.Cmyk,
        _ when IsFloating(image) && colour.Profile is null => Light.Name,
        _ when !IsPlain(image) && !IsFloating(image) => ColourSpaceName.Other,
        _ => colour.Name,
    };

    private static string? Fallback(Image image) => image.Interpretation == Enums.Interpretation.Cmyk ? "cmyk" : "srgb";

    private static Image Narrowed(Image image) => image.Format == Enums.BandFormat.Uchar ? image.Copy() : image.Cast(Enums.BandFormat.Uchar);

    /// <summary>Whether the writer can take the pixels as they are.</summary>
    private static bool IsPlain(Image image) => image.Format is Enums.BandFormat.Uchar or Enums.BandFormat.Ushort && IsGreyOrRgb(image);

    /// <summary>Whether the pixels are grey or RGB in floating point, which holds light where no profile says otherwise.</summary>
    public static bool IsFloating(Image image) => image.Format is Enums.BandFormat.Float or Enums.BandFormat.Double && IsGreyOrRgb(image);

    private static bool IsGreyOrRgb(Image image) => (IsGrey(image) && image.Bands is 1 or 2) || (IsRgb(image) && image.Bands is 3 or 4);

    private static bool IsGrey(Image image) => image.Interpretation is Enums.Interpretation.Bw or Enums.Interpretation.Grey16;

    private static bool IsRgb(Image image)
        => image.Interpretation is Enums.Interpretation.Srgb or Enums.Interpretation.Rgb or Enums.Interpretation.Rgb16 or Enums.Interpretation.Scrgb;

    private static bool Fits(IccProfile profile, Image image) => profile.ColourSpace switch
    {
        "GRAY" => IsGrey(image),
        "RGB" => IsRgb(image),
        "CMYK" => image.Interpretation is Enums.Interpretation.Cmyk,
        _ => false,
    };
}
