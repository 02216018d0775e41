using IdPhoto.Pictures;

namespace IdPhoto.Server.Compatibility.Cropping;

/// <summary>Where HivisionIDPhotos v1 puts a head on a photo. It knows no document: the numbers are the caller's.</summary>
/// <param name="Photo">Size of the photo.</param>
/// <param name="FaceShare">The face's share of the area.</param>
/// <param name="FaceHeight">Where the face's middle lies, from the top, as a share of the height.</param>
/// <param name="MostAbove">Widest gap above the head, as a share of the height.</param>
/// <param name="LeastAbove">Narrowest gap above the head.</param>
internal sealed record CropRule(PixelSize Photo, double FaceShare, double FaceHeight, double MostAbove, double LeastAbove)
{
    /// <summary>The part of the picture that becomes the photo, in the photo's shape.</summary>
    /// <param name="cutout">The person; upright.</param>
    /// <param name="face">From the brows to the chin and from ear to ear.</param>
    /// <returns>It may reach above the picture; null where nobody is in it.</returns>
    public Box? Crop(CutoutPicture cutout, Box face)
    {
        Window first = Around(face);
        if (Silhouette.In(cutout, first) is not { } person)
            return null;
        // Cut so that the person meets both sides, and as much of the height as keeps the shape.
        int ends = (int)((person.Left + person.Right) * Shape / 2);
        int above = person.Top - ends;
        int least = (int)(LeastAbove * first.Height), most = (int)(MostAbove * first.Height);
        int down = above - Math.Clamp(above, Math.Min(least, most), most);
        Window second = new(first.Left + person.Left, first.Top + ends + down, first.Right - person.Right, first.Bottom - ends + down);
        if (second.Width < 1 || second.Height < 1 || Silhouette.In(cutout, second) is not { } placed)
            return null;
        // No gap below: the person stands on the photo's edge. Whole pixels have bent the shape a little.
        double height = second.Width * Shape;
        return new Box(second.Left, second.Bottom - placed.Bottom - height, second.Width, height);
    }

    private double Shape => (double)Photo.Height / Photo.Width;

    private Window Around(Box face)
    {
        double scale = Math.Sqrt(face.Area / FaceShare / Photo.Area);
        int width = (int)(Photo.Width * scale), height = (int)(Photo.Height * scale);
        int left = (int)(face.Centre.X - (width / 2.0)), top = (int)(face.Centre.Y - (height * FaceHeight));
        return new Window(left, top, left + width, top + height);
    }
}
