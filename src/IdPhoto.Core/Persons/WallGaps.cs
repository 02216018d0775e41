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
    private const int NetworkSide = 256;

    /// <summary>The person's mask without gaps.</summary>
    public static bool[] Open(bool[] mask, FusionEvidence evidence, PersonMap map, FusionLimits limits)
    {
        bool[] gaps = Find(mask, evidence, map, limits), open = [.. mask];
        for (int i = 0; i < open.Length; i++)
            open[i] &= !gaps[i];
        return open;
    }

    /// <summary>Takes the networks' word back around gaps, so that colours decide what is a strand.</summary>
    /// <param name="scene">The person without the gaps.</param>
    /// <param name="mask">The mask before they were taken out.</param>
    /// <param name="limits">Limits.</param>
    public static PersonScene Doubt(PersonScene scene, bool[] mask, FusionLimits limits)
    {
        PixelSize grid = scene.Person.Size;
        bool[] gaps = [.. mask.Select((inside, i) => inside && scene.Person.Values[i] == 0)];
        if (!gaps.Contains(true))
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

    // From hair on, a gap goes as far as it looks like the wall: to an arm, or to the shoulder.
    private static bool[] Find(bool[] mask, FusionEvidence evidence, PersonMap map, FusionLimits limits)
    {
        bool[] alike = new bool[mask.Length];
        float[] even = evidence.Background.Evenness;
        if (evidence.Face is null || even.Max() <= limits.GapEvenness)
            return alike;
        float[] match = Windows(evidence), difference = HairDifference(mask, evidence, limits);
        float usual = Usual(mask, evidence);
        for (int i = 0; i < alike.Length; i++)
            alike[i] = mask[i] && even[i] > limits.GapEvenness && match[i] < limits.GapMatch * usual && evidence.Background.Lightness(i) > limits.GapLightness
                && !IsCovered(evidence.ToPicture(i % evidence.Grid.Width, i / evidence.Grid.Width), evidence, map, limits);
        ConnectedComponents parts = ConnectedComponents.Of(evidence.Grid, alike);
        float[] toHair = ToHair(evidence, limits);
        bool[] inHair = new bool[parts.Count + 1];
        for (int i = 0; i < alike.Length; i++)
            if (alike[i] && toHair[i] < 1 && difference[i] > limits.GapDifference && match[i] < limits.GapMatch * difference[i])
                inHair[parts.Labels[i]] = true;
        return [.. parts.Labels.Select(part => inHair[part])];
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
        float[] squares = [.. evidence.Background.Distance.Select(distance => distance * distance)];
        BoxBlur.Run(evidence.Grid, squares, 1);
        for (int i = 0; i < squares.Length; i++)
            squares[i] = MathF.Sqrt(Math.Max(0, squares[i]));
        return squares;
    }

    private static float[] ToHair(FusionEvidence evidence, FusionLimits limits)
    {
        bool[] hair = [.. evidence.Hair.Values.Select(value => value > limits.HairBeside)];
        float[] far = DistanceTransform.To(evidence.Grid, hair);
        float reach = (float)evidence.Grid.LongSide / NetworkSide * limits.GapFromHair;
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
