using IdPhoto.Bench.Pictures;
using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Studio;

namespace IdPhoto.Bench.Mattes;

/// <summary>A way to get a matte of a picture file.</summary>
/// <param name="Name">For tables.</param>
/// <param name="CutAsync">Takes a file's path and gives a matte of its size.</param>
internal sealed record Cutter(string Name, Func<string, Task<Plane>> CutAsync);

/// <summary>The ways that are compared.</summary>
internal static class Cutters
{
    private const int SalientSide = 640;

    /// <summary>The peer, where it is installed.</summary>
    public static Cutter Peer { get; } = new(Speed.Peer.Name, Speed.Peer.MatteAsync);

    /// <summary>The engine whole and without IS-Net, and each network alone.</summary>
    public static IReadOnlyList<Cutter> Ours(PhotoStudio studio, PhotoStudio withoutSalient) =>
    [
        new("ours", file => CutAsync(studio, file)),
        new("ours, --matting person", file => CutAsync(withoutSalient, file)),
        new("IS-Net alone", file => SalientAsync(studio.Networks, file)),
        new("person network alone", file => PersonAsync(studio.Networks, file)),
    ];

    /// <summary>The engine with another input of IS-Net.</summary>
    public static Cutter Sized(PhotoStudio studio, int side) => new($"ours, IS-Net at {side}", file => CutAsync(studio, file));

    // A refusal is an answer too, and here always a wrong one: it counts as an empty matte.
    private static async Task<Plane> CutAsync(PhotoStudio studio, string file)
    {
        try
        {
            return (await studio.CutOutAsync(await File.ReadAllBytesAsync(file))).Alpha;
        }
        catch (PhotoException)
        {
            return new Plane(PictureFiles.Read(file).Size);
        }
    }

    private static async Task<Plane> SalientAsync(INetworks networks, string file)
    {
        Picture picture = PictureFiles.Read(file);
        return Stretched(await SalientSegmenter.SegmentAsync(networks, picture, Whole(picture), SalientSide), picture.Size);
    }

    private static async Task<Plane> PersonAsync(INetworks networks, string file)
    {
        Picture picture = PictureFiles.Read(file);
        return Stretched((await PersonSegmenter.SegmentAsync(networks, picture, Whole(picture))).Person, picture.Size);
    }

    private static Box Whole(Picture picture) => new(0, 0, picture.Width, picture.Height);

    private static Plane Stretched(Plane plane, PixelSize size)
        => plane.Resample(AffineMap.FromBox(new Box(0, 0, plane.Width, plane.Height), size), size);
}
