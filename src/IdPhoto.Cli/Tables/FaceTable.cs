using System.Globalization;
using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Cli.Tables;

/// <summary>The faces of a picture for people.</summary>
internal static class FaceTable
{
    public static void Print(Portrait portrait)
    {
        string faces = portrait.Faces.Count switch { 0 => "no face", 1 => "1 face", int many => $"{many} faces" };
        string turned = portrait.QuarterTurns == 0 ? "" : $", turned by {90 * portrait.QuarterTurns} degrees clockwise to stand upright";
        Console.Out.WriteLine($"{portrait.Picture.Width} x {portrait.Picture.Height} px, {faces}{turned}");
        if (portrait.Faces.Count == 0)
            return;
        Sheet sheet = new("Face", "Score", "Crown", "Head top", "Chin", "Left eye", "Right eye", "Eyes apart", "Yaw, pitch, roll");
        foreach ((int index, (FoundFace face, HeadMeasure head)) in portrait.Faces.Zip(portrait.Heads).Index())
            sheet.Add(
                Text($"{index + 1}"), Text($"{face.Score:0.00}"), Text($"{At(head.Crown)} ± {2 * head.CrownUncertainty:0}"),
                At(head.HeadTop) + (head.HeadTopCut ? " (cut off)" : ""), At(head.Chin), At(head.LeftEye), At(head.RightEye),
                Text($"{head.InterEyeDistance:0}"), Text($"{head.Pose.Yaw:0}, {head.Pose.Pitch:0}, {head.Pose.Roll:0}"));
        sheet.Write(Console.Out, !Console.IsOutputRedirected);
    }

    private static string At(Point point) => Text($"{point.X:0}, {point.Y:0}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
