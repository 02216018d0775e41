using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>The fusion's last step: how opaque the person is at each pixel, once it is decided where they are.</summary>
internal static class FusionOpacity
{
    /// <summary>
    /// The likelihood is the geometric mean of the networks (IS-Net's strands are too fat, the other's too thin), but
    /// a network that was overruled nearby has no say in it.
    /// </summary>
    public static PersonScene Assemble(bool[] mask, FusionEvidence evidence, FusionLimits limits)
    {
        Plane person = new(evidence.Grid), likelihood = new(evidence.Grid), certain = new(evidence.Grid);
        float[] wrongSalient = Overruled(mask, evidence.Salient, limits);
        float[] wrongPerson = Overruled(mask, evidence.Person, limits);
        for (int i = 0; i < mask.Length; i++)
        {
            float a = evidence.Salient.Values[i], p = evidence.Person.Values[i];
            float weight = (wrongPerson[i] + limits.EqualWeight) / (wrongSalient[i] + wrongPerson[i] + (2 * limits.EqualWeight));
            person.Values[i] = mask[i] ? 1 : 0;
            likelihood.Values[i] = Mean(a, p, weight);
            certain.Values[i] = mask[i] ? Math.Min(a, p) : 1 - Math.Max(a, p);
        }
        return new PersonScene(evidence.Region, person, likelihood, certain, evidence.Hair);
    }

    // The share of pixels around each in which a network was overruled.
    private static float[] Overruled(bool[] mask, Plane network, FusionLimits limits)
    {
        float[] wrong = new float[mask.Length];
        for (int i = 0; i < wrong.Length; i++)
            wrong[i] = Math.Abs((mask[i] ? 1 : 0) - network.Values[i]) > limits.Overruled ? 1 : 0;
        BoxBlur.Run(network.Size, wrong, Math.Max(2, network.Size.LongSide * limits.OverruledReach / PersonMap.Side));
        return wrong;
    }

    private static float Mean(float a, float p, float weight)
    {
        if (a == p)
            return a;
        if (weight is > 0.49f and < 0.51f)
            return MathF.Sqrt(a * p);
        return MathF.Pow(Math.Max(1e-6f, a), weight) * MathF.Pow(Math.Max(1e-6f, p), 1 - weight);
    }
}
