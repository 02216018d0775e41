using System.Runtime.InteropServices;
using IdPhoto.Pictures;

namespace IdPhoto.Browser.Ports;

/// <summary>A photo that the browser decoded and holds, or a smaller copy of one.</summary>
/// <param name="number">What the page calls it.</param>
/// <param name="turns">Clockwise quarter turns beyond what the browser has turned by itself, 0..3.</param>
/// <param name="size">Columns and rows after those turns.</param>
/// <param name="whole">What the page calls the photo of which this is a part, and with which it is given back; null for none.</param>
internal sealed class BrowserPhoto(int number, int turns, PixelSize size, int? whole = null) : PhotoPixels(size)
{
    /// <summary>What the page calls it.</summary>
    public int Number => number;

    /// <summary>What the page calls the photo that was decoded: this one, or that of which this is a part.</summary>
    public int WholeNumber => whole ?? number;

    /// <summary>Clockwise quarter turns beyond what the browser has turned by itself.</summary>
    public int Turns => turns;

    /// <inheritdoc />
    public override PhotoPixels Turned(int quarterTurns)
        => quarterTurns == 0 ? this : new BrowserPhoto(number, (turns + quarterTurns) % 4, quarterTurns == 2 ? Size : new PixelSize(Height, Width), whole);

    /// <inheritdoc />
    public override Picture Resample(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel)
    {
        byte[] rgb = new byte[target.Area * 3];
        Page.Resample(number, turns, Numbers(targetToSource), target.Width, target.Height, kernel == ResamplingKernel.CatmullRom, rgb);
        return new Picture(target, rgb);
    }

    internal override PhotoPixels Reduced(PixelSize size) => new BrowserPhoto(Page.Reduce(number, turns, size.Width, size.Height), 0, size);

    internal override Picture Part(int left, int top, PixelSize size)
    {
        byte[] rgb = new byte[size.Area * 3];
        Page.Part(number, turns, left, top, size.Width, size.Height, rgb);
        return new Picture(size, rgb);
    }

    // Borders are left out before anybody is found, and turned, in a photo.
    internal override PhotoPixels Within(int left, int top, PixelSize size) => turns == 0
        ? new BrowserPhoto(Page.Within(number, left, top, size.Width, size.Height), 0, size, WholeNumber)
        : throw new InvalidOperationException("A part is taken of a photo before it is turned.");

    internal override float[] ToTensor(AffineMap targetToSource, PixelSize target, float gain, float offset)
    {
        float[] tensor = new float[target.Area * 3];
        Page.ToTensor(number, turns, Numbers(targetToSource), target.Width, target.Height, gain, offset, MemoryMarshal.AsBytes(tensor.AsSpan()));
        return tensor;
    }

    private static double[] Numbers(AffineMap map) => [map.A, map.B, map.C, map.D, map.E, map.F];
}
