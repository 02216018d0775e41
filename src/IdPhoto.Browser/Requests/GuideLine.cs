using IdPhoto.Guidance;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Browser.Requests;

/// <summary>Advice on a camera frame. Left and right are those of the frame, not mirrored.</summary>
/// <param name="Steps">What to do, the most pressing first, as <c>GuideStep</c> names it with a small letter; 'hold' alone where nothing is left.</param>
/// <param name="Page">The document's page around the head, clockwise from its upper left corner, in pixels of the frame.</param>
/// <param name="PixelsPerPixel">Below 1 the photo would be enlarged.</param>
/// <param name="Yaw">Degrees.</param>
/// <param name="Pitch">Degrees.</param>
/// <param name="Roll">Degrees.</param>
/// <param name="EyeOpening">In inter-eye distances.</param>
/// <param name="MouthGap">In eyes-to-chin distances.</param>
/// <param name="Lightness">L* of the frame's lightest twentieth.</param>
/// <param name="SideLight">Stops between the cheeks.</param>
internal sealed record GuideLine(
    IReadOnlyList<string> Steps, IReadOnlyList<PointLine> Page, double PixelsPerPixel, double Yaw, double Pitch, double Roll,
    double EyeOpening, double MouthGap, double Lightness, double SideLight)
{
    public static GuideLine Of(FrameAdvice advice) => new(
        [.. advice.Steps.Select(step => char.ToLowerInvariant(step.ToString()[0]) + step.ToString()[1..])],
        [.. advice.Page.Select(corner => PointLine.Of(corner))], Math.Round(advice.PixelsPerPixel, 3), Math.Round(advice.Yaw, 1), Math.Round(advice.Pitch, 1),
        Math.Round(advice.Roll, 1), Math.Round(advice.EyeOpening, 3), Math.Round(advice.MouthGap, 3), Math.Round(advice.Lightness, 1), Math.Round(advice.SideLight, 2));
}
