using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>What the person network sees in a region of a picture, stretched to 256 x 256. All planes are 0..1.</summary>
/// <remarks>
/// The network was trained with label smoothing: its scores rest at 0.0833 and 0.983 rather than 0 and 1.
/// The planes here are stretched back to 0..1 (see <see cref="PersonSegmenter"/>).
/// </remarks>
/// <param name="Region">The region in pixels of the picture.</param>
/// <param name="Person">Any class but background.</param>
/// <param name="Hair">Hair.</param>
/// <param name="BodySkin">Skin of neck, hands, arms.</param>
/// <param name="FaceSkin">Skin of the face.</param>
/// <param name="Clothes">Clothes.</param>
/// <param name="Others">Things worn: glasses, hats, headphones.</param>
public sealed record PersonMap(Box Region, Plane Person, Plane Hair, Plane BodySkin, Plane FaceSkin, Plane Clothes, Plane Others)
{
    /// <summary>Columns and rows of each plane: one of them is the unit of the network's errors.</summary>
    internal const int Side = 256;

    /// <summary>How much of a person is at a point of the picture, 0..1; 0 outside the region.</summary>
    public double PersonAt(Point picture) => Read(Person, picture);

    /// <summary>How much hair is at a point of the picture, 0..1.</summary>
    public double HairAt(Point picture) => Read(Hair, picture);

    /// <summary>How much skin of the face is at a point of the picture, 0..1.</summary>
    public double FaceSkinAt(Point picture) => Read(FaceSkin, picture);

    /// <summary>How much skin, of face or body, is at a point of the picture, 0..1.</summary>
    internal double SkinAt(Point picture) => Read(BodySkin, picture) + Read(FaceSkin, picture);

    /// <summary>How much of a person that is no hair is at a point of the picture: skin, clothes and things worn.</summary>
    internal double NotHairAt(Point picture) => SkinAt(picture) + Read(Clothes, picture) + Read(Others, picture);

    /// <summary>One of the planes at a point of the picture, 0..1; 0 outside the region.</summary>
    internal double Read(Plane plane, Point picture)
    {
        double x = (picture.X - Region.X) / Region.Width * plane.Width;
        double y = (picture.Y - Region.Y) / Region.Height * plane.Height;
        return x < 0 || y < 0 || x > plane.Width || y > plane.Height ? 0 : plane.Sample(x, y);
    }
}
