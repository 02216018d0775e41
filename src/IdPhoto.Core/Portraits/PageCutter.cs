using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>Finds and cuts out the person once for all pages that need them.</summary>
internal static class PageCutter
{
    /// <summary>Takes planned pages to ready ones, in their order.</summary>
    public static async ValueTask<IReadOnlyList<Outcome<ReadyPage>>> CutAsync(
        INetworks networks, Portrait portrait, IReadOnlyList<Outcome<PlannedPage>> pages, SceneOptions options, PersonMemory memory, CancellationToken cancel)
    {
        UnplacedPage[] unplaced = [.. pages.OfType<Outcome<PlannedPage>.Done>().Select(page => page.Value).OfType<UnplacedPage>()];
        Dictionary<UnplacedPage, Outcome<CutPage>> cut = await CutAsync(networks, portrait, unplaced, options, memory, cancel).ConfigureAwait(false);
        return [.. pages.Select(page => page.Then(planned => planned.Ready(open => cut[open])))];
    }

    private static async ValueTask<Dictionary<UnplacedPage, Outcome<CutPage>>> CutAsync(
        INetworks networks, Portrait portrait, UnplacedPage[] pages, SceneOptions options, PersonMemory memory, CancellationToken cancel)
    {
        // Two documents may have equal pages: each is one of its own.
        Dictionary<UnplacedPage, Outcome<CutPage>> cut = new(ReferenceEqualityComparer.Instance);
        if (pages.Length == 0)
            return cut;
        Outcome<PersonScene> scene = await ReadAsync(networks, portrait, pages, options, memory, cancel).ConfigureAwait(false);
        Outcome<PlacedPage>[] placed = [.. pages.Select(page => scene.Then(page.Place))];
        PlacedPage[] waiting = [.. placed.OfType<Outcome<PlacedPage>.Done>().Select(page => page.Value)];
        SharedCutouts? shared = scene is Outcome<PersonScene>.Done seen ? SharedCutouts.Of(portrait, waiting, seen.Value, memory, cancel) : null;
        for (int i = 0; i < pages.Length; i++)
            cut.Add(pages[i], placed[i].Then(page => page.With(shared!.For(page))));
        return cut;
    }

    /// <summary>Looks for the person around all pages, unless memory has the answer.</summary>
    public static async ValueTask<Outcome<PersonScene>> ReadAsync(
        INetworks networks, Portrait portrait, UnplacedPage[] pages, SceneOptions options, PersonMemory memory, CancellationToken cancel)
    {
        try
        {
            Box wanted = pages.Select(page => page.Around).Aggregate((a, b) => a.Union(b));
            Box? corrected = pages[0].Plan.Asked.IsCorrected ? pages.Select(page => page.Shown).Aggregate((a, b) => a.Union(b)) : null;
            return new Outcome<PersonScene>.Done(await memory.SceneAsync(wanted, options, corrected, () => SceneAsync(networks, portrait, wanted, options, cancel)).ConfigureAwait(false));
        }
        catch (PhotoException refusal)
        {
            return new Outcome<PersonScene>.Refused(refusal);
        }
    }

    private static ValueTask<PersonScene> SceneAsync(INetworks networks, Portrait portrait, Box wanted, SceneOptions options, CancellationToken cancel)
        => portrait.Matte is { } matte
            ? ValueTask.FromResult(matte.Scene(wanted, portrait.WorkingScale))
            : SceneReader.ReadAsync(networks, portrait.Working, portrait.WorkingFaces, wanted, options, cancel);
}
