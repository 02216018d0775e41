namespace IdPhoto.Decoding;

/// <summary>The colours that a file declares in another way than by an ICC profile.</summary>
/// <param name="Name">In words of ours: see <see cref="ColourSpaceName"/>.</param>
/// <param name="Primaries">Its red, green, blue and white.</param>
/// <param name="Gamma">Light is the stored value to this power; null for the curve of sRGB.</param>
internal sealed record StatedColour(string Name, Chromaticities Primaries, double? Gamma)
{
    /// <summary>Adobe RGB (1998), 4.3.1.2: 2 and 51/256.</summary>
    public static StatedColour AdobeRgb { get; } = new(ColourSpaceName.AdobeRgb, Chromaticities.AdobeRgb, 563.0 / 256);

    /// <summary>Of how many powers of ten of light the stored value is the logarithm; null where it is none.</summary>
    public double? Decades { get; init; }

    /// <summary>Whether it counts before an ICC profile: a PNG's 'cICP' does (W3C PNG, third edition, 4.3), a HEIC's 'nclx' does not.</summary>
    public bool OutranksProfile { get; init; }

    /// <summary>Whether black is stored as 16 and white as 235 of 255.</summary>
    public bool NarrowRange { get; init; }

    /// <summary>Code points of ITU-T H.273; null where they name no space.</summary>
    public static StatedColour? Of(CodedColour coded)
    {
        double? gamma = coded.Transfer switch { 4 => 2.2, 5 => 2.8, 8 => 1, 17 => 2.6, _ => null };
        double? decades = coded.Transfer switch { 9 => 2, 10 => 2.5, _ => null };
        Chromaticities? primaries = Chromaticities.Of(coded.Primaries) ?? (gamma is null && decades is null ? null : Chromaticities.Srgb);
        return primaries is null ? null : new StatedColour(ColourSpaceName.Of(null, coded), primaries, gamma) { Decades = decades };
    }

    /// <summary>The conversion to sRGB; null where values stay as they are, or where the primaries are no colours.</summary>
    public ColourCurves? Curves()
    {
        ToneCurve curve = Gamma is { } gamma ? ToneCurve.Power(gamma) : Decades is { } decades ? ToneCurve.Logarithmic(decades) : ToneCurve.Srgb;
        if (NarrowRange)
            curve = ToneCurve.Narrow(curve);
        return Primaries.ToD50() is { } colours && ColourCurves.Rgb([curve, curve, curve], colours) is var curves && !curves.IsIdentity() ? curves : null;
    }
}
