using IdPhoto.Pictures;

namespace IdPhoto.Browser.Ports;

/// <summary>A photo that the browser decoded and holds.</summary>
/// <param name="number">What the page calls it.</param>
/// <param name="turns">Clockwise quarter turns beyond what the browser has turned by itself, 0..3.</param>
/// <param name="size">Columns and rows after those turns.</param>
internal sealed class BrowserPhoto(int number, int turns, PixelSize size) : RemotePhoto(size)
{
    /// <summary>What the page calls it.</summary>
    public int Number => number;

    /// <inheritdoc />
    public override PhotoPixels Turned(int quarterTurns)
        => quarterTurns == 0 ? this : new BrowserPhoto(number, (turns + quarterTurns) % 4, quarterTurns == 2 ? Size : new PixelSize(Height, Width));

    /// <inheritdoc />
    protected override Picture Fetch(int left, int top, PixelSize target, int reduction)
    {
        byte[] rgb = new byte[target.Area * 3];
        Page.Fetch(number, turns, left, top, target.Width, target.Height, reduction, rgb);
        return new Picture(target, rgb);
    }

    /// <inheritdoc />
    protected override Picture FetchResampled(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel)
    {
        byte[] rgb = new byte[target.Area * 3];
        AffineMap map = targetToSource;
        Page.Resample(number, turns, map.A, map.C, map.E, map.F, target.Width, target.Height, kernel == ResamplingKernel.CatmullRom, rgb);
        return new Picture(target, rgb);
    }
}
