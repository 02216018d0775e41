using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>Whether the person reaches an edge of the picture, beyond which there may be more of them.</summary>
internal static class EdgeTouch
{
    /// <summary>Fewer cells of the scene's grid than this are a stray lock of hair.</summary>
    private const int Stray = 3;

    public static bool Left(PersonScene scene) => Left(scene.Region, scene.Person);

    public static bool Right(PersonScene scene, PixelSize picture) => Right(scene.Region, scene.Person, picture);

    public static bool Top(PersonScene scene) => Top(scene.Region, scene.Person);

    /// <param name="region">Where a map of the person lies, in pixels of the picture.</param>
    /// <param name="person">How much of a person is in each cell, 0..1.</param>
    public static bool Left(Box region, Plane person)
        => region.X <= 0.5 && Count(person, person.Height, i => (0, i)) >= Stray;

    /// <param name="region">Where a map of the person lies, in pixels of the picture.</param>
    /// <param name="person">How much of a person is in each cell, 0..1.</param>
    /// <param name="picture">Size of the picture.</param>
    public static bool Right(Box region, Plane person, PixelSize picture)
        => region.Right >= picture.Width - 0.5 && Count(person, person.Height, i => (person.Width - 1, i)) >= Stray;

    /// <param name="region">Where a map of the person lies, in pixels of the picture.</param>
    /// <param name="person">How much of a person is in each cell, 0..1.</param>
    public static bool Top(Box region, Plane person)
        => region.Y <= 0.5 && Count(person, person.Width, i => (i, 0)) >= Stray;

    private static int Count(Plane person, int length, Func<int, (int X, int Y)> at)
    {
        int count = 0;
        for (int i = 0; i < length; i++)
        {
            (int x, int y) = at(i);
            count += person[x, y] > 0.5f ? 1 : 0;
        }
        return count;
    }
}
