using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Takes away a neighbour of whom the side of what is looked at shows a slice without a face: hair, and the skin that it lies on.</summary>
/// <remarks>
/// Who crops a picture of a group leaves such slices. Hair at the side that hangs together neither with the own face nor with the own
/// hair, and does not lie on the own chest, is somebody else's.
/// </remarks>
internal static class NeighbourSlice
{
    /// <summary>The mask without slices of neighbours.</summary>
    public static bool[] Remove(bool[] mask, FusionEvidence evidence, PersonMap map, People people, FusionLimits limits)
    {
        if (evidence.Face is not { } face || !HasHairAtASide(mask, evidence, limits))
            return mask;
        double t = face.EyeMidpoint.DistanceTo(face.Chin) / evidence.Region.Height * evidence.Grid.Height;
        bool[] hair = new bool[mask.Length];
        for (int i = 0; i < hair.Length; i++)
            hair[i] = IsHair(i, mask, evidence, limits);
        ConnectedComponents parts = ConnectedComponents.Of(evidence.Grid, hair);
        HashSet<int> own = Own(parts, evidence);
        int[] areas = [.. Enumerable.Range(0, parts.Count + 1).Select(k => k > 0 && !own.Contains(k) && IsAtASide(parts, k, evidence.Grid) ? parts.Areas[k] : 0)];
        if (!areas.Any(area => area > limits.SliceHair * t * t))
            return mask;
        // Where all people are cut out, more hair is that of somebody who looks away.
        double most = people == People.All ? limits.CompanionHair * t * t : double.PositiveInfinity;
        bool[] theirs = Theirs(parts, areas, Flesh(mask, evidence, map, limits), (float)t, most, evidence, limits);
        return theirs.AsSpan().Contains(true) ? Divided(mask, theirs, evidence, limits) : mask;
    }

    private static bool HasHairAtASide(bool[] mask, FusionEvidence evidence, FusionLimits limits)
    {
        int width = evidence.Grid.Width;
        for (int i = 0; i < mask.Length; i += width)
            if (IsHair(i, mask, evidence, limits) || IsHair(i + width - 1, mask, evidence, limits))
                return true;
        return false;
    }

    private static bool IsHair(int i, bool[] mask, FusionEvidence evidence, FusionLimits limits) => mask[i] && evidence.Hair.Values[i] > limits.Decision;

    private static bool IsAtASide(ConnectedComponents parts, int k, PixelSize grid) => parts.Bounds[k].X <= 0 || parts.Bounds[k].Right >= grid.Width;

    private static bool[] Theirs(ConnectedComponents hair, int[] areas, bool[] flesh, float t, double most, FusionEvidence evidence, FusionLimits limits)
    {
        ConnectedComponents parts = ConnectedComponents.Of(evidence.Grid, flesh);
        HashSet<int> own = Own(parts, evidence);
        if (own.Count == 0)
            return new bool[flesh.Length];
        float[] fromOwn = DistanceTransform.To(evidence.Grid, [.. parts.Labels.Select(own.Contains)]);
        int[] atASide = new int[parts.Count + 1], onChest = new int[parts.Count + 1];
        float[] nearest = [.. Enumerable.Repeat(float.PositiveInfinity, parts.Count + 1)];
        for (int i = 0; i < flesh.Length; i++)
        {
            int k = parts.Labels[i];
            atASide[k] += areas[hair.Labels[i]] > 0 ? 1 : 0;
            onChest[k] += flesh[i] && evidence.IsTorso(evidence.ToPicture(i % evidence.Grid.Width, i / evidence.Grid.Width), limits) ? 1 : 0;
            nearest[k] = Math.Min(nearest[k], fromOwn[i]);
        }
        bool IsSlice(int k) => atASide[k] > limits.SliceHair * t * t && atASide[k] < most && atASide[k] > limits.SliceHairShare * parts.Areas[k]
            && nearest[k] > limits.SliceFromOwn * t && onChest[k] < limits.SliceOnChest * parts.Areas[k];
        HashSet<int> slices = [.. Enumerable.Range(1, parts.Count).Where(IsSlice)];
        return [.. parts.Labels.Select(slices.Contains)];
    }

    private static bool[] Flesh(bool[] mask, FusionEvidence evidence, PersonMap map, FusionLimits limits)
    {
        bool[] flesh = new bool[mask.Length];
        for (int i = 0; i < flesh.Length; i++)
            flesh[i] = IsHair(i, mask, evidence, limits) || (mask[i] && map.SkinAt(evidence.ToPicture(i % evidence.Grid.Width, i / evidence.Grid.Width)) > limits.Decision);
        return flesh;
    }

    private static HashSet<int> Own(ConnectedComponents parts, FusionEvidence evidence)
        => [.. evidence.Subjects.SelectMany(face => face.Points).Select(evidence.ToGrid).Where(i => i >= 0).Select(i => parts.Labels[i]).Where(k => k > 0)];

    // The seam runs near the slice's outline, along the edge of what the person wears.
    private static bool[] Divided(bool[] mask, bool[] theirs, FusionEvidence evidence, FusionLimits limits)
    {
        float[] outside = DistanceTransform.To(evidence.Grid, theirs), inside = DistanceTransform.To(evidence.Grid, [.. theirs.Select(flag => !flag)]);
        float seam = limits.SliceSeam * evidence.Grid.LongSide / PersonMap.Side;
        float[] nearness = new float[mask.Length];
        bool[] apart = new bool[mask.Length];
        for (int i = 0; i < mask.Length; i++)
        {
            nearness[i] = Math.Clamp(0.5f + (limits.SeamReach * (outside[i] - inside[i]) / seam), 0, 1);
            apart[i] = mask[i] && nearness[i] >= 0.5f + limits.SeamReach;
        }
        return ClothesSeam.Divide(mask, nearness, WithTheFace(apart, evidence, limits), evidence.Image, limits);
    }

    // What lies apart from the slice and hangs together with the own face or chest is the own side, from its edge on: both grow over the
    // seam at once.
    private static bool[] WithTheFace(bool[] apart, FusionEvidence evidence, FusionLimits limits)
    {
        ConnectedComponents parts = ConnectedComponents.Of(evidence.Grid, apart);
        bool[] own = new bool[parts.Count + 1];
        for (int i = 0; i < apart.Length; i++)
            if (apart[i] && !own[parts.Labels[i]])
                own[parts.Labels[i]] = FaceSteps.IsCore(evidence.ToPicture(i % evidence.Grid.Width, i / evidence.Grid.Width), evidence, limits);
        return [.. parts.Labels.Select(k => own[k])];
    }
}
