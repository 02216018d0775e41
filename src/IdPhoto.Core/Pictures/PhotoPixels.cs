namespace IdPhoto.Pictures;

/// <summary>
/// A photo's pixels, wherever they lie: in memory (<see cref="Picture"/>), or with the browser that decoded them, which hands over
/// what is made of them, so that a photo of 48 megapixels need not lie in this program's memory as a whole.
/// </summary>
public abstract class PhotoPixels
{
    /// <param name="size">Columns and rows, both from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    internal PhotoPixels(PixelSize size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Height, 1);
        Size = size;
    }

    /// <summary>Columns and rows of the upright photo.</summary>
    public PixelSize Size { get; }

    /// <summary>Columns.</summary>
    public int Width => Size.Width;

    /// <summary>Rows.</summary>
    public int Height => Size.Height;

    /// <summary>The whole photo in memory, at full resolution: three bytes a pixel.</summary>
    public virtual Picture Whole() => Part(0, 0, Size);

    /// <summary>The photo turned clockwise in quarter turns.</summary>
    /// <param name="quarterTurns">0..3 quarter turns clockwise.</param>
    public abstract PhotoPixels Turned(int quarterTurns);

    /// <summary>Resamples to 8 bits a channel; beyond the photo its edge pixels repeat.</summary>
    /// <param name="targetToSource">Where each target point lies in the photo.</param>
    /// <param name="target">Size of the result.</param>
    /// <param name="kernel">The filter.</param>
    public abstract Picture Resample(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel);

    /// <summary>Resamples a box of the photo to a size, each axis by its own scale.</summary>
    /// <param name="region">In pixels of the photo.</param>
    /// <param name="target">Size of the result.</param>
    /// <param name="kernel">The filter.</param>
    public Picture Resize(Box region, PixelSize target, ResamplingKernel kernel) => Resample(AffineMap.FromBox(region, target), target, kernel);

    /// <summary>A smaller copy, which lies where the photo does.</summary>
    internal virtual PhotoPixels Reduced(PixelSize size) => Resize(new Box(0, 0, Width, Height), size, ResamplingKernel.Triangle);

    /// <summary>A rectangle of the photo's own pixels, which lies within it.</summary>
    internal abstract Picture Part(int left, int top, PixelSize size);

    /// <summary>The same rectangle as a photo of its own, whose pixels stay where they lie.</summary>
    internal virtual PhotoPixels Within(int left, int top, PixelSize size) => Part(left, top, size);

    /// <summary>Resamples at least the pixels that are wanted; what stands in the others has no meaning.</summary>
    internal virtual Picture ResampleWhere(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel, bool[] isWanted)
        => Resample(targetToSource, target, kernel);

    /// <summary>Resamples to floats, R, G, B interleaved, <c>value * gain + offset</c>: an NHWC network input.</summary>
    internal abstract float[] ToTensor(AffineMap targetToSource, PixelSize target, float gain, float offset);
}
