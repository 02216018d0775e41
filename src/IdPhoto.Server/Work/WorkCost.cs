using System.Buffers.Binary;
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
        double coder = header.Kind == FileKind.Jpeg ? CoefficientBytes * KeptSamples(file) : WholePicture * (header.BitsPerChannel > 8 ? 2 : 1);
        return (long)(header.Stored.Area * (BytesPerPixel + coder));
    }

    /// <summary>Samples per pixel whose coefficients are kept until the last scan: none where one scan holds all components.</summary>
    private static double KeptSamples(ReadOnlySpan<byte> jpeg)
    {
        ReadOnlySpan<byte> frame = default;
        bool progressive = false;
        // The header was read: its structure is sound up to the end of the picture.
        for (int at = 2; at + 4 <= jpeg.Length; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]))
        {
            while (jpeg[at + 1] == 0xFF)
                at++;
            byte marker = jpeg[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                frame = jpeg[(at + 4)..];
                progressive = (marker & 3) == 2;
            }
            else if (marker == 0xDA)
                return progressive || jpeg[at + 4] < frame[5] ? Samples(frame) : 0;
        }
        return 0;
    }

    private static double Samples(ReadOnlySpan<byte> frame)
    {
        int sum = 0, most = 1;
        for (int i = 0; i < frame[5]; i++)
        {
            byte sampling = frame[7 + (3 * i)];
            int area = (sampling >> 4) * (sampling & 15);
            sum += area;
            most = Math.Max(most, area);
        }
        return (double)sum / most;
    }
}
