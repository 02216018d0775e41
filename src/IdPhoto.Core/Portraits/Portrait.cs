using IdPhoto.Borders;
using IdPhoto.Composing;
using IdPhoto.Faces;
using IdPhoto.Hands;
using IdPhoto.Heads;
using IdPhoto.Matting;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>A picture whose faces are found and whose heads are measured. Everything is in pixels of <see cref="Pixels"/>.</summary>
public sealed record Portrait
{
    /// <summary>The picture at full resolution, upright, without <see cref="Border"/>.</summary>
    public required PhotoPixels Pixels { get; init; }

    /// <summary>The same as a whole in memory, which fetches it where it lies elsewhere.</summary>
    public Picture Picture => Pixels.Whole();

    /// <summary>Clockwise quarter turns that made it upright, beyond what the file's orientation tag says, 0..3.</summary>
    public required int QuarterTurns { get; init; }

    /// <summary>What lay around the photo in its file and was left out.</summary>
    public PictureBorder Border { get; init; } = PictureBorder.None;

    /// <summary>What became of the file's own transparency.</summary>
    public Transparency Transparency { get; init; }

    /// <summary>A smaller copy, as the networks see it.</summary>
    public required PhotoPixels Working { get; init; }

    /// <summary>Pixels of <see cref="Working"/> per pixel of <see cref="Pixels"/>, at most 1.</summary>
    public required double WorkingScale { get; init; }

    /// <summary>The faces, the largest first.</summary>
    public required IReadOnlyList<FoundFace> Faces { get; init; }

    /// <summary>The heads of the faces, in the same order, as many as were asked for.</summary>
    public required IReadOnlyList<HeadMeasure> Heads { get; init; }

    /// <summary>What the person network saw around the main head (<see cref="HeadMeter.Region"/>), or null when no head was measured.</summary>
    public PersonMap? HeadMap { get; init; }

    /// <summary>Hands near the main face, the surest first; null where they were not looked for or their network is not installed.</summary>
    public IReadOnlyList<FoundHand>? Hands { get; init; }

    /// <summary>The file's own alpha channel where <see cref="Transparency"/> says that it is the matte, turned like <see cref="Pixels"/>.</summary>
    internal FileMatte? Matte { get; init; }

    /// <summary>The person within a frame, cut out or as the file has them.</summary>
    internal PageCutout CutOut(CutoutFrame frame, PersonScene scene)
        => Matte is null ? PageCutout.Cut(Pixels, frame, scene, WorkingScale) : PageCutout.Stored(Pixels, frame, Matte);

    /// <summary>The faces in pixels of <see cref="Working"/>.</summary>
    internal IReadOnlyList<FoundFace> WorkingFaces
    {
        get
        {
            AffineMap map = new(WorkingScale, 0, 0, 0, WorkingScale, 0);
            return [.. Faces.Select(face => face.Mapped(map))];
        }
    }
}
