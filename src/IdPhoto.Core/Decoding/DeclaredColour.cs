namespace IdPhoto.Decoding;

/// <summary>The colours that a file declares, for a platform's decoder that converts them to sRGB by itself.</summary>
/// <param name="Space">In words of ours.</param>
/// <param name="ProfileName">The embedded profile's description; null without one. Text from the file: not for messages.</param>
/// <param name="Converts">Whether values change on the way to sRGB.</param>
/// <param name="IsGrey">Whether one grey channel is stored.</param>
internal sealed record DeclaredColour(string Space, string? ProfileName, bool Converts, bool IsGrey)
{
    public static DeclaredColour Of(ReadOnlySpan<byte> file, PictureHeader header)
    {
        IccProfile? profile = EmbeddedProfile.Of(file, header.Kind);
        string space = ColourSpaceName.Of(profile, header.Colour);
        bool converts = profile is null ? header.Colour is { } coded && ColourCurves.For(coded) is not null : !profile.IsSrgb();
        return new DeclaredColour(space, profile?.Description, converts, profile?.ColourSpace == "GRAY" || StoresGrey(file, header.Kind));
    }

    // One component in a JPEG's frame; grey with or without transparency in a PNG's first chunk.
    private static bool StoresGrey(ReadOnlySpan<byte> file, FileKind kind) => kind switch
    {
        FileKind.Jpeg => JpegHeader.Components(file) == 1,
        FileKind.Png => file[25] is 0 or 4,
        _ => false,
    };
}
