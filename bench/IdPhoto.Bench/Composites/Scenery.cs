using IdPhoto.Bench.Portraits;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Composites;

/// <summary>Backdrops from photos without people in them: sea, plants, streets, rooms, lettering.</summary>
internal static class Scenery
{
    /// <summary>The backdrops, in the order of the annotations.</summary>
    public static IReadOnlyList<TestPortrait> All { get; } = [.. TestPortrait.All.Where(portrait => portrait.Backdrop)];

    /// <summary>A random part of a backdrop, as large as its shape allows.</summary>
    public static Picture Part(TestPortrait backdrop, PixelSize size, Random random)
    {
        Picture picture = backdrop.Load();
        Box area = backdrop.BackdropArea ?? new Box(0, 0, picture.Width, picture.Height);
        double scale = Math.Min(area.Width / size.Width, area.Height / size.Height);
        double width = size.Width * scale, height = size.Height * scale;
        double left = area.X + ((area.Width - width) * random.NextDouble());
        double top = area.Y + ((area.Height - height) * random.NextDouble());
        return Resampler.Resize(picture, new Box(left, top, width, height), size, ResamplingKernel.CatmullRom);
    }
}
