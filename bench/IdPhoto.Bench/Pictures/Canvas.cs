using IdPhoto.Documents;
using IdPhoto.Pictures;
using NetVips;

namespace IdPhoto.Bench.Pictures;

/// <summary>A picture to draw on.</summary>
internal sealed class Canvas
{
    private readonly byte[] _rgb;

    /// <summary>A canvas of one colour.</summary>
    public Canvas(PixelSize size, Colour colour)
    {
        Size = size;
        _rgb = new byte[size.Area * 3];
        for (int i = 0; i < size.Area; i++)
            Put(i, colour, 1);
    }

    /// <summary>A canvas that begins as a copy of a picture.</summary>
    public Canvas(Picture picture)
    {
        Size = picture.Size;
        _rgb = [.. picture.Rgb.Take((int)picture.Size.Area * 3)];
    }

    public PixelSize Size { get; }

    /// <summary>What was drawn; shares the canvas's pixels.</summary>
    public Picture Picture => new(Size, _rgb);

    /// <summary>Puts a picture with its upper left corner at a place inside the canvas.</summary>
    public void Paste(Picture picture, int left, int top)
    {
        for (int y = 0; y < picture.Height; y++)
            picture.Row(y).CopyTo(_rgb.AsSpan(3 * (((top + y) * Size.Width) + left)));
    }

    /// <summary>A dashed line of one pixel.</summary>
    public void Dash(Point from, Point to, Colour colour)
    {
        double length = from.DistanceTo(to);
        for (int step = 0; step < length; step++)
        {
            Point at = from + ((to - from) * (step / length));
            bool inside = at.X >= 0 && at.Y >= 0 && at.X < Size.Width && at.Y < Size.Height;
            if (inside && step % 10 < 6)
                Put(((int)at.Y * Size.Width) + (int)at.X, colour, 1);
        }
    }

    /// <summary>Writes one line of text.</summary>
    /// <param name="text">The line.</param>
    /// <param name="left">Where it begins.</param>
    /// <param name="top">Its upper edge.</param>
    /// <param name="height">Of the letters, in pixels.</param>
    /// <param name="colour">Of the letters.</param>
    public void Write(string text, int left, int top, int height, Colour colour)
    {
        // At 72 dpi a point is a pixel.
        using Image image = Image.Text(text.Replace("&", "&amp;", StringComparison.Ordinal), font: $"sans {height}", dpi: 72);
        byte[] ink = image.WriteToMemory<byte>();
        for (int i = 0; i < ink.Length; i++)
        {
            (int x, int y) = (left + (i % image.Width), top + (i / image.Width));
            if (ink[i] > 0 && x < Size.Width && y < Size.Height)
                Put((y * Size.Width) + x, colour, ink[i] / 255f);
        }
    }

    private void Put(int pixel, Colour colour, float share)
    {
        Span<byte> to = _rgb.AsSpan(3 * pixel, 3);
        (byte r, byte g, byte b) = (colour.R, colour.G, colour.B);
        to[0] = (byte)(to[0] + ((r - to[0]) * share));
        to[1] = (byte)(to[1] + ((g - to[1]) * share));
        to[2] = (byte)(to[2] + ((b - to[2]) * share));
    }
}
