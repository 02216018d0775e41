using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Somebody who is not cut out, in pixels of the picture.</summary>
/// <param name="Eyes">Between the eyes; beyond the picture where less than half of the face is in it.</param>
/// <param name="Chin">The chin.</param>
internal readonly record struct Neighbour(Point Eyes, Point Chin)
{
    public static Neighbour Of(FaceMesh face) => new(face.EyeMidpoint, face.Chin);
}
