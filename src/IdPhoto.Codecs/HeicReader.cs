using IdPhoto.Decoding;
using IdPhoto.Pictures;
using ImageMagick;

namespace IdPhoto.Codecs;

/// <summary>Decodes HEIC with ImageMagick, which carries an HEVC decoder; libvips here has none.</summary>
internal static class HeicReader
{
    /// <summary>Rows fetched at once from ImageMagick's own copy of the pixels.</summary>
    private const int StripRows = 64;

    private static readonly Lazy<bool> Once = new(Settle);

    public static Decoded Read(ReadOnlyMemory<byte> file, PictureHeader header, DecodeLimits limits, CancellationToken cancel)
    {
        _ = Once.Value;
        // ImageMagick itself takes one at most where it is built without OpenMP, as here.
        ResourceLimits.Thread = (ulong)NativeThreads.Most;
        try
        {
            // The coder is named: ImageMagick must not choose one by the bytes.
            using MagickImage image = new(file.Span, new MagickReadSettings { Format = MagickFormat.Heic });
            cancel.ThrowIfCancellationRequested();
            return Decode(image, header, limits, cancel);
        }
        catch (MagickException)
        {
            // Its text quotes the decoder and is not passed on, not even as an inner exception.
            throw DecodeRefusal.Corrupt();
        }
    }

    /// <summary>Nothing may go to disk, and no picture may be larger than the header check already allows.</summary>
    private static bool Settle()
    {
        ResourceLimits.Disk = 0;
        ResourceLimits.ListLength = 16;
        ResourceLimits.MaxProfileSize = 8 * 1024 * 1024;
        ResourceLimits.Width = 65_535;
        ResourceLimits.Height = 65_535;
        return true;
    }

    private static Decoded Decode(MagickImage image, PictureHeader header, DecodeLimits limits, CancellationToken cancel)
    {
        PixelSize size = PictureHeader.Checked(image.Width, image.Height, limits);
        IccProfile? profile = image.GetColorProfile() is { } embedded ? IccProfile.Parse(embedded.ToByteArray()!) : null;
        bool grey = profile?.ColourSpace == "GRAY" || image.ColorSpace == ColorSpace.Gray;
        FileColour colour = FileColour.Of(header, profile);
        if (colour.NeedsEngine)
            image.TransformColorSpace(ColorProfiles.SRGB);
        using UprightWriter writer = new(size, header.LeftToTurn, new StoredPixels(image.HasAlpha ? 4 : 3, Wide: false), colour.Curves);
        CopyRows(image, writer, cancel);
        return new Decoded(writer.Finish(out byte[]? alpha), header)
        {
            Alpha = alpha,
            ProfileName = colour.Profile?.Description,
            ColourSpace = colour.Name,
            WasConverted = colour.Curves is not null || colour.NeedsEngine,
            WasGrey = grey,
        };
    }

    private static void CopyRows(MagickImage image, UprightWriter writer, CancellationToken cancel)
    {
        using IUnsafePixelCollection<byte> pixels = image.GetPixelsUnsafe();
        string mapping = image.HasAlpha ? "RGBA" : "RGB";
        for (int y = 0; y < image.Height; y += StripRows)
        {
            cancel.ThrowIfCancellationRequested();
            uint rows = Math.Min(StripRows, image.Height - (uint)y);
            byte[] strip = pixels.ToByteArray(0, y, image.Width, rows, mapping)!;
            writer.Write(strip);
            Array.Clear(strip);
        }
    }
}
