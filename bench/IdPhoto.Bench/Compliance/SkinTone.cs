using IdPhoto.Faces;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Compliance;

/// <summary>The same person in the same light with darker skin.</summary>
internal static class SkinTone
{
    /// <summary>What the surface of any skin reflects as a mirror does (refractive index about 1.4), of white, spread over the face.</summary>
    private const float Surface = 0.02f;

    /// <summary>
    /// Skin's colour is light that came back from below its surface, and melanin takes a share of that, most of it where the light is
    /// blue (Anderson and Parrish 1981). What the surface mirrors stays. Eyes, hair, lips' lines, cloth and wall are not touched.
    /// </summary>
    /// <param name="picture">The picture.</param>
    /// <param name="mesh">Tells its eyes.</param>
    /// <param name="map">Tells its skin.</param>
    /// <param name="share">Of the red light that still comes back, 0..1.</param>
    public static Picture Darkened(Picture picture, FaceMesh mesh, PersonMap map, double share)
    {
        float red = (float)share, green = (float)Math.Pow(share, 1.25), blue = (float)Math.Pow(share, 1.4);
        Point[][] eyes = [[.. FaceLandmarks.RightEyeContour.Select(i => mesh.Points[i])], [.. FaceLandmarks.LeftEyeContour.Select(i => mesh.Points[i])]];
        return Tones.Each(picture, (x, y, r, g, b) =>
        {
            Point at = new(x + 0.5, y + 0.5);
            float skin = eyes.Any(eye => IsInside(eye, at)) ? 0 : (float)Math.Clamp(map.FaceSkinAt(at) + BodySkinAt(map, at), 0, 1);
            return (Under(r, red, skin), Under(g, green, skin), Under(b, blue, skin));
        });
    }

    private static double BodySkinAt(PersonMap map, Point at) => (map with { FaceSkin = map.BodySkin }).FaceSkinAt(at);

    private static bool IsInside(Point[] corners, Point at)
    {
        bool inside = false;
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
            if (corners[i].Y > at.Y != corners[j].Y > at.Y && at.X < corners[i].X + ((corners[j].X - corners[i].X) * (at.Y - corners[i].Y) / (corners[j].Y - corners[i].Y)))
                inside = !inside;
        return inside;
    }

    private static float Under(float light, float share, float skin)
    {
        float below = Math.Max(0, light - Surface);
        return light - (skin * below * (1 - share));
    }
}
