using IdPhoto.Faces;
using IdPhoto.Matting;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Turns what two networks say into one decision about where the main person is.</summary>
internal static class SceneVote
{
    /// <summary>The person network knows persons; IS-Net knows edges. At 0.55 the former wins where they disagree.</summary>
    private const float PersonWeight = 0.55f;

    /// <summary>Parts below this share of the largest are specks.</summary>
    private const double Speck = 0.02;

    public static PersonScene Decide(Picture picture, Box region, PixelSize grid, PersonMap person, Plane? salient, IReadOnlyList<FoundFace> faces)
    {
        _ = picture;
        Plane p = Stretched(person.Person, grid);
        Plane hair = Stretched(person.Hair, grid);
        Plane a = salient is null ? p : Stretched(salient, grid);
        float weight = salient is null ? 1 : PersonWeight;
        bool[] inside = new bool[grid.Area];
        for (int i = 0; i < inside.Length; i++)
            inside[i] = ((1 - weight) * a.Values[i]) + (weight * p.Values[i]) > 0.5f;
        KeepMainParts(grid, inside, region, faces);
        CloseHoles(grid, inside, p);
        return Assemble(region, grid, inside, a, p, hair);
    }

    private static Plane Stretched(Plane plane, PixelSize grid)
        => plane.Resample(AffineMap.FromBox(new Box(0, 0, plane.Width, plane.Height), grid), grid);

    private static void KeepMainParts(PixelSize grid, bool[] inside, Box region, IReadOnlyList<FoundFace> faces)
    {
        Components parts = Components.Of(grid, inside);
        if (parts.Count == 0)
            throw new PhotoException(Refusals.NoPerson, "No person was found in this picture. Use a photo that shows one person clearly against the background.");
        int largest = Enumerable.Range(1, parts.Count).Max(k => parts.Areas[k]);
        int main = faces.Count == 0 ? 0 : MainPart(parts, grid, region, faces[0]);
        for (int i = 0; i < inside.Length; i++)
        {
            int k = parts.Labels[i];
            inside[i] = k != 0 && (main != 0 ? k == main : parts.Areas[k] >= Speck * largest);
        }
    }

    private static int MainPart(Components parts, PixelSize grid, Box region, FoundFace face)
    {
        int[] votes = new int[parts.Count + 1];
        foreach (Point point in face.Mesh.Points)
        {
            int x = (int)((point.X - region.X) / region.Width * grid.Width);
            int y = (int)((point.Y - region.Y) / region.Height * grid.Height);
            if ((uint)x < (uint)grid.Width && (uint)y < (uint)grid.Height)
                votes[parts.Labels[(y * grid.Width) + x]]++;
        }
        votes[0] = 0;
        return Array.IndexOf(votes, votes.Max()) is int k && votes[k] > 0 ? k : 0;
    }

    private static void CloseHoles(PixelSize grid, bool[] inside, Plane p)
    {
        bool[] outside = [.. inside.Select(flag => !flag)];
        Components holes = Components.Of(grid, outside);
        double[] sum = new double[holes.Count + 1];
        for (int i = 0; i < inside.Length; i++)
            sum[holes.Labels[i]] += p.Values[i];
        for (int i = 0; i < inside.Length; i++)
        {
            int k = holes.Labels[i];
            if (k != 0 && !holes.TouchesEdge(k, grid) && sum[k] / holes.Areas[k] > 0.5)
                inside[i] = true;
        }
    }

    private static PersonScene Assemble(Box region, PixelSize grid, bool[] inside, Plane a, Plane p, Plane hair)
    {
        Plane mask = new(grid), likelihood = new(grid), certain = new(grid);
        for (int i = 0; i < inside.Length; i++)
        {
            mask.Values[i] = inside[i] ? 1 : 0;
            likelihood.Values[i] = MathF.Sqrt(a.Values[i] * p.Values[i]);
            certain.Values[i] = inside[i] ? Math.Min(a.Values[i], p.Values[i]) : 1 - Math.Max(a.Values[i], p.Values[i]);
        }
        return new PersonScene(region, mask, likelihood, certain, hair);
    }
}
