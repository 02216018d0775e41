using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Pictures;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Decoding;

/// <summary>A small piece of the sample portrait, asymmetric in every direction, and files made of it in memory.</summary>
internal static class SamplePhoto
{
    public static readonly string Root = FindRoot();
    public static readonly PixelSize Size = new(96, 72);

    /// <summary>The pixels that every file is made from: R, G, B, row after row.</summary>
    public static readonly byte[] Rgb = Pixels();

    public static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(Root, "test", "IdPhoto.Tests", "Fixtures", name));

    /// <summary>Decodes with the limits that hold by default; stops when the test run does.</summary>
    public static Decoded Decode(ReadOnlyMemory<byte> file, DecodeLimits? limits = null) =>
        PictureDecoder.Decode(file, limits, TestContext.Current.CancellationToken);

    /// <summary>A new image of the sample without any metadata.</summary>
    public static Image Image() =>
        NetVips.Image.NewFromMemory(Rgb, Size.Width, Size.Height, 3, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    public static Image Grey() => Image().Colourspace(Enums.Interpretation.Bw);

    /// <summary>The sample with alpha rising from 0 at the left to 255 at the right.</summary>
    public static Image Transparent()
    {
        using Image ramp = NetVips.Image.Xyz(Size.Width, Size.Height)[0] * (255.0 / (Size.Width - 1));
        return Image().Bandjoin(ramp.Rint().Cast(Enums.BandFormat.Uchar));
    }

    /// <summary>The sample with 16 bits a channel: exactly 257 times each level, plus a little that rounds away.</summary>
    public static Image Wide() => (Image() * 257 + 100).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16);

    public static Image Turned(int exifOrientation) => Image().Mutate(image => image.Set(GValue.GIntType, "orientation", exifOrientation));

    public static byte[] Jpeg(int quality = 100) => Image().JpegsaveBuffer(q: quality, subsampleMode: Enums.ForeignSubsample.Off);

    public static byte[] Png() => Image().PngsaveBuffer();

    /// <summary>The mean absolute difference of two pictures, in levels.</summary>
    public static double Difference(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        Assert.Equal(a.Length, b.Length);
        long sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += Math.Abs(a[i] - b[i]);
        return (double)sum / a.Length;
    }

    private static byte[] Pixels()
    {
        using Image portrait = NetVips.Image.NewFromFile(Path.Combine(Root, "samples", "astronaut.png"));
        return portrait.ExtractArea(170, 40, Size.Width, Size.Height).ExtractBand(0, 3).WriteToMemory<byte>();
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IdPhoto.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("IdPhoto.slnx stands in no folder above the tests.");
    }
}
