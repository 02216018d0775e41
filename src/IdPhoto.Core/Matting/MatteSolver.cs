using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>Solves the alpha matte of an image whose scene is known.</summary>
public static class MatteSolver
{
    private const int Iterations = 40;

    /// <summary>Weight of the networks' word where colours say nothing.</summary>
    private const float LeastWeight = 1e-3f;

    /// <summary>Weight of a colour pair that explains the pixel perfectly.</summary>
    private const float SampleWeight = 0.02f;

    /// <summary>Below this alpha nothing is seen.</summary>
    private const float Visible = 0.05f;

    /// <summary>Weight of both networks' certainty that a pixel is the person.</summary>
    private const float TrustWeight = 0.1f;

    /// <summary>Solves on the pixels of an image of up to about a megapixel; larger ones take <see cref="MatteRefiner"/>.</summary>
    /// <param name="image">The image.</param>
    /// <param name="scene">Where the person is.</param>
    /// <param name="imageToPicture">Maps pixels of the image to those of the picture that the scene describes.</param>
    /// <returns>Alpha, 0..1, on the image's pixels.</returns>
    public static Plane Solve(Picture image, PersonScene scene, AffineMap imageToPicture)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(scene);
        TrimapMaker.Draft draft = TrimapMaker.Make(scene, imageToPicture, image.Size);
        Trimap[] trimap = draft.Trimap;
        UnknownRuns unknown = UnknownRuns.Find(image.Size, i => trimap[i] == Trimap.Unknown);
        float[] prior = new float[unknown.Count];
        float[] weight = new float[unknown.Count];
        Gather(image.Size, unknown, draft.Prior, prior);
        float[] trust = new float[unknown.Count];
        Gather(image.Size, unknown, draft.Trust, trust);
        ColourSampling.Refine(image, trimap, unknown, prior, weight);
        for (int i = 0; i < weight.Length; i++)
        {
            // What the colours told the prior counts less where the networks are sure.
            prior[i] += trust[i] * (1 - prior[i]);
            weight[i] = LeastWeight + (SampleWeight * weight[i]) + (TrustWeight * trust[i]);
        }
        Scatter(image.Size, unknown, prior, draft.Prior);
        new ClosedForm(image, unknown).Solve(draft.Prior, prior, weight, Iterations);
        DropIslands(image.Size, trimap, draft.Prior);
        return new Plane(image.Size, draft.Prior);
    }

    // A light in the background that shines through the wide band around hair is joined to nothing.
    private static void DropIslands(PixelSize size, Trimap[] trimap, float[] alpha)
    {
        bool[] visible = new bool[size.Area];
        for (int i = 0; i < visible.Length; i++)
            visible[i] = alpha[i] > Visible;
        ConnectedComponents parts = ConnectedComponents.Of(size, visible);
        bool[] held = new bool[parts.Count + 1];
        int loose = parts.Count;
        for (int i = 0; i < visible.Length && loose > 0; i++)
            if (trimap[i] == Trimap.Foreground && visible[i] && !held[parts.Labels[i]])
            {
                held[parts.Labels[i]] = true;
                loose--;
            }
        if (loose == 0)
            return;
        for (int i = 0; i < visible.Length; i++)
            if (parts.Labels[i] != 0 && !held[parts.Labels[i]])
                alpha[i] = 0;
    }

    internal static void Gather(PixelSize size, UnknownRuns unknown, float[] plane, float[] compact)
    {
        foreach (UnknownRuns.Run run in unknown.Runs)
            plane.AsSpan((run.Row * size.Width) + run.Column, run.Length).CopyTo(compact.AsSpan(run.First));
    }

    internal static void Scatter(PixelSize size, UnknownRuns unknown, float[] compact, float[] plane)
    {
        foreach (UnknownRuns.Run run in unknown.Runs)
            compact.AsSpan(run.First, run.Length).CopyTo(plane.AsSpan((run.Row * size.Width) + run.Column));
    }
}
