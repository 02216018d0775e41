using IdPhoto.Pictures;

namespace IdPhoto.Server.Tests.Compatibility;

/// <summary>The crop of HivisionIDPhotos v1 in whole pixels, written down from its description and not from what is tested.</summary>
internal static class ReferenceCrop
{
    public static Box Of(byte[] alpha, PixelSize picture, Box face, int height, int width, double measure, double centre, double most, double least)
    {
        double area = face.Width * face.Height / measure, scale = Math.Sqrt(area / ((double)width * height));
        int h = (int)(height * scale), w = (int)(width * scale);
        int x1 = (int)(face.X + (face.Width / 2) - (w / 2.0)), y1 = (int)(face.Y + (face.Height / 2) - (h * centre)), x2 = x1 + w, y2 = y1 + h;
        (int left, int top, int right, _) = Gaps(alpha, picture, x1, y1, x2, y2);
        int ends = (int)((left + right) * ((double)height / width) / 2);
        double above = (double)(top - ends) / h;
        int down = above > most ? (int)((above - most) * h) : above < least ? -(int)((least - above) * h) : 0;
        (x1, y1, x2, y2) = (x1 + left, y1 + ends + down, x2 - right, y2 - ends + down);
        int bottom = Gaps(alpha, picture, x1, y1, x2, y2).Bottom;
        return new Box(x1, y1 - bottom, x2 - x1, y2 - y1);
    }

    // Of everything that is more than half opaque: the sample is one person in one piece.
    private static (int Left, int Top, int Right, int Bottom) Gaps(byte[] alpha, PixelSize picture, int x1, int y1, int x2, int y2)
    {
        int left = int.MaxValue, top = int.MaxValue, right = int.MaxValue, bottom = int.MaxValue;
        for (int y = Math.Max(0, y1); y < Math.Min(picture.Height, y2); y++)
            for (int x = Math.Max(0, x1); x < Math.Min(picture.Width, x2); x++)
                if (alpha[(y * picture.Width) + x] > 127)
                    (left, top, right, bottom) = (Math.Min(left, x - x1), Math.Min(top, y - y1), Math.Min(right, x2 - 1 - x), Math.Min(bottom, y2 - 1 - y));
        return (left, top, right, bottom);
    }
}
