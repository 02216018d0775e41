using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Fuses what two networks and the background say into one decision about where the main person is.</summary>
/// <remarks>
/// A chain of pure steps on one grid over the region, about twice as fine as the person network: each takes a mask (one
/// flag per grid pixel, true where the person is) and returns another; none changes what it is given.
/// </remarks>
internal static class SegmentationFusion
{
    /// <summary>Decides.</summary>
    /// <param name="image">The region's picture on the grid.</param>
    /// <param name="region">The region in pixels of the picture.</param>
    /// <param name="map">What the person network saw there.</param>
    /// <param name="salient">What IS-Net saw there, or null.</param>
    /// <param name="faces">Faces in pixels of the picture.</param>
    /// <param name="people">Whom the cut-out shows.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.NoPerson"/>.</exception>
    public static PersonScene Fuse(Picture image, Box region, PersonMap map, Plane? salient, SceneFaces faces, People people)
    {
        FusionLimits limits = FusionLimits.Default;
        FusionEvidence evidence = FusionEvidence.Of(image, region, map, salient, faces, people);
        bool[] mask = FusionVote.Decide(evidence, limits);
        mask = FaceSteps.AddFace(mask, evidence);
        bool[] together = mask;
        Neighbour[] neighbours = [.. faces.Others.Select(Neighbour.Of), .. SideFaces.Of(evidence, map, faces, limits)];
        mask = neighbours.Aggregate(mask, (own, other) => FaceSteps.RemoveNeighbour(own, other, evidence, limits));
        mask = NeighbourSlice.Remove(mask, evidence, map, people, limits);
        bool[] alone = mask;
        mask = FaceSteps.BridgeHiddenFace(mask, evidence, limits);
        (mask, int count) = ComponentSteps.KeepPeople(mask, evidence, people, limits);
        mask = ComponentSteps.RemoveThings(mask, evidence, limits);
        mask = ComponentSteps.FillHoles(mask, evidence, limits);
        PersonScene scene = WallGaps.Doubt(FusionOpacity.Assemble(WallGaps.Open(mask, evidence, map, limits), evidence, limits), mask, limits);
        return scene with { People = count, IsDivided = FaceSteps.IsDivided(mask, together, alone, evidence, limits) };
    }
}
