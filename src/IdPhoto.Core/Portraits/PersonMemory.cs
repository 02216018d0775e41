using IdPhoto.Composing;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>The person of one portrait as last looked for, so that the same page with another background needs no network.</summary>
/// <remarks>
/// Only the very same question is answered from memory, so that a photo does not depend on what was made before it. A page that is
/// being corrected by hand is the exception: it may take a scene that shows all of it, and less or somewhat more around it.
/// </remarks>
internal sealed class PersonMemory
{
    /// <summary>A scene this many times as large as needed shows the person too coarsely.</summary>
    private const double LargestSpare = 1.3;

    private (Box Wanted, SceneOptions Options, PersonScene Scene)? _scene;
    private (PersonScene Scene, CutoutFrame Frame, PageCutout Cutout)? _cutout;

    /// <summary>Where the person is.</summary>
    /// <param name="wanted">The pages and their surroundings.</param>
    /// <param name="options">How the person is looked for.</param>
    /// <param name="corrected">Where pages are being corrected by hand, the part that a scene must show: the pages alone. Otherwise null.</param>
    /// <param name="read">Looks for the person.</param>
    public async ValueTask<PersonScene> SceneAsync(Box wanted, SceneOptions options, Box? corrected, Func<ValueTask<PersonScene>> read)
    {
        if (_scene is { } known && known.Options == options && (known.Wanted == wanted || (corrected is Box pages && Suits(known.Wanted, pages, wanted))))
            return known.Scene;
        PersonScene scene = await read().ConfigureAwait(false);
        _scene = (wanted, options, scene);
        return scene;
    }

    /// <summary>The person, cut out within a frame.</summary>
    public PageCutout Cutout(PersonScene scene, CutoutFrame frame, Func<PageCutout> cut)
    {
        if (_cutout is { } known && ReferenceEquals(known.Scene, scene) && known.Frame == frame)
            return known.Cutout;
        PageCutout cutout = cut();
        _cutout = (scene, frame, cutout);
        return cutout;
    }

    private static bool Suits(Box known, Box pages, Box wanted)
        => known.Contains(pages) && known.Width <= LargestSpare * wanted.Width && known.Height <= LargestSpare * wanted.Height;
}
