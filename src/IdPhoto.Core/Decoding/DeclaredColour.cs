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
        FileColour colour = FileColour.Of(header, EmbeddedProfile.Of(file, header.Kind));
        bool grey = colour.Profile?.ColourSpace == "GRAY" || StoresGrey(file, header.Kind);
        return new DeclaredColour(colour.Name, colour.Profile?.Description, colour.Curves is not null || colour.NeedsEngine, grey);
    }

    // One component in a JPEG's frame; grey with or without transparency in a PNG's first chunk.
    private static bool StoresGrey(ReadOnlySpan<byte> file, FileKind kind) => kind switch
    {
        FileKind.Jpeg => JpegHeader.Components(file) == 1,
        FileKind.Png => file[25] is 0 or 4,
        _ => false,
    };
}
