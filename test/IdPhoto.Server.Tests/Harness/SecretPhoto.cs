using System.Text;
using IdPhoto.Codecs;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Server.Tests.Harness.Hostile;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A portrait as it would come from a camera, with everything in it that must not get out.</summary>
internal static class SecretPhoto
{
    /// <summary>The name of its file.</summary>
    public const string FileName = "grandmother-eileen-passport-scan.jpg";

    /// <summary>Text in its EXIF.</summary>
    public const string Exif = "Exif\0\0MM\0*-GPS-28.5241N-80.6508W-camera-of-mister-secret";

    /// <summary>The public-domain sample.</summary>
    public static byte[] Sample { get; } = File.ReadAllBytes(Path.Combine(Repository.Root(), "samples", "astronaut.png"));

    /// <summary>The sample as a JPEG with an APP1 segment.</summary>
    public static byte[] Camera { get; } = WithExif(PictureEncoder.EncodeJpeg(PictureDecoder.Decode(Sample).Picture, new JpegOptions { Quality = 95 }));

    /// <summary>The sample in a few kilobytes, where what lies around photos is looked at.</summary>
    public static byte[] Small { get; } = PictureEncoder.EncodeJpeg(PictureDecoder.Decode(Sample).Picture, new JpegOptions { Quality = 30 });

    /// <summary>Looks for the photo's file, its pixels, its EXIF and its name.</summary>
    public static LeakSearch Search()
    {
        LeakSearch search = new();
        search.Add(Camera);
        search.Add(PictureDecoder.Decode(Camera).Picture.Rgb);
        search.Add(Encoding.ASCII.GetBytes(Exif[6..]));
        search.Add(Encoding.ASCII.GetBytes(FileName));
        return search;
    }

    /// <summary>A PNG whose chunks are whole, with right checksums, and whose pixels are noise that no decoder reads.</summary>
    public static byte[] Rubbish(int length)
    {
        byte[] noise = new byte[length];
        new Random(11).NextBytes(noise);
        // The sample's signature and header, 33 bytes, and its end.
        return [.. Sample.AsSpan(0, 33), .. PngFile.Chunk("IDAT"u8, noise), .. Sample.AsSpan(Sample.Length - 12)];
    }

    /// <summary>The sample, enlarged; with much noise the file is nearly as large as its pixels.</summary>
    public static byte[] Large(int side, int noise = 24, int quality = 97)
    {
        Picture sample = PictureDecoder.Decode(Sample).Picture;
        Picture large = Resampler.Resize(sample, new Box(0, 0, sample.Width, sample.Height), new PixelSize(side, side), ResamplingKernel.Triangle);
        byte[] noisy = [.. large.Rgb];
        Random random = new(7);
        for (int i = 0; i < noisy.Length; i++)
            noisy[i] = (byte)Math.Clamp(noisy[i] + random.Next(-noise, noise + 1), 0, 255);
        return PictureEncoder.EncodeJpeg(new Picture(large.Size, noisy), new JpegOptions { Quality = quality });
    }

    private static byte[] WithExif(byte[] jpeg)
    {
        byte[] text = Encoding.ASCII.GetBytes(Exif);
        int length = text.Length + 2;
        return [.. jpeg.AsSpan(0, 2), 0xff, 0xe1, (byte)(length >> 8), (byte)length, .. text, .. jpeg.AsSpan(2)];
    }
}
