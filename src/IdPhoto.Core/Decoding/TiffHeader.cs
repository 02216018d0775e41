using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>Reads and checks the first directory of a TIFF (TIFF 6.0), so that the native reader meets no absurd sizes.</summary>
internal static class TiffHeader
{
    private const int Width = 256;
    private const int Height = 257;
    private const int BitsPerSample = 258;
    private const int Compression = 259;
    private const int Photometric = 262;
    private const int SamplesPerPixel = 277;
    private const int TileWidth = 322;
    private const int TileHeight = 323;
    private const int SubDirectories = 330;
    private const int JpegTables = 347;
    private const int DngVersion = 50706;

    /// <summary>Red, green, blue, black or alpha, and one more; pictures with more are measurements, not photos.</summary>
    private const int MostSamples = 5;

    private const int Jpeg = 7;

    /// <summary>Strips may all name the same bytes, and each byte many blocks: how often the file's length and the pieces' blocks are looked through.</summary>
    private const int MostReads = 4;
    private const int MostWalks = 10;

    private const int HeaderBytes = 8;

    private const int DeepBits = 4 * 16;

    /// <summary>A strip for every row of every channel of the largest picture, rounded up.</summary>
    private const int MostPieces = 200_000;

    public static PictureHeader Read(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        if (new ByteView(file, bigEndian: false).Has(8, "CR"u8))
            throw DecodeRefusal.Unsupported(Message.Of(FileSniffer.CameraRaw));
        if (IsCameraRaw(TiffDirectory.Open(file)))
            throw DecodeRefusal.Unsupported(Message.Of(FileSniffer.CameraRaw));
        TiffDirectory directory = TiffDirectory.OpenPicture(file);
        PixelSize size = PictureHeader.Checked(directory.Value(Width) ?? 0, directory.Value(Height) ?? 0, limits);
        long bits = directory.Value(BitsPerSample) ?? 1;
        if ((directory.Value(SamplesPerPixel) ?? 1) is < 1 or > MostSamples || bits is < 1 or > 64)
            throw DecodeRefusal.Corrupt();
        TiffCoding.Check(directory);
        CheckDepth(size, (directory.Value(SamplesPerPixel) ?? 1) * bits, limits);
        directory.CheckValues();
        CheckTiles(directory, size);
        CheckPieces(directory, file.Length);
        return new PictureHeader(FileKind.Tiff, size, directory.Orientation(), (int)bits) { Stated = ColourOf(directory), OtherChannels = TiffCoding.Others(directory) };
    }

    /// <summary>DNG says so; NEF, ARW and PEF put a preview first and the sensor's data into a subdirectory.</summary>
    private static bool IsCameraRaw(TiffDirectory directory) =>
        directory.Count(DngVersion) > 0
        || directory.Value(Photometric) is 32803 or 34892
        || (directory.IsReduced && directory.Count(SubDirectories) > 0);

    /// <summary>What the EXIF data say, whose damage spoils no photo.</summary>
    private static StatedColour? ColourOf(TiffDirectory directory)
    {
        try
        {
            return ExifColour.Of(directory);
        }
        catch (PhotoException)
        {
            return null;
        }
    }

    /// <summary>What is deeper than four samples of 16 bits must have fewer pixels: decoders hold all of it, and more than once.</summary>
    private static void CheckDepth(PixelSize size, long bitsPerPixel, DecodeLimits limits)
    {
        long most = limits.MaxPixels * DeepBits / Math.Max(bitsPerPixel, DeepBits);
        if (size.Area > most)
            throw DecodeRefusal.TooManyPixels(size, most);
    }

    /// <summary>A tile much larger than the picture is a way to ask for memory.</summary>
    private static void CheckTiles(TiffDirectory directory, PixelSize size)
    {
        long most = Math.Max(1024, size.LongSide + 256L);
        if (directory.Value(TileWidth) is { } width && width > most)
            throw DecodeRefusal.Corrupt();
        if (directory.Value(TileHeight) is { } height && height > most)
            throw DecodeRefusal.Corrupt();
    }

    /// <summary>Refuses a file whose strips or tiles are JPEGs that are not whole, of which the native reader only warns.</summary>
    /// <param name="file">One whose header was read without a refusal.</param>
    /// <param name="cancel">Ends the look.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.Truncated"/> or <see cref="Refusals.Corrupt"/>.</exception>
    public static void CheckJpegs(ReadOnlySpan<byte> file, CancellationToken cancel)
    {
        TiffDirectory directory = TiffDirectory.OpenPicture(file);
        if (directory.Value(Compression) != Jpeg)
            return;
        TiffPieces pieces = TiffPieces.Of(directory);
        long bytesLeft = MostReads * (long)file.Length;
        JpegScans scans = new(pieces.MostPixels, MostWalks * pieces.MostBlocks, cancel);
        // The native reader sets an end mark behind them, too.
        byte[] tables = directory.Bytes(JpegTables) is { Length: > 0 } stored ? [.. stored, 0xFF, 0xD9] : [];
        for (long i = 0; i < pieces.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            (int from, int bytes) = ((int)(directory.Value(pieces.Offsets, i) ?? 0), (int)(directory.Value(pieces.Lengths, i) ?? 0));
            bytesLeft -= bytes + tables.Length;
            if (bytesLeft < 0)
                throw DecodeRefusal.Corrupt();
            if (tables.Length > 0)
                scans.Read(tables);
            scans.Read(file.Slice(from, bytes));
        }
    }

    private static void CheckPieces(TiffDirectory directory, long length)
    {
        TiffPieces pieces = TiffPieces.Of(directory);
        if (pieces.Count > MostPieces)
            throw DecodeRefusal.Corrupt();
        for (long i = 0; i < pieces.Count; i++)
        {
            if (directory.Value(pieces.Offsets, i) + directory.Value(pieces.Lengths, i) > length)
                throw DecodeRefusal.Truncated();
            // A program that was stopped leaves places that it never filled in: the file's own header would be read as pixels.
            if (directory.Value(pieces.Offsets, i) < HeaderBytes)
                throw DecodeRefusal.Corrupt();
        }
    }
}
