using IdPhoto.Documents;
using IdPhoto.Matting;
using IdPhoto.Pictures;

namespace IdPhoto.Server.Compatibility.Cropping;

/// <summary>A person without background, laid out for resampling: colours multiplied by opacity, and a border of one transparent pixel, which repeats beyond the picture.</summary>
internal sealed class CutoutPicture
{
    private const int Border = 1;

    private readonly Picture _colours;
    private readonly Picture _alpha;

    private CutoutPicture(Picture colours, Picture alpha) => (_colours, _alpha) = (colours, alpha);

    /// <summary>Columns and rows, without the border.</summary>
    public PixelSize Size => new(_colours.Width - (2 * Border), _colours.Height - (2 * Border));

    /// <summary>A person who was cut out here.</summary>
    public static CutoutPicture Of(Cutout cutout) => Build(cutout.Foreground.Size, (i, rgb) =>
    {
        float alpha = cutout.Alpha.Values[i];
        for (int c = 0; c < 3; c++)
            rgb[c] = (byte)((cutout.Foreground.Rgb[(3 * i) + c] * alpha) + 0.5f);
        return (byte)((alpha * 255) + 0.5f);
    });

    /// <summary>A picture that came with transparency; decoding has laid it on white, which is taken off again.</summary>
    public static CutoutPicture Of(Picture onWhite, byte[] alpha) => Build(onWhite.Size, (i, rgb) =>
    {
        for (int c = 0; c < 3; c++)
            rgb[c] = (byte)Math.Clamp(onWhite.Rgb[(3 * i) + c] - (255 - alpha[i]), 0, 255);
        return alpha[i];
    });

    /// <summary>A part of it at a size.</summary>
    /// <param name="toPicture">From the part's pixels to those of the picture.</param>
    /// <param name="size">Columns and rows of the part.</param>
    public CutoutPicture Resample(AffineMap toPicture, PixelSize size)
    {
        AffineMap map = new AffineMap(1, 0, -Border, 0, 1, -Border).Then(toPicture).Then(new AffineMap(1, 0, Border, 0, 1, Border));
        PixelSize bordered = new(size.Width + (2 * Border), size.Height + (2 * Border));
        return new CutoutPicture(Bordered(Resampler.Resample(_colours, map, bordered, ResamplingKernel.CatmullRom)), Bordered(Resampler.Resample(_alpha, map, bordered, ResamplingKernel.CatmullRom)));
    }

    /// <summary>Its opacity within a rectangle of its own pixels, which lies within it.</summary>
    public byte[] Alpha(int left, int top, PixelSize size)
    {
        byte[] alpha = new byte[size.Area];
        for (int y = 0, i = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++, i++)
                alpha[i] = _alpha.Rgb[At(left + x, top + y)];
        return alpha;
    }

    /// <summary>R, G, B and straight alpha, row after row.</summary>
    public byte[] ToRgba()
    {
        byte[] rgba = new byte[Size.Area * 4];
        for (int y = 0, to = 0; y < Size.Height; y++)
            for (int x = 0; x < Size.Width; x++, to += 4)
            {
                int from = At(x, y);
                int alpha = _alpha.Rgb[from];
                for (int c = 0; c < 3 && alpha > 0; c++)
                    rgba[to + c] = (byte)Math.Min(255, ((_colours.Rgb[from + c] * 255) + (alpha / 2)) / alpha);
                rgba[to + 3] = (byte)alpha;
            }
        return rgba;
    }

    /// <summary>Laid on a background: person times opacity, and background times what is left.</summary>
    /// <param name="behind">The background at a pixel.</param>
    public Picture Over(Func<int, int, Colour> behind)
    {
        byte[] rgb = new byte[Size.Area * 3];
        for (int y = 0, to = 0; y < Size.Height; y++)
            for (int x = 0; x < Size.Width; x++, to += 3)
            {
                int from = At(x, y), left = 255 - _alpha.Rgb[from];
                Colour colour = behind(x, y);
                rgb[to] = Mixed(_colours.Rgb[from], colour.R, left);
                rgb[to + 1] = Mixed(_colours.Rgb[from + 1], colour.G, left);
                rgb[to + 2] = Mixed(_colours.Rgb[from + 2], colour.B, left);
            }
        return new Picture(Size, rgb);
    }

    // What has just been made, and belongs to nobody else yet.
    private static Picture Bordered(Picture picture)
    {
        int row = 3 * picture.Width;
        picture.Rgb.AsSpan(0, row).Clear();
        picture.Rgb.AsSpan(row * (picture.Height - 1), row).Clear();
        for (int y = 0; y < picture.Height; y++)
        {
            picture.Rgb.AsSpan(y * row, 3).Clear();
            picture.Rgb.AsSpan(((y + 1) * row) - 3, 3).Clear();
        }
        return picture;
    }

    private static byte Mixed(int person, int behind, int left) => (byte)Math.Min(255, person + (((behind * left) + 127) / 255));

    private int At(int x, int y) => 3 * (((y + Border) * _colours.Width) + x + Border);

    private delegate byte Pixel(int index, Span<byte> multiplied);

    private static CutoutPicture Build(PixelSize size, Pixel pixel)
    {
        PixelSize bordered = new(size.Width + (2 * Border), size.Height + (2 * Border));
        byte[] colours = new byte[bordered.Area * 3], alphas = new byte[bordered.Area * 3];
        for (int y = 0, i = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++, i++)
            {
                int to = 3 * (((y + Border) * bordered.Width) + x + Border);
                alphas.AsSpan(to, 3).Fill(pixel(i, colours.AsSpan(to, 3)));
            }
        return new CutoutPicture(new Picture(bordered, colours), new Picture(bordered, alphas));
    }
}
