using IdPhoto.Decoding;
using NetVips;

namespace IdPhoto.Codecs;

/// <summary>How a picture's colours become sRGB: by our curves where the profile is that simple, else by the native colour engine.</summary>
internal sealed class VipsColour
{
    private const string ProfileField = "icc-profile-data";
    private readonly bool _native;
    private readonly bool _plain;

    private VipsColour(Image image, PictureHeader header, IccProfile? profile, ColourCurves? curves)
    {
        _plain = IsPlain(image);
        Curves = curves;
        ProfileName = profile?.Description;
        ColourSpace = NameOf(image, profile, header);
        WasGrey = image.Interpretation is Enums.Interpretation.Bw or Enums.Interpretation.Grey16;
        _native = image.Interpretation == Enums.Interpretation.Cmyk || (profile is not null && curves is null && !profile.IsSrgb());
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
        if (profile is not null && !Fits(profile, image))
            profile = null;
        ColourCurves? curves = profile is not null
            ? (profile.IsSrgb() ? null : profile.Curves())
            : header.Colour is { } coded ? ColourCurves.For(coded) : null;
        return new VipsColour(image, header, profile, IsPlain(image) ? curves : null);
    }

    /// <summary>The image as 8- or 16-bit grey or RGB, with alpha where it has one.</summary>
    public Image Apply(Image image)
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

    private static string NameOf(Image image, IccProfile? profile, PictureHeader header) => image.Interpretation switch
    {
        Enums.Interpretation.Cmyk => ColourSpaceName.Cmyk,
        _ when !IsPlain(image) => ColourSpaceName.Other,
        _ => ColourSpaceName.Of(profile, header.Colour),
    };

    private static string? Fallback(Image image) => image.Interpretation == Enums.Interpretation.Cmyk ? "cmyk" : "srgb";

    private static Image Narrowed(Image image) => image.Format == Enums.BandFormat.Uchar ? image.Copy() : image.Cast(Enums.BandFormat.Uchar);

    /// <summary>Whether the writer can take the pixels as they are.</summary>
    private static bool IsPlain(Image image) =>
        image.Format is Enums.BandFormat.Uchar or Enums.BandFormat.Ushort
        && image.Interpretation switch
        {
            Enums.Interpretation.Bw or Enums.Interpretation.Grey16 => image.Bands is 1 or 2,
            Enums.Interpretation.Srgb or Enums.Interpretation.Rgb or Enums.Interpretation.Rgb16 => image.Bands is 3 or 4,
            _ => false,
        };

    private static bool Fits(IccProfile profile, Image image) => profile.ColourSpace switch
    {
        "GRAY" => image.Interpretation is Enums.Interpretation.Bw or Enums.Interpretation.Grey16,
        "RGB" => image.Interpretation is Enums.Interpretation.Srgb or Enums.Interpretation.Rgb or Enums.Interpretation.Rgb16,
        "CMYK" => image.Interpretation is Enums.Interpretation.Cmyk,
        _ => false,
    };
}
