using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Finds neighbours whose face the side of the picture cuts off, as who crops a picture of a group leaves them: no face finder sees half a face.</summary>
internal static class SideFaces
{
    /// <summary>A face's skin from the hair to the chin is this many times as high as it is from the eyes to the chin, and as wide as this share of its height.</summary>
    private const double Height = 1.8, Width = 0.72;

    /// <summary>The eyes lie this share of the skin's height below its top.</summary>
    private const double EyesDown = 0.44;

    /// <summary>The neighbours, where somebody with a face is cut out.</summary>
    /// <param name="evidence">The region and whoever is cut out.</param>
    /// <param name="map">What the person network saw there.</param>
    /// <param name="faces">All faces that were found.</param>
    /// <param name="limits">How large a piece of a face must be.</param>
    public static IReadOnlyList<Neighbour> Of(FusionEvidence evidence, PersonMap map, SceneFaces faces, FusionLimits limits)
    {
        if (evidence.Face is not { } own || !HasSkinAtASide(map.FaceSkin, limits))
            return [];
        ConnectedComponents parts = ConnectedComponents.Of(map.FaceSkin.Size, [.. map.FaceSkin.Values.Select(skin => skin > limits.Decision)]);
        HashSet<int> found = [.. faces.Subjects.Concat(faces.Others).SelectMany(face => face.Points).Select(point => CellAt(map, point)).Where(i => i >= 0).Select(i => parts.Labels[i])];
        double t = own.EyeMidpoint.DistanceTo(own.Chin);
        return [.. Enumerable.Range(1, parts.Count)
            .Where(k => !found.Contains(k) && IsAtASide(parts.Bounds[k], map.FaceSkin.Size))
            .Select(k => (Skin: InPicture(map, parts.Bounds[k]), Area: parts.Areas[k] * map.Region.Area / map.FaceSkin.Size.Area, IsLeft: parts.Bounds[k].X <= 0))
            .Where(part => part.Area >= limits.SideFaceArea * t * t && part.Skin.Height >= limits.SideFaceHeight * t && IsApart(part.Skin, own, limits.SideFaceApart * t))
            .Select(part => Whole(part.Skin, part.IsLeft))];
    }

    private static bool HasSkinAtASide(Plane skin, FusionLimits limits)
    {
        for (int y = 0; y < skin.Height; y++)
            if (skin[0, y] > limits.Decision || skin[skin.Width - 1, y] > limits.Decision)
                return true;
        return false;
    }

    private static bool IsAtASide(Box cells, PixelSize grid) => cells.X <= 0 || cells.Right >= grid.Width;

    private static bool IsApart(Box skin, FaceMesh own, double least) => skin.X - own.EyeMidpoint.X >= least || own.EyeMidpoint.X - skin.Right >= least;

    // Its inner outline is that of a cheek; the rest may lie beyond the side.
    private static Neighbour Whole(Box skin, bool isLeft)
    {
        double half = Width / 2 * skin.Height;
        double x = isLeft ? skin.Right - half : skin.X + half, eyes = skin.Y + (EyesDown * skin.Height);
        return new Neighbour(new Point(x, eyes), new Point(x, eyes + (skin.Height / Height)));
    }

    private static int CellAt(PersonMap map, Point picture)
    {
        PixelSize grid = map.FaceSkin.Size;
        int x = (int)((picture.X - map.Region.X) / map.Region.Width * grid.Width), y = (int)((picture.Y - map.Region.Y) / map.Region.Height * grid.Height);
        return (uint)x < (uint)grid.Width && (uint)y < (uint)grid.Height ? (y * grid.Width) + x : -1;
    }

    private static Box InPicture(PersonMap map, Box cells)
    {
        double x = map.Region.Width / map.FaceSkin.Width, y = map.Region.Height / map.FaceSkin.Height;
        return new Box(map.Region.X + (cells.X * x), map.Region.Y + (cells.Y * y), cells.Width * x, cells.Height * y);
    }
}
