using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace IdPhoto.SitePacker;

/// <summary>Keeps compressed bytes under the hash of what they were made of. An empty file stands for a copy that is not worth it.</summary>
internal sealed partial class PackCache(string folder)
{
    private readonly ConcurrentDictionary<string, bool> _used = [];

    /// <summary>The file with the compressed bytes of a file; made now if it was not there.</summary>
    public string Get(SiteFile file, Packing packing, Func<byte[]> pack)
    {
        string kept = Path.Combine(folder, $"{file.Sha256}.{packing.Name}");
        _used[kept] = true;
        if (!File.Exists(kept))
            Write(kept, pack());
        return kept;
    }

    /// <summary>Removes what this run has not asked for.</summary>
    public void ForgetOthers()
    {
        foreach (string kept in Directory.EnumerateFiles(folder).Where(path => !_used.ContainsKey(path) && OwnName().IsMatch(Path.GetFileName(path))).ToArray())
            File.Delete(kept);
    }

    /// <summary>Aside, then moved: a build that is broken off leaves no half file.</summary>
    private void Write(string kept, byte[] bytes)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(kept + ".new", bytes);
        File.Move(kept + ".new", kept, overwrite: true);
    }

    [GeneratedRegex(@"^[0-9a-f]{64}\.(brotli-\d+|gzip)(\.new)?$")]
    private static partial Regex OwnName();
}
