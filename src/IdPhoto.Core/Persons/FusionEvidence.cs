using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>What the fusion knows of a region before it decides: all planes on one grid. No step changes it.</summary>
/// <param name="Region">The region in pixels of the picture.</param>
/// <param name="Salient">What IS-Net saw; what the person network saw where IS-Net was not run.</param>
/// <param name="Person">What the person network saw.</param>
/// <param name="Hair">Its hair.</param>
/// <param name="Skin">Its skin, of face or body; null where nobody asks for it.</param>
/// <param name="Background">What the background would look like behind the person.</param>
/// <param name="Face">The main face in pixels of the picture; null where none was found.</param>
/// <param name="PersonAlone">Whether IS-Net was not run.</param>
internal sealed record FusionEvidence(
    Box Region, Plane Salient, Plane Person, Plane Hair, Plane? Skin, BackgroundModel Background, FaceMesh? Face, bool PersonAlone)
{
    /// <summary>Faces of people who are cut out with the main one.</summary>
    public IReadOnlyList<FaceMesh> Companions { get; init; } = [];

    /// <summary>The region's picture on the grid; null where only shapes are known.</summary>
    public Picture? Image { get; init; }

    /// <summary>The faces of all who are cut out, the main one first.</summary>
    public IEnumerable<FaceMesh> Subjects => Face is null ? [] : Companions.Prepend(Face);

    /// <summary>Columns and rows of the grid.</summary>
    public PixelSize Grid => Person.Size;

    /// <summary>Brings everything to the grid of the region's picture; skin only where people without a face are looked for.</summary>
    public static FusionEvidence Of(Picture image, Box region, PersonMap map, Plane? salient, SceneFaces faces, People people)
    {
        Plane person = Stretched(map.Person, image.Size);
        Plane a = salient is null ? person : Stretched(salient, image.Size);
        Plane? skin = faces.Main is null || people == People.All
            ? Larger(Stretched(map.BodySkin, image.Size), Stretched(map.FaceSkin, image.Size))
            : null;
        return new FusionEvidence(
            region, a, person, Stretched(map.Hair, image.Size), skin, BackgroundModel.Fit(image, a, person), faces.Main, salient is null)
        {
            Companions = faces.Companions,
            Image = image,
        };
    }

    /// <summary>Where the middle of a grid pixel lies in the picture.</summary>
    public Point ToPicture(int x, int y)
        => new(Region.X + ((x + 0.5) / Grid.Width * Region.Width), Region.Y + ((y + 0.5) / Grid.Height * Region.Height));

    /// <summary>The grid pixel under a point of the picture; -1 outside the region.</summary>
    public int ToGrid(Point picture)
    {
        int x = (int)((picture.X - Region.X) / Region.Width * Grid.Width);
        int y = (int)((picture.Y - Region.Y) / Region.Height * Grid.Height);
        return (uint)x < (uint)Grid.Width && (uint)y < (uint)Grid.Height ? (y * Grid.Width) + x : -1;
    }

    /// <summary>How much a pixel looks like the background, 0..1.</summary>
    public float Match(int i, FusionLimits limits)
        => MathF.Exp(-Background.Distance[i] * Background.Distance[i] / limits.MatchFalloff);

    /// <summary>Whether a point lies in the wedge below the chin of somebody who is cut out, where shoulders and chest must be.</summary>
    public bool IsTorso(Point at, FusionLimits limits)
    {
        if (IsTorso(Face!, at, limits))
            return true;
        for (int i = 0; i < Companions.Count; i++)
            if (IsTorso(Companions[i], at, limits))
                return true;
        return false;
    }

    private static bool IsTorso(FaceMesh face, Point at, FusionLimits limits)
    {
        Point chin = face.Chin;
        double t = face.EyeMidpoint.DistanceTo(chin);
        double below = (at.Y - chin.Y) / t;
        double beside = Math.Abs(at.X - chin.X) / t;
        return below > limits.TorsoBelowChin && beside < Math.Min(limits.TorsoHalfNeck + (limits.TorsoSlope * below), limits.TorsoHalfShoulders);
    }

    private static Plane Stretched(Plane plane, PixelSize grid)
        => plane.Resample(AffineMap.FromBox(new Box(0, 0, plane.Width, plane.Height), grid), grid);

    private static Plane Larger(Plane a, Plane b)
    {
        Plane larger = new(a.Size);
        for (int i = 0; i < larger.Values.Length; i++)
            larger.Values[i] = Math.Max(a.Values[i], b.Values[i]);
        return larger;
    }
}
