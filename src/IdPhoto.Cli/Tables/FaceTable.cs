using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Cli.Tables;

/// <summary>The faces of a picture for people.</summary>
internal static class FaceTable
{
    public static void Print(Portrait portrait)
    {
        Console.Out.WriteLine(Speech.Say(Summary(portrait)));
        foreach (Message note in PortraitNotes.Of(portrait.Border))
            Console.Out.WriteLine(Speech.Say(note));
        if (portrait.Faces.Count == 0)
            return;
        Sheet sheet = new(
            "tables.face", "tables.score", "tables.crown", "tables.head-top", "tables.chin", "tables.left-eye", "tables.right-eye", "tables.eye-distance", "tables.pose");
        foreach ((int index, (FoundFace face, HeadMeasure head)) in portrait.Faces.Zip(portrait.Heads).Index())
            sheet.Add(
                index + 1, Argument.Number(face.Score, 2), Argument.Around(head.Crown.Y, head.CrownUncertainty, Whole, _ => At(head.Crown)),
                HeadTop(head), At(head.Chin), At(head.LeftEye), At(head.RightEye),
                Whole(head.InterEyeDistance), Argument.Row([Whole(head.Pose.Yaw), Whole(head.Pose.Pitch), Whole(head.Pose.Roll)]));
        sheet.Write(Console.Out, !Console.IsOutputRedirected);
    }

    private static Message Summary(Portrait portrait)
    {
        Argument size = Argument.Size(portrait.Pixels.Width, portrait.Pixels.Height, 0);
        int count = portrait.Faces.Count;
        return portrait.QuarterTurns == 0
            ? Message.Of("tables.faces", ("size", size), ("count", count))
            : Message.Of("tables.faces-turned", ("size", size), ("count", count), ("angle", Argument.Quantity(90 * portrait.QuarterTurns, Units.Degrees, 0)));
    }

    private static Argument HeadTop(HeadMeasure head) => head.HeadTopCut ? Message.Of("tables.cut-off", ("point", At(head.HeadTop))) : At(head.HeadTop);

    private static Argument At(Point point) => Argument.Row([Whole(point.X), Whole(point.Y)]);

    private static Argument Whole(double value) => Argument.Number(value, 0);
}
