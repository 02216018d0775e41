using IdPhoto.Bench.Pictures;
using IdPhoto.Bench.Portraits;
using IdPhoto.Networks;
using IdPhoto.Onnx;

namespace IdPhoto.Bench.Composites;

/// <summary>Makes the sets of composites and freezes them, so that a later engine is measured on the same pictures.</summary>
/// <remarks>
/// Subjects are cut out by the engine of the day, so an outline that suits it is easier for it; the set "strands",
/// whose outlines are drawn, is the check on that.
/// </remarks>
internal static class CompositeMaker
{
    private const int Quality = 92;

    /// <summary>Made of clean cut-outs: what the engine cannot cut out cleanly would be wrong truth.</summary>
    private static readonly string[] Clean =
    [
        "astronaut", "argon-team-1", "argon-christian", "argon-michael", "argon-team-2", "argon-team-3", "argon-team-4",
        "material-avatar", "material-card-profile1", "material-card-profile4", "material-card-profile5", "material-kendall",
        "material-marc", "now-ryan", "paper-ayo-ogunseinde", "paper-clem-onojeghuo-3", "paper-kaci-baum",
    ];

    private static readonly string[] Dressed =
    [
        "argon-christian", "argon-michael", "argon-team-4", "material-avatar", "material-card-profile1", "material-card-profile5",
        "material-kendall", "material-marc", "now-ryan", "paper-ayo-ogunseinde", "paper-clem-onojeghuo-3", "paper-kaci-baum",
    ];

    private static readonly string[] Haired =
    [
        "astronaut", "argon-team-1", "argon-team-3", "argon-team-4", "material-avatar", "material-card-profile5",
        "material-kendall", "material-marc", "now-ryan", "paper-kaci-baum",
    ];

    /// <summary>The sets by name.</summary>
    public static IReadOnlyList<CompositeSet> Sets { get; } =
    [
        new("scenery", Clean, 3, CompositeKinds.OverSceneryAsync),
        new("walls", Clean, 3, CompositeKinds.BeforeWallAsync),
        new("clothes", Dressed, 2, CompositeKinds.DressedAsync),
        new("strands", Haired, 3, CompositeKinds.StrandedAsync),
        new("faceless", Clean, 2, CompositeKinds.FacelessAsync),
        new("flash", Haired, 2, CompositeKinds.FlashedAsync),
        new("alike", Dressed, 2, CompositeKinds.AlikeAsync),
    ];

    /// <summary>Makes the sets that are not there.</summary>
    /// <param name="again">Makes all of them, whose pictures then differ from earlier measurements.</param>
    public static async Task MakeAllAsync(bool again)
    {
        using OnnxNetworks networks = new();
        Dictionary<string, Subject> subjects = [];
        foreach (CompositeSet set in Sets)
        {
            if (!again && set.Files().Length > 0)
            {
                Console.WriteLine($"{set.Name}: {set.Files().Length} composites are there and kept");
                continue;
            }
            Directory.Delete(set.Folder, recursive: true);
            await MakeAsync(networks, set, subjects);
            Console.WriteLine($"{set.Name}: {set.Files().Length} composites made");
        }
    }

    private static async Task MakeAsync(INetworks networks, CompositeSet set, Dictionary<string, Subject> subjects)
    {
        for (int i = 0; i < set.Subjects.Count * set.Variants; i++)
        {
            string id = set.Subjects[i / set.Variants];
            if (!subjects.TryGetValue(id, out Subject? subject))
                subject = subjects[id] = await Subject.CutAsync(networks, TestPortrait.Find(id));
            // A seed per picture: adding one leaves the others as they are.
            (string name, Composite composite) = await set.MakeAsync(new CompositeOrder(networks, subject, i, new Random(i + 1)));
            string file = Path.Combine(set.Folder, $"{i:d2}-{id}-{name}");
            PictureFiles.WriteJpeg(composite.Picture, file + ".jpg", Quality);
            PictureFiles.WriteAlpha(composite.Alpha, file + ".alpha.png");
        }
    }
}

/// <summary>What a composite is made from.</summary>
/// <param name="Networks">For finding a face to blur.</param>
/// <param name="Subject">The person, in the pixels of the portrait.</param>
/// <param name="Index">The composite's number in its set.</param>
/// <param name="Random">Its own random numbers.</param>
internal sealed record CompositeOrder(INetworks Networks, Subject Subject, int Index, Random Random);

/// <summary>A set of composites of one kind.</summary>
/// <param name="Name">Of the folder.</param>
/// <param name="Subjects">Identifiers of portraits.</param>
/// <param name="Variants">Composites per subject.</param>
/// <param name="MakeAsync">Makes one, and names what is behind the subject.</param>
internal sealed record CompositeSet(
    string Name, IReadOnlyList<string> Subjects, int Variants, Func<CompositeOrder, Task<(string Name, Composite Composite)>> MakeAsync)
{
    public string Folder => BenchFolders.Out("composites", Name);

    /// <summary>The pictures, without their mattes.</summary>
    public string[] Files() => [.. Directory.GetFiles(Folder, "*.jpg").Order(StringComparer.Ordinal)];
}
