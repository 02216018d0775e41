using IdPhoto.Documents;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Bench.Pictures;

/// <summary>Draws what the framing went by on a finished photo.</summary>
internal static class Guides
{
    private static readonly Colour Crown = new(0xd0, 0x20, 0x20);
    private static readonly Colour HeadTop = new(0xc0, 0x20, 0xc0);
    private static readonly Colour Eyes = new(0x10, 0x80, 0x30);
    private static readonly Colour Chin = new(0x10, 0x40, 0xd0);
    private static readonly Colour Centre = new(0xe0, 0x80, 0x00);

    /// <summary>The photo with lines: crown red, top of hair or hat violet, eyes green, chin blue, middle orange.</summary>
    public static Picture Draw(MadePhoto photo)
    {
        HeadMeasure head = photo.Head;
        Canvas canvas = new(photo.Picture);
        (double width, double height) = (canvas.Size.Width, canvas.Size.Height);
        foreach ((double y, Colour colour) in (ReadOnlySpan<(double, Colour)>)[
            (head.Crown.Y, Crown), (head.HeadTop.Y, HeadTop), (head.EyeMidpoint.Y, Eyes), (head.Chin.Y, Chin)])
            canvas.Dash(new Point(0, y), new Point(width, y), colour);
        canvas.Dash(new Point(width / 2, 0), new Point(width / 2, height), Centre);
        return canvas.Picture;
    }
}
