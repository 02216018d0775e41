using IdPhoto.Composing;
using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>Finds and cuts out the person once for all pages that need them.</summary>
internal static class SharedScene
{
    /// <summary>A cut-out with more pixels costs more than two smaller ones.</summary>
    private const long MostPixels = 1_500_000;

    public static async ValueTask ReadAsync(
        INetworks networks, Portrait portrait, IReadOnlyList<PageJob> jobs, SceneOptions options, CancellationToken cancel)
    {
        if (jobs.Count == 0)
            return;
        try
        {
            Box wanted = jobs.Select(job => job.Around()).Aggregate((a, b) => a.Union(b));
            PersonScene scene = await SceneReader.ReadAsync(
                networks, portrait.Working, portrait.WorkingFaces, wanted, options, cancel).ConfigureAwait(false);
            foreach (PageJob job in jobs)
                job.Try(() => job.PlaceAround(scene));
            Cut(portrait, [.. jobs.Where(job => job.NeedsPerson)], scene, cancel);
        }
        catch (PhotoException refusal)
        {
            foreach (PageJob job in jobs)
                job.Refuse(refusal);
        }
    }

    // The finest pages first: what is left out of the shared cut-out because it would grow too large is cut out alone.
    private static void Cut(Portrait portrait, IReadOnlyList<PageJob> jobs, PersonScene scene, CancellationToken cancel)
    {
        Queue<PageJob> waiting = new(jobs.OrderBy(job => CutoutFrame.Of(job.Placement!).Scale));
        while (waiting.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            CutoutFrame frame = CutoutFrame.Of([.. waiting.Select(job => job.Placement!)]);
            bool alone = frame.Size.Area > MostPixels && waiting.Count > 1;
            PageJob[] taken = alone ? [waiting.Dequeue()] : [.. waiting];
            if (alone)
                frame = CutoutFrame.Of(taken[0].Placement!);
            else
                waiting.Clear();
            PageCutout cutout = PageCutout.Cut(portrait.Picture, frame, scene, portrait.WorkingScale);
            foreach (PageJob job in taken)
                job.Cutout = cutout;
        }
    }
}
