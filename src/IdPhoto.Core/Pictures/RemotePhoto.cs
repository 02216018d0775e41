namespace IdPhoto.Pictures;

/// <summary>
/// A photo whose pixels something else holds, such as a browser's decoder: they are fetched part by part, reduced as far as
/// nobody would see, so that a photo of 48 megapixels never lies in this program's memory as a whole.
/// </summary>
/// <param name="size">Columns and rows of the upright photo.</param>
public abstract class RemotePhoto(PixelSize size) : PhotoPixels(size)
{
    /// <summary>A part is fetched at least this many times finer than what is made of it: measured, the page is then the same to 55 dB.</summary>
    private const double Oversampling = 1.5;

    /// <summary>Keeps what is fetched whole pixels of the reduction away from what the kernel reaches.</summary>
    private const int Margin = 2;

    private Fetched? _last;

    /// <inheritdoc/>
    public override Picture Whole() => Part(0, 0, Size);

    /// <inheritdoc/>
    public override Picture Resample(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel)
        => targetToSource is { B: 0, D: 0, A: > 0, E: > 0 } && Math.Max(targetToSource.A, targetToSource.E) >= 1
            ? FetchResampled(targetToSource, target, kernel)
            : base.Resample(targetToSource, target, kernel);

    /// <summary>Fetches a rectangle, each target pixel the mean of a square of the photo's.</summary>
    /// <param name="left">First column of the photo.</param>
    /// <param name="top">First row of the photo.</param>
    /// <param name="target">Columns and rows of the result.</param>
    /// <param name="reduction">Side of the square, from 1. Squares at the right and lower edge may be cut by the photo's edge.</param>
    protected abstract Picture Fetch(int left, int top, PixelSize target, int reduction);

    /// <summary>Fetches a rectangle resampled without a turn, as <see cref="Resampler"/> would.</summary>
    /// <param name="targetToSource">Upright, and not mirrored.</param>
    /// <param name="target">Columns and rows of the result.</param>
    /// <param name="kernel">The filter.</param>
    protected abstract Picture FetchResampled(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel);

    /// <summary>Forgets what was fetched.</summary>
    protected void Forget() => _last = null;

    internal override Picture Part(int left, int top, PixelSize size) => Fetch(left, top, size, reduction: 1);

    internal override PixelBlock Around(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel)
    {
        double scale = Math.Min(targetToSource.ScaleX, targetToSource.ScaleY);
        int reduction = Math.Max(1, (int)(scale / Oversampling));
        Box read = Reach(targetToSource, target, kernel);
        // Cut-out and page look at the same place one after the other.
        if (_last is not { } last || last.Reduction > reduction || !last.Holds(read))
            _last = last = FetchAround(read, reduction);
        return last.Block;
    }

    private Fetched FetchAround(Box read, int reduction)
    {
        int left = (int)(read.X / reduction) * reduction, top = (int)(read.Y / reduction) * reduction;
        PixelSize size = new(
            Math.Max(1, ((int)Math.Ceiling(read.Right) - left + reduction - 1) / reduction),
            Math.Max(1, ((int)Math.Ceiling(read.Bottom) - top + reduction - 1) / reduction));
        AffineMap map = new(1.0 / reduction, 0, -(double)left / reduction, 0, 1.0 / reduction, -(double)top / reduction);
        return new Fetched(read, reduction, new PixelBlock(Fetch(left, top, size, reduction), map));
    }

    private Box Reach(AffineMap map, PixelSize target, ResamplingKernel kernel)
    {
        Point[] corners = [map.Apply(new(0, 0)), map.Apply(new(target.Width, 0)), map.Apply(new(target.Width, target.Height)), map.Apply(new(0, target.Height))];
        double stretch = Math.Max(1, Math.Max(map.ScaleX, map.ScaleY));
        double reach = ((kernel == ResamplingKernel.Triangle ? 1 : 2) + Margin) * stretch * Math.Sqrt(2);
        double left = corners.Min(p => p.X) - reach, top = corners.Min(p => p.Y) - reach;
        Box box = new(left, top, corners.Max(p => p.X) + reach - left, corners.Max(p => p.Y) + reach - top);
        Box inside = box.Intersect(new Box(0, 0, Width, Height));
        // Wholly outside: the nearest pixels repeat.
        return inside.Area > 0 ? inside : new Box(Math.Clamp(left, 0, Width - 1), Math.Clamp(top, 0, Height - 1), 1, 1);
    }

    private sealed record Fetched(Box Read, int Reduction, PixelBlock Block)
    {
        public bool Holds(Box box) => box.X >= Read.X && box.Y >= Read.Y && box.Right <= Read.Right && box.Bottom <= Read.Bottom;
    }
}
