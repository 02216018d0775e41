using IdPhoto.Composing;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>The person cut out for several pages, as few times as pays.</summary>
internal sealed class SharedCutouts
{
    /// <summary>A cut-out with more pixels costs more than two smaller ones.</summary>
    private const long MostPixels = 1_500_000;

    private readonly Dictionary<PlacedPage, PageCutout> _cutouts = new(ReferenceEqualityComparer.Instance);

    private SharedCutouts()
    {
    }

    /// <summary>The cut-out that a page takes the person from.</summary>
    public PageCutout For(PlacedPage page) => _cutouts[page];

    /// <summary>Cuts the person out for pages of one portrait.</summary>
    // The finest pages first: what is left out of the shared cut-out because it would grow too large is cut out alone.
    public static SharedCutouts Of(Portrait portrait, IReadOnlyList<PlacedPage> pages, PersonScene scene, PersonMemory memory, CancellationToken cancel)
    {
        SharedCutouts shared = new();
        Queue<PlacedPage> waiting = new(pages.OrderBy(page => CutoutFrame.Of(page.Placement).Scale));
        while (waiting.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            (CutoutFrame frame, PlacedPage[] taken) = Next(waiting);
            PageCutout cutout = memory.Cutout(scene, frame, () => portrait.CutOut(frame, scene));
            PageCutout corrected = CutoutBrush.Apply(cutout, taken[0].Plan.Asked.Strokes, portrait.Pixels.Size);
            foreach (PlacedPage page in taken)
                shared._cutouts.Add(page, corrected);
        }
        return shared;
    }

    private static (CutoutFrame Frame, PlacedPage[] Taken) Next(Queue<PlacedPage> waiting)
    {
        CutoutFrame frame = CutoutFrame.Of([.. waiting.Select(page => page.Placement)]);
        PlacedPage[] all = [.. waiting];
        if (frame.Size.Area > MostPixels && waiting.Count > 1)
        {
            PlacedPage finest = waiting.Dequeue();
            return (CutoutFrame.Of(finest.Placement), [finest]);
        }
        waiting.Clear();
        return (frame, all);
    }
}
