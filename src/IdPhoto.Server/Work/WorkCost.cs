using IdPhoto.Decoding;

namespace IdPhoto.Server.Work;

/// <summary>How much memory a picture takes at most while it is worked on, from its header alone.</summary>
internal static class WorkCost
{
    /// <summary>Of the largest cut-outs, as their peaks suggest: the picture, its mask, colours without background, the answer and its coder.</summary>
    private const int BytesPerPixel = 26;

    /// <summary>Of coders that hold the whole picture beside what they give.</summary>
    private const int WholePicture = 8;

    private const int CoefficientBytes = 2;

    public static long Of(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        PictureHeader header = PictureHeader.Read(file, limits);
        double coder = header.Kind == FileKind.Jpeg ? CoefficientBytes * header.HeldSamples : WholePicture * (header.BitsPerChannel > 8 ? 2 : 1);
        return (long)(header.Stored.Area * (BytesPerPixel + coder));
    }
}
