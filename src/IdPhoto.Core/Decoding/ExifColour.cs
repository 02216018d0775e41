namespace IdPhoto.Decoding;

/// <summary>The colour space that EXIF data declare (JEITA CP-3451, tag 40961) where a camera embeds no profile.</summary>
internal static class ExifColour
{
    private const int ExifDirectory = 34665;
    private const int ColorSpace = 40961;
    private const int InteroperabilityDirectory = 40965;
    private const int InteroperabilityIndex = 1;
    private const int Srgb = 1;

    /// <summary>No standard has it, and cameras of several makers write it.</summary>
    private const int AdobeRgb = 2;

    /// <summary>Adobe RGB, which a DCF option file is marked for by 'R03' (JEITA CP-3461); null for anything else, broken data too.</summary>
    public static StatedColour? Of(ReadOnlySpan<byte> exif)
    {
        try
        {
            return Of(TiffDirectory.Open(exif));
        }
        catch (PhotoException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    /// <param name="first">The first directory.</param>
    public static StatedColour? Of(TiffDirectory first)
    {
        if (!first.TryOpen(ExifDirectory, out TiffDirectory exif))
            return null;
        long? space = exif.Value(ColorSpace);
        if (space == AdobeRgb)
            return StatedColour.AdobeRgb;
        // 'Uncalibrated' alone says nothing: telephones write it beside a profile of their own, and it stays when that is lost.
        return space != Srgb && exif.TryOpen(InteroperabilityDirectory, out TiffDirectory rule) && rule.Has(InteroperabilityIndex, "R03"u8)
            ? StatedColour.AdobeRgb
            : null;
    }
}
