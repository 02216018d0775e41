using IdPhoto.Bench.Pictures;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Speed;

/// <summary>The peer: a background remover for Node.js that runs IS-Net on ONNX Runtime too. Install it by <c>npm ci</c> in bench/peer.</summary>
internal static class Peer
{
    public const string Name = "@imgly/background-removal-node 1.4.5";

    private static string Script => Path.Combine(BenchFolders.Peer, "cutout.mjs");

    /// <summary>Whether it is installed.</summary>
    public static bool IsInstalled => Directory.Exists(Path.Combine(BenchFolders.Peer, "node_modules", "@imgly"));

    /// <summary>Cuts one file out in a process of its own.</summary>
    public static Task<MeasuredProcess> CutAsync(string file)
        => MeasuredProcess.RunAsync("node", Script, file, Path.Combine(BenchFolders.Out("peer"), "speed.png"));

    /// <summary>Cuts many files out in one process; answers are kept beside them, since the peer does not change.</summary>
    public static async Task PrepareAsync(IEnumerable<string> files)
    {
        string[] missing = [.. files.Where(file => !File.Exists(Kept(file)) || File.GetLastWriteTimeUtc(Kept(file)) < File.GetLastWriteTimeUtc(file))];
        if (missing.Length > 0)
            await MeasuredProcess.RunAsync("node", [Script, .. missing.SelectMany(file => new[] { file, Kept(file) })]);
    }

    /// <summary>The peer's matte of a file.</summary>
    public static async Task<Plane> MatteAsync(string file)
    {
        await PrepareAsync([file]);
        return PictureFiles.ReadAlpha(Kept(file));
    }

    private static string Kept(string file) => Path.ChangeExtension(file, ".peer.png");
}
