using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>The alpha channel of a file in which the person is already cut out.</summary>
/// <param name="Alpha">As large as the picture and turned like it; its three channels are equal.</param>
internal sealed record FileMatte(Picture Alpha)
{
    /// <summary>The long side of the grid of a scene.</summary>
    private const int GridSide = 480;

    /// <summary>Wraps a channel.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <param name="alpha">One byte per pixel, straight.</param>
    public static FileMatte Of(PixelSize size, byte[] alpha)
    {
        byte[] rgb = new byte[size.Area * 3];
        for (int i = 0; i < size.Area; i++)
            rgb.AsSpan(3 * i, 3).Fill(alpha[i]);
        return new FileMatte(new Picture(size, rgb));
    }

    /// <summary>The same matte turned clockwise.</summary>
    public FileMatte Turned(int quarterTurns) => new(Alpha.Turned(quarterTurns));

    /// <summary>The same matte for a picture of another size.</summary>
    public FileMatte Resized(PixelSize size) => size == Alpha.Size ? this : new FileMatte(Alpha.Resize(Whole, size, ResamplingKernel.Triangle));

    /// <summary>Opacity at the matte's own resolution, 0..1.</summary>
    public Plane Opacity() => OpacityOf(Alpha);

    /// <summary>Opacity of a part, 0..1.</summary>
    /// <param name="region">In pixels of the picture.</param>
    /// <param name="size">Columns and rows of the result.</param>
    public Plane Opacity(Box region, PixelSize size) => OpacityOf(Alpha.Resize(region, size, ResamplingKernel.Triangle));

    /// <summary>The person as the file has them.</summary>
    /// <param name="flattened">The picture, laid on white.</param>
    public Cutout Cut(Picture flattened) => Restored(flattened, Alpha);

    /// <summary>The person as the file has them, in a part of the picture.</summary>
    /// <param name="flattened">The picture, laid on white.</param>
    /// <param name="toPicture">From the pixels of the result to those of the picture.</param>
    /// <param name="size">Columns and rows of the result.</param>
    // Both resampled alike: what is laid on white is premultiplied but for a constant, so no colour comes in from where nothing is.
    public Cutout Cut(PhotoPixels flattened, AffineMap toPicture, PixelSize size)
        => Restored(flattened.Resample(toPicture, size, ResamplingKernel.Triangle), Alpha.Resample(toPicture, size, ResamplingKernel.Triangle));

    /// <summary>Where the person is, for whoever wants to know it of a picture that needs no network for it.</summary>
    /// <param name="region">In pixels of the working copy.</param>
    /// <param name="workingScale">Pixels of the working copy per pixel of the picture.</param>
    public PersonScene Scene(Box region, double workingScale)
    {
        double fineness = GridSide / Math.Max(region.Width, region.Height);
        PixelSize grid = new(Math.Max(8, (int)Math.Round(region.Width * fineness)), Math.Max(8, (int)Math.Round(region.Height * fineness)));
        Box part = new(region.X / workingScale, region.Y / workingScale, region.Width / workingScale, region.Height / workingScale);
        Plane likelihood = Opacity(part, grid), person = new(grid), certain = new(grid);
        for (int i = 0; i < person.Values.Length; i++)
            (person.Values[i], certain.Values[i]) = (likelihood.Values[i] > 0.5f ? 1 : 0, 1);
        return new PersonScene(region, person, likelihood, certain, new Plane(grid));
    }

    private Box Whole => new(0, 0, Alpha.Width, Alpha.Height);

    private static Plane OpacityOf(Picture alpha)
    {
        Plane opacity = new(alpha.Size);
        for (int i = 0; i < opacity.Values.Length; i++)
            opacity.Values[i] = alpha.Rgb[3 * i] / 255f;
        return opacity;
    }

    // Undoes the white: at most half a level of what is then seen is lost to rounding, however thin the hair.
    private static Cutout Restored(Picture flattened, Picture alpha)
    {
        byte[] rgb = new byte[flattened.Size.Area * 3];
        Parallelism.For(flattened.Height, y =>
        {
            for (int i = 3 * y * flattened.Width; i < 3 * (y + 1) * flattened.Width; i++)
                rgb[i] = alpha.Rgb[i] switch
                {
                    0 => 0,
                    255 => flattened.Rgb[i],
                    byte a => (byte)Math.Clamp(255 - ((((255 - flattened.Rgb[i]) * 255) + (a / 2)) / a), 0, 255),
                };
        });
        return new Cutout(new Picture(flattened.Size, rgb), OpacityOf(alpha));
    }
}
