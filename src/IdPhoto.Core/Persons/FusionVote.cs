using System.Runtime.CompilerServices;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>The fusion's first step: a weighted vote of both networks and the background, pixel by pixel.</summary>
internal static class FusionVote
{
    /// <summary>More than sums of a few floats can be off.</summary>
    private const float Rounding = 1e-4f;

    /// <summary>The mask that the vote gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool[] Decide(FusionEvidence evidence, FusionLimits limits)
    {
        PixelSize grid = evidence.Grid;
        bool[] mask = new bool[grid.Area];
        (float[] salient, float[] person, float[] evenness) = (evidence.Salient.Values, evidence.Person.Values, evidence.Background.Evenness);
        for (int y = 0, i = 0; y < grid.Height; y++)
            for (int x = 0; x < grid.Width; x++, i++)
            {
                float a = salient[i], p = person[i], even = evenness[i];
                float weight = evidence.PersonAlone ? 1 : limits.PersonWeightBusy + ((limits.PersonWeightEven - limits.PersonWeightBusy) * even);
                float seen = Math.Min(1, Math.Max(a, p) / limits.Seen);
                float vote = ((1 - weight) * a) + (weight * p);
                // Where neither background nor body can turn the vote, they are not asked.
                float most = vote + (even * limits.BackgroundSupport * seen) + limits.TorsoSupport;
                float least = vote - (even * limits.BackgroundVeto * (1 - Math.Min(a, p)));
                if (most < limits.Decision - Rounding || least > limits.Decision + Rounding)
                {
                    mask[i] = least > limits.Decision;
                    continue;
                }
                if (even != 0)
                    vote += even * OfBackground(seen, Math.Min(a, p), evidence.Match(i, limits), limits);
                if (evidence.Face is not null && seen > limits.Decision && evidence.IsTorso(evidence.ToPicture(x, y), limits))
                    vote += limits.TorsoSupport;
                mask[i] = vote > limits.Decision;
            }
        return mask;
    }

    private static float OfBackground(float seen, float both, float match, FusionLimits limits)
        => (limits.BackgroundSupport * seen * (1 - match)) - (limits.BackgroundVeto * match * (1 - both));
}
