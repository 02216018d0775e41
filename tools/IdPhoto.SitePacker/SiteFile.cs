using System.Security.Cryptography;

namespace IdPhoto.SitePacker;

/// <summary>A file of the site.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Address">Below the site's root, with slashes; not encoded.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record SiteFile(string Path, string Address, string Sha256, long Bytes)
{
    private const string Networks = "engine/networks/";

    // The server answers neither links nor what begins with a dot.
    private static readonly EnumerationOptions Served = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>Whether it is in a network, in parts that are packed already and that the engine itself fetches and keeps.</summary>
    public bool IsNetworkPart => Address.StartsWith(Networks, StringComparison.Ordinal) && Address != Networks + "networks.json";

    /// <summary>Whether it reads HEIC: fetched by those browsers alone that cannot.</summary>
    public bool IsHeic => Address.StartsWith("engine/heic/", StringComparison.Ordinal);

    /// <summary>Whether it runs networks on graphics cards: fetched by those browsers alone that do.</summary>
    public bool IsGpu => Address.StartsWith("engine/gpu/", StringComparison.Ordinal);

    /// <summary>All files of a site, in the order of their addresses.</summary>
    public static SiteFile[] All(string site) => [.. Directory.EnumerateFiles(site, "*", Served).AsParallel()
        .Select(path => Of(site, path)).OrderBy(file => file.Address, StringComparer.Ordinal)];

    private static SiteFile Of(string site, string path)
    {
        using FileStream stream = File.OpenRead(path);
        string address = System.IO.Path.GetRelativePath(site, path).Replace(System.IO.Path.DirectorySeparatorChar, '/');
        return new SiteFile(path, address, Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
    }
}
