using IdPhoto.Bench.Portraits;
using IdPhoto.Heads;
using IdPhoto.Networks;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Bench.Heads;

/// <summary>What must follow when a picture is mirrored or turned, whatever the truth is.</summary>
internal static class TurnsTest
{
    /// <summary>Measures the pictures with one face again, mirrored and turned.</summary>
    public static async Task<MarkdownTable> RunAsync(INetworks networks, IReadOnlyList<(TestPortrait Annotation, Portrait Found)> read)
    {
        (TestPortrait Annotation, Portrait Found)[] single = [.. read.Where(pair => pair is { Annotation.Faces: 1, Found.Faces.Count: 1 })];
        List<(double Error, string Id)> mirrored = [];
        int turned = 0, upright = 0;
        foreach ((TestPortrait annotation, Portrait found) in single)
        {
            Portrait mirror = await PortraitReader.ReadAsync(networks, Mirrored(found.Picture), mostHeads: 1);
            if (mirror.Heads.Count > 0)
                mirrored.Add((Math.Abs(mirror.Heads[0].Pose.Yaw + found.Heads[0].Pose.Yaw), annotation.Id));
            for (int turns = 1; turns <= 3; turns++)
            {
                Portrait again = await PortraitReader.ReadAsync(networks, found.Picture.Turned(turns), mostHeads: 1);
                turned++;
                upright += again.Heads.Count > 0 && again.QuarterTurns == (4 - turns) % 4 ? 1 : 0;
            }
        }
        MarkdownTable table = new("pose", "n", "value");
        (double Error, string Id) worst = mirrored.Max();
        table.Add("yaw plus yaw of the mirror image, degrees", $"{mirrored.Count} of {single.Length}", $"mean {mirrored.Average(m => m.Error):f1}, worst {worst.Error:f1} ({worst.Id})");
        table.Add("quarter turns found and undone", $"{turned}", $"{upright}");
        foreach (string side in (string[])["left", "frontal", "right"])
            AddSide(table, side, [.. single.Where(pair => pair.Annotation.Yaw == side).Select(pair => pair.Found.Heads[0])]);
        return table;
    }

    // The subject's left, where yaw is positive, is the right of the picture.
    private static void AddSide(MarkdownTable table, string side, HeadMeasure[] heads)
    {
        if (heads.Length > 0)
            table.Add(
                $"yaw of faces annotated as turned {side}, degrees", $"{heads.Length}",
                $"{heads.Min(head => head.Pose.Yaw):f0} to {heads.Max(head => head.Pose.Yaw):f0}, median {Statistics.Median(heads.Select(head => head.Pose.Yaw)):f0}");
    }

    private static Picture Mirrored(Picture picture)
    {
        byte[] rgb = new byte[picture.Size.Area * 3];
        for (int y = 0; y < picture.Height; y++)
            for (int x = 0; x < picture.Width; x++)
                picture.Row(y).Slice(3 * x, 3).CopyTo(rgb.AsSpan(3 * ((y * picture.Width) + picture.Width - 1 - x)));
        return new Picture(picture.Size, rgb);
    }
}
