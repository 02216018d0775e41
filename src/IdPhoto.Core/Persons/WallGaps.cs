using System.Runtime.CompilerServices;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Where an even wall shows between strands of hair, or between hair and neck: networks take it for the person there.</summary>
/// <remarks>
/// A gap looks exactly like the wall around the person, over more than a point, and the hair around it plainly does not. Only light
/// walls are looked for: dark hair has a gloss, which may be as light as a darker one. Skin and clothes are left out, as a white shirt
/// before a white wall looks like it too.
/// </remarks>
internal static class WallGaps
{
    /// <summary>The person's mask without gaps.</summary>
    public static bool[] Open(bool[] mask, FusionEvidence evidence, PersonMap map, FusionLimits limits)
    {
        if (evidence.Face is null || evidence.Background.Evenness.AsSpan().IndexOfAnyInRange(limits.GapEvenness, 1) < 0)
            return mask;
        float[] windows = Windows(evidence);
        bool[] alike = Alike(mask, windows, evidence, map, limits);
        return alike.AsSpan().Contains(true) ? WithoutThoseInHair(mask, alike, windows, evidence, limits) : mask;
    }

    /// <summary>Takes the networks' word back around gaps, so that colours decide what is a strand.</summary>
    /// <param name="scene">The person without the gaps.</param>
    /// <param name="mask">The mask before they were taken out.</param>
    /// <param name="limits">Limits.</param>
    public static PersonScene Doubt(PersonScene scene, bool[] mask, FusionLimits limits)
    {
        PixelSize grid = scene.Person.Size;
        bool[] gaps = new bool[mask.Length];
        for (int i = 0; i < gaps.Length; i++)
            gaps[i] = mask[i] && scene.Person.Values[i] == 0;
        if (!gaps.AsSpan().Contains(true))
            return scene;
        float[] far = DistanceTransform.To(grid, gaps);
        Plane likelihood = new(grid, [.. scene.Likelihood.Values]), certain = new(grid, [.. scene.Certain.Values]);
        for (int i = 0; i < far.Length; i++)
        {
            float near = Math.Clamp(limits.GapReach + 1 - far[i], 0, 1);
            likelihood.Values[i] += near * (Math.Min(limits.GapLikelihood, likelihood.Values[i]) - likelihood.Values[i]);
            certain.Values[i] *= 1 - near;
        }
        return scene with { Likelihood = likelihood, Certain = certain };
    }

    private static bool[] Alike(bool[] mask, float[] windows, FusionEvidence evidence, PersonMap map, FusionLimits limits)
    {
        bool[] alike = new bool[mask.Length];
        float[] even = evidence.Background.Evenness;
        float most = limits.GapMatch * Usual(mask, evidence);
        for (int i = 0; i < alike.Length; i++)
            alike[i] = mask[i] && even[i] > limits.GapEvenness && windows[i] < most && evidence.Background.Lightness(i) > limits.GapLightness
                && !IsCovered(evidence.ToPicture(i % evidence.Grid.Width, i / evidence.Grid.Width), evidence, map, limits);
        return alike;
    }

    // From hair on, a gap goes as far as it looks like the wall: to an arm, or to the shoulder.
    private static bool[] WithoutThoseInHair(bool[] mask, bool[] alike, float[] windows, FusionEvidence evidence, FusionLimits limits)
    {
        ConnectedComponents parts = ConnectedComponents.Of(evidence.Grid, alike);
        float[] toHair = ToHair(evidence, limits), difference = HairDifference(mask, evidence, limits);
        bool[] inHair = new bool[parts.Count + 1], open = [.. mask];
        for (int i = 0; i < alike.Length; i++)
            if (alike[i] && toHair[i] < 1 && difference[i] > limits.GapDifference && windows[i] < limits.GapMatch * difference[i])
                inHair[parts.Labels[i]] = true;
        for (int i = 0; i < open.Length; i++)
            open[i] &= !inHair[parts.Labels[i]];
        return open;
    }

    /// <summary>How far hair is from looking like the wall on average; 0 without any.</summary>
    private static float Usual(bool[] mask, FusionEvidence evidence)
    {
        float weight = 0, sum = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            float hair = mask[i] ? evidence.Hair.Values[i] : 0;
            weight += hair;
            sum += hair * evidence.Background.Distance[i];
        }
        return weight > 0 ? sum / weight : 0;
    }

    // Root mean square of the difference from the wall around each pixel: one that is alike by chance has neighbours that are not.
    private static float[] Windows(FusionEvidence evidence)
    {
        float[] distance = evidence.Background.Distance, squares = new float[distance.Length];
        for (int i = 0; i < squares.Length; i++)
            squares[i] = distance[i] * distance[i];
        BoxBlur.Run(evidence.Grid, squares, 1);
        for (int i = 0; i < squares.Length; i++)
            squares[i] = MathF.Sqrt(Math.Max(0, squares[i]));
        return squares;
    }

    private static float[] ToHair(FusionEvidence evidence, FusionLimits limits)
    {
        bool[] hair = new bool[evidence.Hair.Values.Length];
        for (int i = 0; i < hair.Length; i++)
            hair[i] = evidence.Hair.Values[i] > limits.HairBeside;
        float[] far = DistanceTransform.To(evidence.Grid, hair);
        float reach = (float)evidence.Grid.LongSide / PersonMap.Side * limits.GapFromHair;
        for (int i = 0; i < far.Length; i++)
            far[i] /= reach;
        return far;
    }

    /// <summary>How far the hair around each pixel is from looking like the wall; 0 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] HairDifference(bool[] mask, FusionEvidence evidence, FusionLimits limits)
    {
        float[] weight = new float[mask.Length], sum = new float[mask.Length];
        for (int i = 0; i < mask.Length; i++)
        {
            weight[i] = mask[i] ? evidence.Hair.Values[i] : 0;
            sum[i] = weight[i] * evidence.Background.Distance[i];
        }
        int radius = Math.Max(1, evidence.Grid.LongSide / limits.GapHairShare);
        BoxBlur.Run(evidence.Grid, weight, radius);
        BoxBlur.Run(evidence.Grid, sum, radius);
        for (int i = 0; i < sum.Length; i++)
            sum[i] = weight[i] > 1e-3f ? sum[i] / weight[i] : 0;
        return sum;
    }

    private static bool IsCovered(Point at, FusionEvidence evidence, PersonMap map, FusionLimits limits)
        => map.NotHairAt(at) > limits.GapCovered || evidence.IsTorso(at, limits);
}
