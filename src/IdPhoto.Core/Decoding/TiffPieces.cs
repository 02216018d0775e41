namespace IdPhoto.Decoding;

/// <summary>The strips or tiles that a TIFF's picture is stored in (TIFF 6.0, sections 3 and 15).</summary>
/// <param name="Offsets">The tag of their places.</param>
/// <param name="Lengths">The tag of their lengths.</param>
/// <param name="Count">How many the picture needs, of those that there are; what stands behind them is nobody's.</param>
/// <param name="MostPixels">Pixels of one, and not many more than the picture has.</param>
/// <param name="MostBlocks">Blocks of all of them where they are JPEGs.</param>
internal readonly record struct TiffPieces(int Offsets, int Lengths, long Count, long MostPixels, long MostBlocks)
{
    private const int Width = 256;
    private const int Height = 257;
    private const int StripOffsets = 273;
    private const int SamplesPerPixel = 277;
    private const int RowsPerStrip = 278;
    private const int StripByteCounts = 279;
    private const int PlanarConfiguration = 284;
    private const int TileWidth = 322;
    private const int TileHeight = 323;
    private const int TileOffsets = 324;
    private const int TileByteCounts = 325;

    private const int SeparatePlanes = 2;

    /// <summary>A small picture may stand in a tile of the usual sizes.</summary>
    private const long UsualTile = 1024 * 1024;

    /// <param name="directory">One whose width and height are within the limits.</param>
    public static TiffPieces Of(TiffDirectory directory)
    {
        (int offsets, int lengths) = directory.Count(TileOffsets) > 0 ? (TileOffsets, TileByteCounts) : (StripOffsets, StripByteCounts);
        (long width, long height) = (directory.Value(Width) ?? 0, directory.Value(Height) ?? 0);
        (long across, long down) = SizeOfOne(directory, width, height);
        long planes = directory.Value(PlanarConfiguration) == SeparatePlanes ? directory.Value(SamplesPerPixel) ?? 1 : 1;
        long stored = Math.Min(directory.Count(offsets), directory.Count(lengths));
        // No size at all: the native reader refuses that, whatever is stored.
        long count = across < 1 || down < 1 ? stored : Math.Min(stored, planes * Parts(width, across) * Parts(height, down));
        long most = Math.Min(RoundedUp(across) * RoundedUp(down), Math.Max(UsualTile, 4 * width * height));
        return new TiffPieces(offsets, lengths, count, most, count * JpegScans.BlocksOf(most));
    }

    private static (long Across, long Down) SizeOfOne(TiffDirectory directory, long width, long height)
        => directory.Value(TileWidth) is { } across && directory.Value(TileHeight) is { } down
            ? (across, down)
            : (width, Math.Min(height, directory.Value(RowsPerStrip) ?? height));

    private static long RoundedUp(long side) => Parts(side, 16) * 16;

    private static long Parts(long whole, long part) => (whole + part - 1) / part;
}
