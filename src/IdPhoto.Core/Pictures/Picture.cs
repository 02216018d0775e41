namespace IdPhoto.Pictures;

/// <summary>An upright picture in sRGB, 8 bits a channel, three interleaved channels: R, G, B, row after row without padding.</summary>
/// <remarks>The array is shared with the creator, not copied; nothing in this library changes it.</remarks>
public sealed class Picture : PhotoPixels
{
    /// <summary>Wraps pixels that are already upright sRGB.</summary>
    /// <param name="size">Columns and rows, both from 1.</param>
    /// <param name="rgb">At least width * height * 3 bytes; more is allowed, so that arrays can be pooled.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 or the array is too short.</exception>
    public Picture(PixelSize size, byte[] rgb)
        : base(size)
    {
        ArgumentNullException.ThrowIfNull(rgb);
        ArgumentOutOfRangeException.ThrowIfLessThan(rgb.LongLength, size.Area * 3);
        Rgb = rgb;
    }

    /// <summary>The pixels: byte 3 * (y * Width + x) is red. Treat as read-only.</summary>
    public byte[] Rgb { get; }

    /// <summary>One row of pixels, Width * 3 bytes.</summary>
    /// <param name="y">0..Height-1.</param>
    public ReadOnlySpan<byte> Row(int y) => Rgb.AsSpan(y * Width * 3, Width * 3);

    /// <inheritdoc/>
    public override Picture Whole() => this;

    /// <summary>The same picture turned clockwise in quarter turns; a new array unless <paramref name="quarterTurns"/> is 0.</summary>
    /// <param name="quarterTurns">0..3 quarter turns clockwise.</param>
    public override Picture Turned(int quarterTurns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quarterTurns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quarterTurns, 3);
        if (quarterTurns == 0)
            return this;
        PixelSize turned = quarterTurns == 2 ? Size : new PixelSize(Height, Width);
        byte[] target = new byte[turned.Area * 3];
        for (int y = 0; y < turned.Height; y++)
            for (int x = 0; x < turned.Width; x++)
            {
                (int sx, int sy) = quarterTurns switch
                {
                    1 => (y, Height - 1 - x),
                    2 => (Width - 1 - x, Height - 1 - y),
                    _ => (Width - 1 - y, x),
                };
                int from = 3 * ((sy * Width) + sx);
                int to = 3 * ((y * turned.Width) + x);
                target[to] = Rgb[from];
                target[to + 1] = Rgb[from + 1];
                target[to + 2] = Rgb[from + 2];
            }
        return new Picture(turned, target);
    }

    /// <summary>The same picture mirrored left to right.</summary>
    internal Picture Mirrored() => new(Size, MirroredRows.Of(Rgb, Size, 3));

    /// <inheritdoc/>
    public override Picture Resample(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel)
        => Resampler.Resample(this, targetToSource, target, kernel);

    internal override Picture ResampleWhere(AffineMap targetToSource, PixelSize target, ResamplingKernel kernel, bool[] isWanted)
        => Resampler.ResampleWhere(this, targetToSource, target, kernel, isWanted);

    internal override float[] ToTensor(AffineMap targetToSource, PixelSize target, float gain, float offset)
        => Resampler.ToTensor(this, targetToSource, target, gain, offset);

    internal override Picture Part(int left, int top, PixelSize size)
    {
        byte[] part = new byte[size.Area * 3];
        for (int y = 0; y < size.Height; y++)
            Row(top + y).Slice(left * 3, size.Width * 3).CopyTo(part.AsSpan(y * size.Width * 3));
        return new Picture(size, part);
    }
}
