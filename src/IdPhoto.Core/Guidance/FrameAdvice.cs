using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Guidance;

/// <summary>What the person before the camera is to do. Left and right are those of the frame as the camera sees it, not mirrored.</summary>
public enum GuideStep
{
    /// <summary>Nothing: this frame would do.</summary>
    Hold,

    /// <summary>Come before the camera.</summary>
    ShowFace,

    /// <summary>Come closer.</summary>
    Closer,

    /// <summary>Go further away.</summary>
    Further,

    /// <summary>Move the head to the frame's left.</summary>
    MoveLeft,

    /// <summary>Move the head to the frame's right.</summary>
    MoveRight,

    /// <summary>Bring the head higher in the frame.</summary>
    MoveUp,

    /// <summary>Bring the head lower in the frame.</summary>
    MoveDown,

    /// <summary>Hold the head upright.</summary>
    Straighten,

    /// <summary>Turn the face to the frame's left.</summary>
    TurnLeft,

    /// <summary>Turn the face to the frame's right.</summary>
    TurnRight,

    /// <summary>Raise the chin.</summary>
    ChinUp,

    /// <summary>Lower the chin.</summary>
    ChinDown,

    /// <summary>Find more light.</summary>
    MoreLight,

    /// <summary>Let the light come from the front.</summary>
    EvenLight,

    /// <summary>Open the eyes.</summary>
    OpenEyes,

    /// <summary>Close the mouth.</summary>
    CloseMouth,
}

/// <summary>What is measured on a camera frame for one document, and what to do about it.</summary>
public sealed record FrameAdvice
{
    /// <summary>What to do, the most pressing first; <see cref="GuideStep.Hold"/> alone where nothing is left to do.</summary>
    public required IReadOnlyList<GuideStep> Steps { get; init; }

    /// <summary>The face in pixels of the frame; null where there is none.</summary>
    public FaceMesh? Face { get; init; }

    /// <summary>The document's page around the head, clockwise from its upper left corner, in pixels of the frame; empty without a face.</summary>
    public IReadOnlyList<Point> Page { get; init; } = [];

    /// <summary>Pixels of the photo that the camera would take per pixel of the document's page; below 1 it would be enlarged.</summary>
    public double PixelsPerPixel { get; init; }

    /// <summary>Degrees as in <see cref="Heads.HeadPose"/>.</summary>
    public double Yaw { get; init; }

    /// <summary>Degrees as in <see cref="Heads.HeadPose"/>.</summary>
    public double Pitch { get; init; }

    /// <summary>Degrees as in <see cref="Heads.HeadPose"/>.</summary>
    public double Roll { get; init; }

    /// <summary>Largest distance between the lids of the eye that is closed more, in inter-eye distances.</summary>
    public double EyeOpening { get; init; }

    /// <summary>Largest distance between the inner lips, in eyes-to-chin distances.</summary>
    public double MouthGap { get; init; }

    /// <summary>L* of the frame's lightest twentieth, which does not depend on the skin.</summary>
    public double Lightness { get; init; }

    /// <summary>Light on one cheek beside that on the other, in stops; never negative.</summary>
    public double SideLight { get; init; }
}
