using System.Collections.Concurrent;

namespace IdPhoto.SitePacker;

/// <summary>Writes compressed copies beside the files of a site.</summary>
internal sealed class CompressedCopies(PackCache cache, bool quick)
{
    /// <summary>Below it a copy saves no packet.</summary>
    private const int Least = 1024;

    /// <summary>A copy longer than this part of its file is not worth a place on disk.</summary>
    private const double Worthwhile = 0.95;

    private static readonly string[] Compressible =
        [".css", ".dat", ".dll", ".html", ".js", ".json", ".map", ".md", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"];

    /// <summary>Whether a file is such a copy.</summary>
    public static bool IsOne(string path) => path.EndsWith(".br", StringComparison.Ordinal) || path.EndsWith(".gz", StringComparison.Ordinal);

    /// <summary>Writes all that are worthwhile, on all cores.</summary>
    public void Write(IReadOnlyList<SiteFile> files)
    {
        // The long ones first, so that no core is left with one at the end.
        var copies = files.Where(Gains).OrderByDescending(file => file.Bytes).SelectMany(file => Packing.For(file.Bytes, quick), (file, packing) => (File: file, Packing: packing));
        Parallel.ForEach(Partitioner.Create(copies, EnumerablePartitionerOptions.NoBuffering), copy => Write(copy.File, copy.Packing));
        cache.ForgetOthers();
    }

    private static bool Gains(SiteFile file) => file.Bytes > Least && !file.IsNetworkPart && Compressible.Contains(Path.GetExtension(file.Address), StringComparer.OrdinalIgnoreCase);

    private void Write(SiteFile file, Packing packing)
    {
        string kept = cache.Get(file, packing, () => Pack(file, packing));
        if (new FileInfo(kept).Length > 0)
            File.Copy(kept, file.Path + packing.Extension, overwrite: true);
    }

    private static byte[] Pack(SiteFile file, Packing packing)
    {
        byte[] packed = packing.Pack(File.ReadAllBytes(file.Path));
        return packed.Length < Worthwhile * file.Bytes ? packed : [];
    }
}
