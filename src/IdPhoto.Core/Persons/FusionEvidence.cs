using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>What the fusion knows of a region before it decides: all planes on one grid. No step changes it.</summary>
/// <param name="Region">The region in pixels of the picture.</param>
/// <param name="Salient">What IS-Net saw; what the person network saw where IS-Net was not run.</param>
/// <param name="Person">What the person network saw.</param>
/// <param name="Hair">Its hair.</param>
/// <param name="Skin">Its skin, of face or body; null where there is a face, which tells more.</param>
/// <param name="Background">What the background would look like behind the person.</param>
/// <param name="Face">The main face in pixels of the picture; null where none was found.</param>
/// <param name="PersonAlone">Whether IS-Net was not run.</param>
internal sealed record FusionEvidence(
    Box Region, Plane Salient, Plane Person, Plane Hair, Plane? Skin, BackgroundModel Background, FaceMesh? Face, bool PersonAlone)
{
    /// <summary>Columns and rows of the grid.</summary>
    public PixelSize Grid => Person.Size;

    /// <summary>Brings everything to the grid of the region's picture.</summary>
    public static FusionEvidence Of(Picture image, Box region, PersonMap map, Plane? salient, FaceMesh? face)
    {
        Plane person = Stretched(map.Person, image.Size);
        Plane a = salient is null ? person : Stretched(salient, image.Size);
        Plane? skin = face is null ? Larger(Stretched(map.BodySkin, image.Size), Stretched(map.FaceSkin, image.Size)) : null;
        return new FusionEvidence(
            region, a, person, Stretched(map.Hair, image.Size), skin, BackgroundModel.Fit(image, a, person), face, salient is null);
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

    /// <summary>Whether a point lies in the wedge below the main face's chin, where shoulders and chest must be.</summary>
    public bool IsTorso(Point at, FusionLimits limits)
    {
        Point chin = Face!.Chin;
        double t = Face.EyeMidpoint.DistanceTo(chin);
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
