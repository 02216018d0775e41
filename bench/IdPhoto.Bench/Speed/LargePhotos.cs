using IdPhoto.Bench.Pictures;
using IdPhoto.Bench.Portraits;
using IdPhoto.Pictures;
using NetVips;

namespace IdPhoto.Bench.Speed;

/// <summary>Photos as large as cameras make them, enlarged from a portrait: the time does not depend on what the pixels show.</summary>
internal static class LargePhotos
{
    /// <summary>Sharp, sides free, accepted by every document, hair and a knitted pullover: as hard to cut out as portraits usually are.</summary>
    private const string Source = "argon-fezbot";

    private const int Quality = 90;

    /// <summary>Of the noise in 8-bit steps: without it an enlarged JPEG would be smaller, and quicker to decode, than a camera's.</summary>
    private const double Noise = 3;

    /// <summary>A JPEG of about so many megapixels, made once and kept.</summary>
    public static string Make(double megapixels)
    {
        string file = Path.Combine(BenchFolders.Out("speed"), $"{megapixels:0}mp.jpg");
        if (File.Exists(file))
            return file;
        Picture source = TestPortrait.Find(Source).Load();
        double scale = Math.Sqrt(megapixels * 1e6 / source.Size.Area);
        using Image image = Image.NewFromMemory(source.Rgb, source.Width, source.Height, 3, Enums.BandFormat.Uchar);
        using Image large = image.Resize(scale, kernel: Enums.Kernel.Lanczos3);
        using Image noise = Image.Gaussnoise(large.Width, large.Height, sigma: Noise, mean: 0, seed: 1);
        using Image noisy = large + noise;
        using Image whole = noisy.Cast(Enums.BandFormat.Uchar);
        using Image marked = whole.Copy(interpretation: Enums.Interpretation.Srgb);
        marked.Jpegsave(file, q: Quality);
        return file;
    }
}
