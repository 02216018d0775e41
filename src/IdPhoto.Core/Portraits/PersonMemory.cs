using IdPhoto.Composing;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>The person of one portrait as last looked for, so that the same page with another background needs no network.</summary>
/// <remarks>Only the very same question is answered from memory: a photo does not depend on what was made before it.</remarks>
internal sealed class PersonMemory
{
    private (Box Wanted, SceneOptions Options, PersonScene Scene)? _scene;
    private (PersonScene Scene, CutoutFrame Frame, PageCutout Cutout)? _cutout;

    /// <summary>Where the person is.</summary>
    public async ValueTask<PersonScene> SceneAsync(Box wanted, SceneOptions options, Func<ValueTask<PersonScene>> read)
    {
        if (_scene is { } known && known.Wanted == wanted && known.Options == options)
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
}
