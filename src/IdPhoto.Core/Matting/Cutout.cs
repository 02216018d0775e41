using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>A person cut out of a picture.</summary>
/// <param name="Foreground">The person's own colours, free of the old background where alpha mixes the two; black where alpha is 0 in a full frame.</param>
/// <param name="Alpha">The alpha matte: how much of each pixel is the person, 0..1; same size.</param>
public sealed record Cutout(Picture Foreground, Plane Alpha)
{
    /// <summary>How many people it shows, as far as they can be told apart; from 1.</summary>
    public int People { get; init; } = 1;

    /// <summary>What a person should know of it: what was left out of the picture, and where its edge may be wrong. Empty for most.</summary>
    public IReadOnlyList<Message> Notes { get; init; } = [];

    /// <summary>Straight (not premultiplied) RGBA, 4 bytes a pixel.</summary>
    public byte[] ToRgba()
    {
        byte[] rgba = new byte[Foreground.Size.Area * 4];
        Parallelism.For(Foreground.Height, y =>
        {
            int first = y * Foreground.Width;
            for (int i = first; i < first + Foreground.Width; i++)
            {
                byte alpha = (byte)((Alpha.Values[i] * 255) + 0.5f);
                rgba[(4 * i) + 3] = alpha;
                if (alpha != 0)
                    Foreground.Rgb.AsSpan(3 * i, 3).CopyTo(rgba.AsSpan(4 * i));
            }
        });
        return rgba;
    }
}
