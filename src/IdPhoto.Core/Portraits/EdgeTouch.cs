using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>Whether the person reaches an edge of the picture, beyond which there may be more of them.</summary>
internal static class EdgeTouch
{
    /// <summary>Fewer cells of the scene's grid than this are a stray lock of hair.</summary>
    private const int Stray = 3;

    public static bool Left(PersonScene scene)
        => scene.Region.X <= 0.5 && Count(scene, scene.Person.Height, i => (0, i)) >= Stray;

    public static bool Right(PersonScene scene, PixelSize picture)
        => scene.Region.Right >= picture.Width - 0.5 && Count(scene, scene.Person.Height, i => (scene.Person.Width - 1, i)) >= Stray;

    public static bool Top(PersonScene scene)
        => scene.Region.Y <= 0.5 && Count(scene, scene.Person.Width, i => (i, 0)) >= Stray;

    private static int Count(PersonScene scene, int length, Func<int, (int X, int Y)> at)
    {
        int count = 0;
        for (int i = 0; i < length; i++)
        {
            (int x, int y) = at(i);
            count += scene.Person[x, y] > 0.5f ? 1 : 0;
        }
        return count;
    }
}
