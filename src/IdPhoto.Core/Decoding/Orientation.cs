using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>Where a stored pixel lands in the upright picture: pixel (x, y) goes to index Origin + x * StepX + y * StepY.</summary>
/// <param name="Origin">Index of stored pixel (0, 0).</param>
/// <param name="StepX">Pixels to go for the next stored column.</param>
/// <param name="StepY">Pixels to go for the next stored row.</param>
internal readonly record struct Orientation(long Origin, long StepX, long StepY)
{
    /// <summary>Whether stored rows become columns.</summary>
    public bool Swaps => Math.Abs(StepY) == 1;

    /// <summary>The placement of an EXIF orientation (JEITA CP-3451, tag 274).</summary>
    /// <param name="exif">1..8.</param>
    /// <param name="stored">The size before turning.</param>
    public static Orientation Of(int exif, PixelSize stored)
    {
        long w = stored.Width;
        long h = stored.Height;
        return exif switch
        {
            1 => new(0, 1, w),
            2 => new(w - 1, -1, w),
            3 => new((w * h) - 1, -1, -w),
            4 => new((h - 1) * w, 1, -w),
            5 => new(0, h, 1),
            6 => new(h - 1, h, -1),
            7 => new((w * h) - 1, -h, -1),
            8 => new((w - 1) * h, -h, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(exif)),
        };
    }
}
