namespace IdPhoto.Pictures;

/// <summary>
/// A photo's pixels at full resolution, wherever they lie: in memory (<see cref="Picture"/>), or with the browser that decoded
/// them, which hands over the parts that are asked for.
/// </summary>
public abstract class PhotoPixels
{
    /// <param name="size">Columns and rows, both from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    private protected PhotoPixels(PixelSize size)
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
    public abstract Picture Whole();

    /// <summary>The photo turned clockwise in quarter turns.</summary>
    /// <param name="quarterTurns">0..3 quarter turns clockwise.</param>
    public abstract PhotoPixels Turned(int quarterTurns);

    /// <summary>Resamples to 8 bits a channel; beyond the photo its edge pixels repeat.</summary>
    /// <param name="targetToSource">Where each target point lies in the photo.</param>
    /// <param name="target">Size of the result.</param>
    /// <param name="kernel">The filter.</param>
    public virtual Picture Resample(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel)
    {
        PixelBlock block = Around(targetToSource, target, kernel);
        return Resampler.Resample(block.Pixels, targetToSource.Then(block.FromPhoto), target, kernel);
    }

    /// <summary>Resamples a box of the photo to a size, each axis by its own scale.</summary>
    /// <param name="region">In pixels of the photo.</param>
    /// <param name="target">Size of the result.</param>
    /// <param name="kernel">The filter.</param>
    public Picture Resize(Box region, PixelSize target, ResamplingKernel kernel) => Resample(AffineMap.FromBox(region, target), target, kernel);

    /// <summary>What a resampling reads: at least twice as fine as its target where the photo is.</summary>
    /// <param name="targetToSource">Where each target point lies in the photo.</param>
    /// <param name="target">Size of the target.</param>
    /// <param name="kernel">The filter, which reaches beyond the target's edges.</param>
    internal abstract PixelBlock Around(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel);

    /// <summary>A rectangle of the photo's own pixels.</summary>
    /// <param name="left">First column.</param>
    /// <param name="top">First row.</param>
    /// <param name="size">Columns and rows; the rectangle lies within the photo.</param>
    internal abstract Picture Part(int left, int top, PixelSize size);

    /// <summary>Resamples the pixels that are wanted; what stands in the others has no meaning.</summary>
    internal Picture ResampleWhere(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel, bool[] isWanted)
    {
        PixelBlock block = Around(targetToSource, target, kernel);
        return Resampler.ResampleWhere(block.Pixels, targetToSource.Then(block.FromPhoto), target, kernel, isWanted);
    }

    /// <summary>Resamples to floats, R, G, B interleaved, <c>value * gain + offset</c>: an NHWC network input.</summary>
    internal float[] ToTensor(AffineMap targetToSource, PixelSize target, float gain, float offset)
    {
        PixelBlock block = Around(targetToSource, target, ResamplingKernel.Triangle);
        return Resampler.ToTensor(block.Pixels, targetToSource.Then(block.FromPhoto), target, gain, offset);
    }
}

/// <summary>A part of a photo in memory, reduced or not.</summary>
/// <param name="Pixels">The part.</param>
/// <param name="FromPhoto">From pixels of the photo to those of the part.</param>
internal readonly record struct PixelBlock(Picture Pixels, AffineMap FromPhoto);
