using IdPhoto.Faces;
using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Heads;

/// <summary>Measures a head from its face mesh and from what the person network sees around it.</summary>
public static class HeadMeter
{
    /// <summary>Crown above the eyes in units of T (eyes to chin): the middle of four published rules (0.80, 0.90, 0.98, 1.10).</summary>
    private const double CrownAboveEyes = 0.90;

    /// <summary>One standard deviation of the crown's place in T: those rules lie within two of the middle.</summary>
    private const double CrownSpread = 0.05;

    /// <summary>Where most people's hair ends above the eyes, in T.</summary>
    private const double UsualHair = 1.0;

    /// <summary>Half the width of the strip around the axis in which the top is looked for, in inter-eye distances.</summary>
    private const double Strip = 0.25;

    /// <summary>The furthest the top of hair or hat is followed above the eyes, in T.</summary>
    private const double HighestHair = 2.4;

    /// <summary>
    /// Hair that ends this little below the picture's edge, in T, may as well go on beyond it: a cell of the person network's grid.
    /// </summary>
    internal const double EdgeError = 0.017;

    /// <summary>The square that the person network looks at to see a head: from above the highest hair to the shoulders.</summary>
    public static Box Region(FaceMesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        double t = mesh.EyeMidpoint.DistanceTo(mesh.Chin);
        Point up = Up(mesh);
        Point centre = mesh.EyeMidpoint + (up * (0.35 * t));
        double side = 4.4 * t;
        return new Box(centre.X - (side / 2), centre.Y - (side / 2), side, side);
    }

    /// <summary>Segments the head's surroundings, <see cref="Region"/> as far as it lies in the picture.</summary>
    /// <param name="networks">Runs the person network.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="mesh">The face in that picture.</param>
    /// <param name="cancel">Stops before the network.</param>
    public static ValueTask<PersonMap> SegmentAsync(INetworks networks, PhotoPixels picture, FaceMesh mesh, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Box region = Region(mesh).Intersect(new Box(0, 0, picture.Width, picture.Height));
        return PersonSegmenter.SegmentAsync(networks, picture, region, cancel);
    }

    /// <summary>A head of which only the face is known: crown and hair are those of most people.</summary>
    /// <param name="mesh">The face.</param>
    internal static HeadMeasure Estimate(FaceMesh mesh)
    {
        Point middle = mesh.EyeMidpoint, up = Up(mesh);
        double t = middle.DistanceTo(mesh.Chin);
        return new HeadMeasure(
            middle + (up * (CrownAboveEyes * t)), CrownSpread * t, middle + (up * (UsualHair * t)), false, mesh.Chin,
            mesh.LeftEye, mesh.RightEye, mesh.LeftIris, mesh.RightIris, Width(mesh), HeadPose.Measure(mesh));
    }

    /// <summary>Measures a head whose surroundings are already segmented.</summary>
    /// <param name="picture">Size of the picture that both describe.</param>
    /// <param name="mesh">The face.</param>
    /// <param name="map">What the person network saw, at least in <see cref="Region"/>.</param>
    public static HeadMeasure Measure(PixelSize picture, FaceMesh mesh, PersonMap map)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentNullException.ThrowIfNull(map);
        Point middle = mesh.EyeMidpoint;
        Point up = Up(mesh);
        double t = middle.DistanceTo(mesh.Chin);
        double top = TopAboveEyes(picture, mesh, map, up, t, out bool cut);
        (double crown, double spread) = Crown(top / t, cut, IsBare(map, middle + (up * (top - (0.08 * t)))));
        return new HeadMeasure(
            middle + (up * (crown * t)), spread * t, middle + (up * top), cut, mesh.Chin,
            mesh.LeftEye, mesh.RightEye, mesh.LeftIris, mesh.RightIris, Width(mesh), HeadPose.Measure(mesh));
    }

    /// <summary>The head's axis: across the eye line, since the chin moves sideways with yaw.</summary>
    private static Point Up(FaceMesh mesh)
    {
        Point axis = mesh.EyeMidpoint - mesh.Chin;
        return axis * (1 / axis.Length);
    }

    private static bool IsBare(PersonMap map, Point underTop) => map.FaceSkinAt(underTop) > map.HairAt(underTop);

    // Fused as in the literature's ranges: a mask top near the anatomical crown refines it, one far above is hair or a hat.
    private static (double Crown, double Spread) Crown(double top, bool cut, bool bare)
    {
        if (cut || top < 0.80 || top > 1.05)
            return (Math.Min(CrownAboveEyes, cut ? double.MaxValue : Math.Max(top, 0.80)), CrownSpread);
        double weight = bare ? 0.6 : 0.4;
        double crown = (weight * top) + ((1 - weight) * CrownAboveEyes);
        return (Math.Min(crown, top), CrownSpread * (bare ? 0.6 : 0.8));
    }

    private static double TopAboveEyes(PixelSize picture, FaceMesh mesh, PersonMap map, Point up, double t, out bool cut)
    {
        Point across = new(-up.Y, up.X);
        double strip = Strip * mesh.LeftEye.DistanceTo(mesh.RightEye);
        double best = 0;
        cut = false;
        for (int i = -2; i <= 2; i++)
        {
            Point foot = mesh.EyeMidpoint + (across * (strip * i / 2));
            double reach = Follow(picture, map, foot, up, t, out bool reachedEdge);
            if (reach <= best)
                continue;
            best = reach;
            cut = reachedEdge;
        }
        return best;
    }

    // Walks up while there is a person; a gap of more than a twentieth of T ends the head.
    private static double Follow(PixelSize picture, PersonMap map, Point foot, Point up, double t, out bool reachedEdge)
    {
        double step = t / 128;
        double top = 0;
        double before = 1;
        reachedEdge = false;
        for (double reach = 0.3 * t; reach <= HighestHair * t; reach += step)
        {
            Point at = foot + (up * reach);
            if (at.Y < 0.5 || at.X < 0 || at.X >= picture.Width)
            {
                reachedEdge = reach - top < EdgeError * t;
                return reachedEdge ? reach : top;
            }
            double person = map.PersonAt(at);
            if (person >= 0.5)
                top = reach;
            else if (before >= 0.5)
                top = reach - (step * (0.5 - person) / Math.Max(1e-6, before - person));
            else if (reach - top > 0.05 * t)
                break;
            before = person;
        }
        return top;
    }

    // The ear-side points sit near the tragion; under yaw the nearer side shows the true half.
    private static double Width(FaceMesh mesh)
    {
        double yaw = HeadPose.Measure(mesh).Yaw * Math.PI / 180;
        return mesh.Points[FaceLandmarks.RightEar].DistanceTo(mesh.Points[FaceLandmarks.LeftEar]) / Math.Max(0.5, Math.Cos(yaw));
    }
}
