using IdPhoto.Bench.Pictures;
using IdPhoto.Bench.Portraits;
using IdPhoto.Matting;
using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Bench.Composites;

/// <summary>A person cut out, with what the person network calls clothes and hair; all planes are as large as the cut-out.</summary>
internal sealed record Subject(string Id, Cutout Cutout, Plane Clothes, Plane Hair)
{
    /// <summary>Alpha above this at an edge means that the person goes on beyond it.</summary>
    private const float Present = 0.1f;

    public PixelSize Size => Cutout.Alpha.Size;

    public bool TouchesLeft => TouchesColumn(0);

    public bool TouchesRight => TouchesColumn(Size.Width - 1);

    /// <summary>Cuts a portrait out by the engine itself.</summary>
    public static async Task<Subject> CutAsync(INetworks networks, TestPortrait portrait)
    {
        Picture picture = portrait.Load();
        Portrait read = await PortraitReader.ReadAsync(networks, picture, mostHeads: 0);
        Cutout cutout = await PortraitCutter.CutAsync(networks, read, new SceneOptions());
        PersonMap map = await PersonSegmenter.SegmentAsync(networks, picture, new Box(0, 0, picture.Width, picture.Height));
        return new Subject(portrait.Id, cutout, Stretched(map.Clothes, picture.Size), Stretched(map.Hair, picture.Size));
    }

    /// <summary>The same person larger or smaller.</summary>
    public Subject Scaled(double scale)
    {
        PixelSize size = new((int)Math.Round(Size.Width * scale), (int)Math.Round(Size.Height * scale));
        Box whole = new(0, 0, Size.Width, Size.Height);
        Picture colours = Resampler.Resize(Cutout.Foreground, whole, size, ResamplingKernel.CatmullRom);
        Picture alpha = Resampler.Resize(AsGrey(Cutout.Alpha), whole, size, ResamplingKernel.Triangle);
        Plane scaled = new(size);
        for (int i = 0; i < scaled.Values.Length; i++)
            scaled.Values[i] = alpha.Rgb[3 * i] / 255f;
        return new Subject(Id, new Cutout(colours, scaled), Stretched(Clothes, size), Stretched(Hair, size));
    }

    /// <summary>The same person with room around, but none where the frame cuts them off.</summary>
    public Subject WithRoom(int pixels)
    {
        int left = TouchesLeft ? 0 : pixels, right = TouchesRight ? 0 : pixels;
        PixelSize size = new(left + Size.Width + right, pixels + Size.Height);
        byte[] rgb = new byte[size.Area * 3];
        for (int y = 0; y < Size.Height; y++)
            Cutout.Foreground.Row(y).CopyTo(rgb.AsSpan(3 * (((y + pixels) * size.Width) + left)));
        Plane Moved(Plane plane)
        {
            Plane moved = new(size);
            for (int y = 0; y < Size.Height; y++)
                plane.Values.AsSpan(y * Size.Width, Size.Width).CopyTo(moved.Values.AsSpan(((y + pixels) * size.Width) + left));
            return moved;
        }
        return new Subject(Id, new Cutout(new Picture(size, rgb), Moved(Cutout.Alpha)), Moved(Clothes), Moved(Hair));
    }

    private static Plane Stretched(Plane plane, PixelSize size)
        => plane.Resample(AffineMap.FromBox(new Box(0, 0, plane.Width, plane.Height), size), size);

    // Only the picture resampler widens its kernel when it reduces.
    private static Picture AsGrey(Plane plane)
    {
        byte[] rgb = new byte[plane.Size.Area * 3];
        for (int i = 0; i < rgb.Length; i++)
            rgb[i] = PictureFiles.ToByte(plane.Values[i / 3]);
        return new Picture(plane.Size, rgb);
    }

    private bool TouchesColumn(int x)
    {
        for (int y = 0; y < Size.Height; y++)
            if (Cutout.Alpha[x, y] > Present)
                return true;
        return false;
    }
}
