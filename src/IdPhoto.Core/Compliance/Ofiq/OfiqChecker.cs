using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Compliance.Ofiq;

/// <summary>The measures of ISO/IEC 29794-5 that are arithmetic, or need a segmentation only, computed as OFIQ does.</summary>
/// <remarks>
/// Four measures are not offered, since they are trained networks whose weights are not ours to use: UnifiedQualityScore,
/// Sharpness, CompressionArtifacts and ExpressionNeutrality. Quality values are no verdicts: OFIQ sets no thresholds.
/// </remarks>
public static class OfiqChecker
{
    /// <summary>Measures a portrait's main face.</summary>
    /// <param name="portrait">With the main head measured; without a face every measure is -1.</param>
    /// <returns>24 measures in OFIQ's order.</returns>
    public static IReadOnlyList<OfiqMeasure> Measure(Portrait portrait)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        if (portrait.Heads.Count == 0 || portrait.HeadMap is null)
            return [.. Names.Select(name => new OfiqMeasure(name.Name, null, -1, name.Needs))];
        return [.. Scene(OfiqFrame.Of(portrait)), .. Face(portrait), .. Place(portrait)];
    }

    private static IEnumerable<(string Name, OfiqInput Needs)> Names =>
    [
        ("BackgroundUniformity", OfiqInput.Mask), ("IlluminationUniformity", OfiqInput.Arithmetic), ("LuminanceMean", OfiqInput.Arithmetic),
        ("LuminanceVariance", OfiqInput.Arithmetic), ("UnderExposurePrevention", OfiqInput.Mask), ("OverExposurePrevention", OfiqInput.Mask),
        ("DynamicRange", OfiqInput.Arithmetic), ("NaturalColour", OfiqInput.Arithmetic), ("EyesOpen", OfiqInput.Arithmetic), ("EyesVisible", OfiqInput.Mask),
        ("MouthOcclusionPrevention", OfiqInput.Mask), ("FaceOcclusionPrevention", OfiqInput.Mask), ("NoHeadCoverings", OfiqInput.Mask),
        ("SingleFacePresent", OfiqInput.Arithmetic), ("MouthClosed", OfiqInput.Arithmetic), ("InterEyeDistance", OfiqInput.Arithmetic),
        ("HeadPoseYaw", OfiqInput.Arithmetic), ("HeadPosePitch", OfiqInput.Arithmetic), ("HeadPoseRoll", OfiqInput.Arithmetic),
        ("HeadSize", OfiqInput.Arithmetic), ("LeftwardCropOfTheFaceImage", OfiqInput.Arithmetic), ("RightwardCropOfTheFaceImage", OfiqInput.Arithmetic),
        ("MarginAboveOfTheFaceImage", OfiqInput.Arithmetic), ("MarginBelowOfTheFaceImage", OfiqInput.Arithmetic),
    ];

    private static IEnumerable<OfiqMeasure> Scene(OfiqFrame frame)
    {
        double? background = OfiqBackground.Uniformity(frame);
        yield return background is double gradient
            ? Mask("BackgroundUniformity", gradient, OfiqMapping.BackgroundUniformity(gradient)) : new OfiqMeasure("BackgroundUniformity", null, -1, OfiqInput.Mask);
        OfiqZones zones = OfiqZones.Of(frame);
        yield return Plain("IlluminationUniformity", zones.Shared, OfiqMapping.IlluminationUniformity(zones.Shared));
        OfiqLuminance light = OfiqLuminance.Of(frame);
        yield return Plain("LuminanceMean", light.Mean, OfiqMapping.LuminanceMean(light.Mean));
        yield return Plain("LuminanceVariance", light.Variance, OfiqMapping.LuminanceVariance(light.Variance));
        yield return Mask("UnderExposurePrevention", light.Dark, OfiqMapping.UnderExposurePrevention(light.Dark));
        yield return Mask("OverExposurePrevention", light.Bright, OfiqMapping.OverExposurePrevention(light.Bright));
        yield return Plain("DynamicRange", light.Entropy, OfiqMapping.DynamicRange(light.Entropy));
        yield return Plain("NaturalColour", zones.ColourDistance, OfiqMapping.NaturalColour(zones.ColourDistance));
        double open = Math.Min(Gap(frame.Mesh, FaceLandmarks.RightLids), Gap(frame.Mesh, FaceLandmarks.LeftLids)) / frame.Mesh.EyeMidpoint.DistanceTo(frame.Mesh.Chin);
        yield return Plain("EyesOpen", open, OfiqMapping.EyesOpen(open));
        double eyes = EyesCovered(frame), mouth = Covered(frame, OfiqFrame.Filled([.. FaceLandmarks.OuterLipContour.Select(i => frame.Mesh.Points[i])])), face = Covered(frame, frame.Face);
        yield return Mask("EyesVisible", eyes, OfiqMapping.Visible(eyes));
        yield return Mask("MouthOcclusionPrevention", mouth, OfiqMapping.Visible(mouth));
        yield return Mask("FaceOcclusionPrevention", face, OfiqMapping.Visible(face));
        double cover = HeadCovered(frame);
        yield return Mask("NoHeadCoverings", cover, OfiqMapping.NoHeadCoverings(cover));
    }

    private static IEnumerable<OfiqMeasure> Face(Portrait portrait)
    {
        FaceMesh mesh = portrait.Faces[0].Mesh;
        HeadPose pose = portrait.Heads[0].Pose;
        double t = mesh.EyeMidpoint.DistanceTo(mesh.Chin);
        double[] areas = [.. portrait.Faces.Select(face => face.Detection.Box.Area).OrderDescending()];
        double second = areas.Length > 1 ? areas[1] / areas[0] : 0;
        yield return Plain("SingleFacePresent", second, OfiqMapping.SingleFacePresent(second));
        double mouth = Gap(mesh, FaceLandmarks.InnerLips) / t;
        yield return Plain("MouthClosed", mouth, OfiqMapping.MouthClosed(mouth));
        double distance = mesh.LeftEye.DistanceTo(mesh.RightEye) / Math.Max(0.1, Math.Cos(pose.Yaw * Math.PI / 180));
        yield return Plain("InterEyeDistance", distance, OfiqMapping.InterEyeDistance(distance));
        yield return Plain("HeadPoseYaw", pose.Yaw, OfiqMapping.HeadPose(pose.Yaw));
        yield return Plain("HeadPosePitch", pose.Pitch, OfiqMapping.HeadPose(pose.Pitch));
        yield return Plain("HeadPoseRoll", pose.Roll, OfiqMapping.HeadPose(pose.Roll));
    }

    // OFIQ's labels of the eyes are those of the picture's sides while its formulas read as the subject's: each crop value
    // holds one inter-eye distance more than the distance from the nearer eye to the edge. Reproduced as it is.
    private static IEnumerable<OfiqMeasure> Place(Portrait portrait)
    {
        FaceMesh mesh = portrait.Faces[0].Mesh;
        PixelSize size = portrait.Pixels.Size;
        double d = mesh.LeftEye.DistanceTo(mesh.RightEye), t = mesh.EyeMidpoint.DistanceTo(mesh.Chin), eyes = mesh.EyeMidpoint.Y;
        yield return Plain("HeadSize", t / size.Height, OfiqMapping.HeadSize(t / size.Height));
        yield return Plain("LeftwardCropOfTheFaceImage", mesh.LeftEye.X / d, OfiqMapping.SideCrop(mesh.LeftEye.X / d));
        yield return Plain("RightwardCropOfTheFaceImage", (size.Width - mesh.RightEye.X) / d, OfiqMapping.SideCrop((size.Width - mesh.RightEye.X) / d));
        yield return Plain("MarginAboveOfTheFaceImage", eyes / t, OfiqMapping.MarginAbove(eyes / t));
        yield return Plain("MarginBelowOfTheFaceImage", (size.Height - eyes) / t, OfiqMapping.MarginBelow((size.Height - eyes) / t));
    }

    private static OfiqMeasure Plain(string name, double native, int quality) => new(name, native, quality, OfiqInput.Arithmetic);

    private static OfiqMeasure Mask(string name, double native, int quality) => new(name, native, quality, OfiqInput.Mask);

    private static double Gap(FaceMesh mesh, IReadOnlyList<(int Upper, int Lower)> pairs) => pairs.Max(pair => mesh.Points[pair.Upper].DistanceTo(mesh.Points[pair.Lower]));

    private static double EyesCovered(OfiqFrame frame)
    {
        double cos = Math.Max(0.1, Math.Cos(HeadPose.Measure(frame.Mesh).Yaw * Math.PI / 180));
        int margin = (int)(frame.Mesh.LeftEye.DistanceTo(frame.Mesh.RightEye) / cos / 20);
        int all = 0, hidden = 0;
        foreach (IReadOnlyList<int> eye in (IReadOnlyList<int>[])[FaceLandmarks.RightEyeCoarse, FaceLandmarks.LeftEyeCoarse])
        {
            int left = (int)eye.Min(i => frame.Mesh.Points[i].X) - margin, right = (int)eye.Max(i => frame.Mesh.Points[i].X) + margin;
            int top = (int)eye.Min(i => frame.Mesh.Points[i].Y) - margin, bottom = (int)eye.Max(i => frame.Mesh.Points[i].Y) + margin;
            for (int y = Math.Max(0, top); y <= Math.Min(OfiqFrame.Side - 1, bottom); y++)
                for (int x = Math.Max(0, left); x <= Math.Min(OfiqFrame.Side - 1, right); x++)
                {
                    all++;
                    hidden += frame.IsVisible((y * OfiqFrame.Side) + x) ? 0 : 1;
                }
        }
        return all == 0 ? 1 : (double)hidden / all;
    }

    private static double Covered(OfiqFrame frame, bool[] zone)
    {
        int all = 0, hidden = 0;
        for (int i = 0; i < zone.Length; i++)
        {
            if (!zone[i])
                continue;
            all++;
            hidden += frame.IsVisible(i) ? 0 : 1;
        }
        return all == 0 ? 1 : (double)hidden / all;
    }

    // Cloth and hat above the eye line of the part that OFIQ parses: all but 30 pixels at each side and 60 at the bottom.
    private static double HeadCovered(OfiqFrame frame)
    {
        const int Margin = 30, EyeLine = 272;
        int all = 0, covered = 0;
        for (int y = 0; y < EyeLine; y++)
            for (int x = Margin; x < OfiqFrame.Side - Margin; x++)
            {
                all++;
                covered += frame.Tissues.Kind[(y * OfiqFrame.Side) + x] is (byte)Tissue.Clothes or (byte)Tissue.Others ? 1 : 0;
            }
        return (double)covered / all;
    }
}
