using IdPhoto.Faces;

namespace IdPhoto.Persons;

/// <summary>The faces of a scene: of whoever is cut out, and of whoever is not.</summary>
/// <param name="Main">The main face; null where none was found.</param>
/// <param name="Companions">Faces of people who are cut out with the main one.</param>
/// <param name="Others">Faces of people who are not.</param>
internal sealed record SceneFaces(FaceMesh? Main, IReadOnlyList<FaceMesh> Companions, IReadOnlyList<FaceMesh> Others)
{
    /// <summary>A face of at least this share of the main one's height is of similar size: a child's beside a parent's, not a passer-by's.</summary>
    private const double Similar = 0.5;

    /// <summary>All that are cut out, the main one first.</summary>
    public IReadOnlyList<FaceMesh> Subjects => Main is null ? [] : [Main, .. Companions];

    /// <summary>Divides faces.</summary>
    /// <param name="faces">The main one first.</param>
    /// <param name="people">Whom the cut-out shows.</param>
    public static SceneFaces Of(IReadOnlyList<FoundFace> faces, People people)
    {
        if (faces.Count == 0)
            return new SceneFaces(null, [], []);
        FaceMesh main = faces[0].Mesh;
        ILookup<bool, FaceMesh> rest = faces.Skip(1).Select(face => face.Mesh)
            .ToLookup(face => people == People.All && face.Bounds.Height >= Similar * main.Bounds.Height);
        return new SceneFaces(main, [.. rest[true]], [.. rest[false]]);
    }
}
