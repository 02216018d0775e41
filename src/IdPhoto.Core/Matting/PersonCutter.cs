using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>Cuts the person out at the resolution that is asked for.</summary>
public static class PersonCutter
{
    /// <summary>The whole problem is solved at up to this long side; above it only the edge is solved again, level by level.</summary>
    private const int FirstSide = 900;

    /// <summary>Colours are solved for at up to this long side; above it they follow the picture.</summary>
    private const int ColourSide = 1600;

    /// <summary>A step to a size this much larger is not worth one between.</summary>
    private const double LargestStep = 2.3;

    /// <summary>Cuts the person out of an image of a part of the picture, such as the page of an ID photo.</summary>
    /// <param name="image">The image, up to about a megapixel.</param>
    /// <param name="scene">Where the person is in the picture.</param>
    /// <param name="imageToPicture">Maps pixels of the image to those of the picture that the scene describes.</param>
    public static Cutout Cut(Picture image, PersonScene scene, AffineMap imageToPicture)
    {
        Plane alpha = MatteSolver.Solve(image, scene, imageToPicture);
        return new Cutout(ForegroundColours.Estimate(image, alpha), alpha);
    }

    /// <summary>Cuts the person out of the whole picture at its full resolution.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="scene">Where the person is.</param>
    /// <param name="scale">Pixels of the picture that the scene describes per pixel of this one, at most 1.</param>
    /// <param name="cancel">Stops between levels.</param>
    /// <returns>As large as the picture; transparent black outside the scene's region.</returns>
    public static Cutout CutFull(PhotoPixels picture, PersonScene scene, double scale, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(scene);
        Box region = WholePixels(scene.Region, scale, picture.Size);
        PixelSize full = new((int)region.Width, (int)region.Height);
        PixelSize size = full.LongSide <= FirstSide * 4 / 3 ? full : Scaled(full, (double)FirstSide / full.LongSide);
        Picture image = Part(picture, region, size);
        Plane alpha = MatteSolver.Solve(image, scene, AffineMap.FromBox(region, size).Then(new AffineMap(scale, 0, 0, 0, scale, 0)));
        while (size != full && size.LongSide * LargestStep < ColourSide)
            (image, alpha, size) = Larger(picture, region, alpha, Scaled(size, 2), cancel);
        (Picture foreground, Picture background) = ForegroundColours.EstimateBoth(image, alpha);
        if (size == full)
            return Placed(picture.Size, region, foreground, alpha);
        while (size != full)
            (image, alpha, size) = Larger(picture, region, alpha, size.LongSide * LargestStep >= full.LongSide ? full : Scaled(size, 2), cancel);
        return Placed(picture.Size, region, ColourEnlarger.Enlarge(image, alpha, foreground, background), alpha);
    }

    private static (Picture Image, Plane Alpha, PixelSize Size) Larger(
        PhotoPixels picture, Box region, Plane alpha, PixelSize size, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Picture image = Part(picture, region, size);
        return (image, MatteRefiner.Enlarge(image, alpha), size);
    }

    private static Picture Part(PhotoPixels picture, Box region, PixelSize size)
        => size == picture.Size ? picture.Whole() : picture.Resize(region, size, ResamplingKernel.CatmullRom);

    private static PixelSize Scaled(PixelSize size, double scale)
        => new(Math.Max(1, (int)Math.Round(size.Width * scale)), Math.Max(1, (int)Math.Round(size.Height * scale)));

    private static Box WholePixels(Box region, double scale, PixelSize picture)
    {
        double left = Math.Max(0, Math.Floor(region.X / scale));
        double top = Math.Max(0, Math.Floor(region.Y / scale));
        return new Box(
            left, top,
            Math.Max(1, Math.Min(picture.Width, Math.Ceiling(region.Right / scale)) - left),
            Math.Max(1, Math.Min(picture.Height, Math.Ceiling(region.Bottom / scale)) - top));
    }

    private static Cutout Placed(PixelSize whole, Box region, Picture foreground, Plane alpha)
    {
        if (alpha.Size == whole)
            return new Cutout(foreground, alpha);
        Plane placed = new(whole);
        byte[] rgb = new byte[whole.Area * 3];
        for (int y = 0; y < alpha.Height; y++)
        {
            int to = (((int)region.Y + y) * whole.Width) + (int)region.X;
            alpha.Values.AsSpan(y * alpha.Width, alpha.Width).CopyTo(placed.Values.AsSpan(to));
            foreground.Row(y).CopyTo(rgb.AsSpan(3 * to));
        }
        return new Cutout(new Picture(whole, rgb), placed);
    }
}
