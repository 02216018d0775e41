using IdPhoto.Compliance;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.Rules;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Faces;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.Guidance;

/// <summary>Tells from a face in a camera frame what is missing for a document, by the limits of the check.</summary>
public static class FrameGuide
{
    /// <summary>A page that is moved by less than this share of its width is where it should be.</summary>
    private const double Loose = 0.01;

    /// <summary>The fewest pixels between the eyes in the photo: ISO/IEC 19794-5, 8.4.1.</summary>
    private const double FewestEyePixels = 90;

    /// <summary>A page that would be laid out anywhere: this many frames on each side.</summary>
    private const int Room = 8;

    /// <summary>Advice on one frame.</summary>
    /// <param name="frame">The frame, upright and not mirrored.</param>
    /// <param name="face">The face in it, as <see cref="FaceTracker"/> follows it; null where there is none.</param>
    /// <param name="spec">The document.</param>
    /// <param name="captureScale">Pixels of the photo that will be taken per pixel of the frame, from 1.</param>
    public static FrameAdvice Advise(PhotoPixels frame, FaceMesh? face, PhotoSpec spec, double captureScale = 1)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentOutOfRangeException.ThrowIfLessThan(captureScale, 1);
        double lightness = FrameLight.Lightest(frame);
        if (face is null)
            return new FrameAdvice { Steps = lightness < FrameLight.Dark ? [GuideStep.MoreLight, GuideStep.ShowFace] : [GuideStep.ShowFace], Lightness = lightness };
        HeadMeasure head = HeadMeter.Estimate(face);
        Placement page = Ideal(head, frame.Size, spec);
        FrameAdvice seen = new()
        {
            Steps = [],
            Face = face,
            Page = Corners(page, frame.Size),
            PixelsPerPixel = page.Scale * captureScale,
            Yaw = head.Pose.Yaw,
            Pitch = head.Pose.Pitch,
            Roll = head.Pose.Roll,
            EyeOpening = EyeLook.LeastOpening(face),
            MouthGap = MouthLook.GapOf(face),
            Lightness = lightness,
            SideLight = FrameLight.BetweenCheeks(frame, face),
        };
        GuideStep[] steps = [.. Place(seen, frame.Size, head.InterEyeDistance * captureScale), .. Pose(seen), .. Light(seen), .. Face(seen)];
        return seen with { Steps = steps.Length > 0 ? steps : [GuideStep.Hold] };
    }

    // As if the frame had no edges: the page lies where the document wants it, and what is missing of the frame is told.
    private static Placement Ideal(HeadMeasure head, PixelSize frame, PhotoSpec spec)
    {
        AffineMap into = new(1, 0, Room * frame.Width, 0, 1, Room * frame.Height);
        PixelSize all = new(frame.Width * ((2 * Room) + 1), frame.Height * ((2 * Room) + 1));
        FramingOptions options = new() { Force = true, Level = EditPlan.Of(spec, new EditRequest()).Level };
        return Framer.Place(head.Mapped(into), all, spec.Resolve(), options);
    }

    private static Point[] Corners(Placement page, PixelSize frame)
    {
        Point back = new(Room * frame.Width, Room * frame.Height);
        Point[] corners = [new(0, 0), new(page.Size.Width, 0), new(page.Size.Width, page.Size.Height), new(0, page.Size.Height)];
        return [.. corners.Select(corner => page.TargetToSource.Apply(corner) - back)];
    }

    private static IEnumerable<GuideStep> Place(FrameAdvice seen, PixelSize frame, double eyePixels)
    {
        double left = seen.Page.Min(p => p.X), right = seen.Page.Max(p => p.X), top = seen.Page.Min(p => p.Y), bottom = seen.Page.Max(p => p.Y);
        double loose = Loose * (right - left);
        if (right - left > frame.Width + loose || bottom - top > frame.Height + loose)
            yield return GuideStep.Further;
        else if (seen.PixelsPerPixel < 1 || eyePixels < FewestEyePixels)
            yield return GuideStep.Closer;
        else if (left < -loose)
            yield return GuideStep.MoveRight;
        else if (right > frame.Width + loose)
            yield return GuideStep.MoveLeft;
        else if (top < -loose)
            yield return GuideStep.MoveDown;
        else if (bottom > frame.Height + loose)
            yield return GuideStep.MoveUp;
    }

    private static IEnumerable<GuideStep> Pose(FrameAdvice seen)
    {
        if (RollRule.Degrees.Of(seen.Roll) != Verdict.Pass)
            yield return GuideStep.Straighten;
        // The subject's left is the frame's right: a face that is turned to its left has to come back to its right.
        if (YawRule.Degrees.Of(seen.Yaw) != Verdict.Pass)
            yield return seen.Yaw > 0 ? GuideStep.TurnLeft : GuideStep.TurnRight;
        if (PitchRule.Degrees.Of(seen.Pitch) != Verdict.Pass)
            yield return seen.Pitch > 0 ? GuideStep.ChinUp : GuideStep.ChinDown;
    }

    private static IEnumerable<GuideStep> Light(FrameAdvice seen)
    {
        if (seen.Lightness < FrameLight.Dark)
            yield return GuideStep.MoreLight;
        else if (FaceShadowRule.Sides.Of(seen.SideLight) != Verdict.Pass)
            yield return GuideStep.EvenLight;
    }

    private static IEnumerable<GuideStep> Face(FrameAdvice seen)
    {
        if (EyesOpenRule.Opening.Of(seen.EyeOpening) != Verdict.Pass)
            yield return GuideStep.OpenEyes;
        if (MouthClosedRule.Gap.Of(seen.MouthGap) != Verdict.Pass)
            yield return GuideStep.CloseMouth;
    }
}
