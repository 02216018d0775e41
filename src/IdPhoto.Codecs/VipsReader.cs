using IdPhoto.Decoding;
using IdPhoto.Pictures;
using NetVips;

namespace IdPhoto.Codecs;

/// <summary>Decodes JPEG, PNG, WebP, AVIF and TIFF with libvips, row by row.</summary>
internal static class VipsReader
{
    public static Decoded Read(byte[] file, PictureHeader header, DecodeLimits limits, CancellationToken cancel)
    {
        VipsSetup.Ensure();
        // Beside decoding, which takes longer: what is drawn of a damaged picture is thrown away.
        Task whole = Parallelism.Most > 1 ? Task.Run(() => CheckWhole(file, header, cancel), CancellationToken.None) : Task.CompletedTask;
        if (Parallelism.Most == 1)
            CheckWhole(file, header, cancel);
        Decoded drawn;
        try
        {
            drawn = Drawn(header.EndsOpen ? [.. file, 0xFF, 0xD9] : file, header, limits, cancel);
        }
        catch (PhotoException)
        {
            // Its refusal says more than a decoder's.
            whole.GetAwaiter().GetResult();
            throw;
        }
        catch
        {
            // Nothing works on once the caller has its answer; what the look found is of no interest.
            Task.WhenAny(whole).GetAwaiter().GetResult();
            throw;
        }
        whole.GetAwaiter().GetResult();
        return drawn;
    }

    private static Decoded Drawn(byte[] file, PictureHeader header, DecodeLimits limits, CancellationToken cancel)
    {
        try
        {
            using Image loaded = Load(file, header.Kind);
            if (VipsColour.IsFloating(loaded))
                CheckLight(file, header.Kind);
            if (header.OtherChannels == 0)
                return Decode(loaded, header, limits, cancel);
            using Image coloured = loaded.ExtractBand(0, n: loaded.Bands - header.OtherChannels);
            return Decode(coloured, header, limits, cancel);
        }
        catch (VipsException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (VipsException)
        {
            // Its text quotes the decoder and is not passed on, not even as an inner exception.
            throw DecodeRefusal.Corrupt();
        }
    }

    /// <summary>Refuses what the native decoders draw on in spite of damage.</summary>
    private static void CheckWhole(byte[] file, PictureHeader header, CancellationToken cancel)
    {
        if (header.Kind == FileKind.Jpeg)
            JpegScans.Check(file, header.Stored, cancel);
        else if (header.Kind == FileKind.Tiff)
            TiffHeader.CheckJpegs(file, cancel);
    }

    /// <summary>Opens a file. 'memory' keeps libvips from decoding large pictures through a temporary file, as it does for WebP over 100 MB.</summary>
    private static Image Load(byte[] file, FileKind kind) => kind switch
    {
        FileKind.Jpeg => Image.JpegloadBuffer(file, memory: true, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        FileKind.Png => Image.PngloadBuffer(file, memory: true, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        FileKind.WebP => Image.WebploadBuffer(file, memory: true, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        FileKind.Avif => Image.HeifloadBuffer(file, memory: true, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        FileKind.Tiff => Image.TiffloadBuffer(PlainTiff.Of(file), memory: true, access: Enums.Access.Sequential, failOn: LeastDamage(file)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Enums.FailOn LeastDamage(byte[] tiff)
        => TiffCoding.WarnsOfDamage(TiffDirectory.OpenPicture(tiff)) ? Enums.FailOn.Warning : Enums.FailOn.Error;

    /// <summary>Light may be brighter than white in places. Where most of it is, the values count to 255 or to 65,535, and white would be all that is seen.</summary>
    private static void CheckLight(byte[] file, FileKind kind)
    {
        using Image light = Load(file, kind);
        using Image beyond = light > 1;
        using Image any = light > 0;
        using Image twice = beyond * 2;
        using Image balance = twice - any;
        if (balance.Avg() > 0)
            throw DecodeRefusal.TiffSamples();
    }

    private static Decoded Decode(Image loaded, PictureHeader header, DecodeLimits limits, CancellationToken cancel)
    {
        PixelSize size = PictureHeader.Checked(loaded.Width, loaded.Height, limits);
        VipsColour colour = VipsColour.Of(loaded, header);
        using Image pixels = colour.Apply(loaded);
        StoredPixels format = new(pixels.Bands, pixels.Format == Enums.BandFormat.Ushort);
        using UprightWriter writer = new(size, header.LeftToTurn, format, colour.Curves);
        using RowTarget target = new(writer, cancel);
        pixels.RawsaveTarget(target);
        cancel.ThrowIfCancellationRequested();
        if (!writer.IsComplete)
            throw DecodeRefusal.Truncated();
        return new Decoded(writer.Finish(out byte[]? alpha), header)
        {
            Alpha = alpha,
            ProfileName = colour.ProfileName,
            ColourSpace = colour.ColourSpace,
            WasConverted = colour.Converts,
            WasGrey = colour.WasGrey,
        };
    }
}
