using System.Security.Cryptography;

namespace IdPhoto.ModelBuilder;

/// <summary>A folder of files that are made.</summary>
internal sealed class MadeFiles(string folder)
{
    /// <summary>A file's place.</summary>
    public string PathOf(string file) => Path.Combine(folder, file);

    /// <summary>Whether a file is there and is the pinned one.</summary>
    public bool IsThere(ModelFile pinned)
    {
        var file = new FileInfo(PathOf(pinned.File));
        if (!file.Exists || file.Length != pinned.Bytes)
            return false;
        using FileStream stream = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == pinned.Sha256;
    }

    /// <summary>Writes aside and moves: an interrupted build leaves no half file under the real name.</summary>
    public void Write(string file, ReadOnlySpan<byte> bytes)
    {
        string path = PathOf(file);
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>What is pinned of a file with these bytes.</summary>
    public static ModelFile Describe(string file, ReadOnlySpan<byte> bytes) =>
        new(file, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>Refuses bytes that are not those of <paramref name="pinned"/>.</summary>
    /// <exception cref="ConversionException">They differ.</exception>
    public static void Require(ModelFile pinned, ReadOnlySpan<byte> bytes)
    {
        string hash = Describe(pinned.File, bytes).Sha256;
        if (hash != pinned.Sha256)
            throw new ConversionException($"{pinned.File} came out with the SHA-256 {hash}, not the pinned {pinned.Sha256}.");
    }
}
