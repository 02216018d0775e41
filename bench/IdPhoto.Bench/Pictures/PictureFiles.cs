using IdPhoto.Codecs;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using NetVips;

namespace IdPhoto.Bench.Pictures;

/// <summary>Reads and writes the bench's own pictures.</summary>
internal static class PictureFiles
{
    public static Picture Read(string file) => PictureDecoder.Decode(File.ReadAllBytes(file)).Picture;

    public static void WriteJpeg(Picture picture, string file, int quality)
        => File.WriteAllBytes(file, PictureEncoder.EncodeJpeg(picture, new JpegOptions { Quality = quality }));

    public static void WritePng(Picture picture, string file) => File.WriteAllBytes(file, PictureEncoder.EncodePng(picture));

    /// <summary>Writes an alpha matte as an 8-bit grey PNG.</summary>
    public static void WriteAlpha(Plane alpha, string file)
    {
        byte[] grey = [.. alpha.Values.Take((int)alpha.Size.Area).Select(ToByte)];
        using Image image = Image.NewFromMemory(grey, alpha.Width, alpha.Height, 1, Enums.BandFormat.Uchar);
        using Image marked = image.Copy(interpretation: Enums.Interpretation.Bw);
        marked.Pngsave(file);
    }

    /// <summary>Reads one band of a PNG as 0..1: the last, which is alpha or the only grey one.</summary>
    public static Plane ReadAlpha(string file)
    {
        using Image image = Image.NewFromFile(file, access: Enums.Access.Sequential);
        using Image band = image.ExtractBand(image.Bands - 1);
        byte[] values = band.WriteToMemory<byte>();
        return new Plane(new PixelSize(band.Width, band.Height), [.. values.Select(value => value / 255f)]);
    }

    /// <summary>The nearest 8-bit value of 0..1.</summary>
    public static byte ToByte(float value) => (byte)((Math.Clamp(value, 0f, 1f) * 255) + 0.5f);
}
