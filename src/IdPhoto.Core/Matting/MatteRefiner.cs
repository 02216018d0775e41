using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>Carries a matte from a small image to a larger one of the same scene.</summary>
public static class MatteRefiner
{
    private const float Weight = 1e-2f;
    private const int Iterations = 15;
    private const float Settled = 0.01f;

    /// <summary>Enlarges bilinearly, then solves the pixels that are neither 0 nor 1 again by the larger image's colours.</summary>
    /// <param name="image">The larger image.</param>
    /// <param name="small">Alpha of the smaller one, which shows exactly the same part of the scene.</param>
    public static Plane Enlarge(Picture image, Plane small)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(small);
        Plane alpha = small.Resample(AffineMap.FromBox(new Box(0, 0, small.Width, small.Height), image.Size), image.Size);
        float[] values = alpha.Values;
        UnknownRuns unknown = UnknownRuns.Find(image.Size, i => values[i] is > Settled and < 1 - Settled);
        for (int i = 0; i < values.Length; i++)
            values[i] = values[i] <= Settled ? 0 : values[i] >= 1 - Settled ? 1 : values[i];
        float[] prior = new float[unknown.Count];
        float[] weight = new float[unknown.Count];
        MatteSolver.Gather(image.Size, unknown, values, prior);
        Array.Fill(weight, Weight);
        new ClosedForm(image, unknown).Solve(values, prior, weight, Iterations);
        return alpha;
    }
}
